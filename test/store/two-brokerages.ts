import { type Grant, makeGrant, type Reach } from '../../mock-server/src/access/grant.ts';
import type { Put } from '../../mock-server/src/store/rows.ts';
import { brokerage, insert, key, lead, lineage, property, user } from './rows.ts';

/** Two brokerages, A and B, each with a broker, an agent and what belongs to them; and the platform. */
const admin = user('usr_admin', null);
const brokerA = user('usr_broker_a', 'brk_a');
const agentA = user('usr_agent_a', 'brk_a', { role: 'agent' });
const brokerB = user('usr_broker_b', 'brk_b');
const agentB = user('usr_agent_b', 'brk_b', { role: 'agent' });

export const people = { admin, brokerA, agentA, brokerB, agentB };

export const twoBrokerages: readonly Put[] = [
  ...insert('brokerages', brokerage('brk_a'), brokerage('brk_b')),
  ...insert('users', admin, brokerA, agentA, brokerB, agentB),
  ...insert(
    'lineages',
    lineage('lin_admin', admin),
    lineage('lin_a', brokerA),
    lineage('lin_agent_a', agentA),
    lineage('lin_b', brokerB),
  ),
  ...insert(
    'keys',
    key('key_admin', 'lin_admin'),
    key('key_a', 'lin_a'),
    key('key_agent_a', 'lin_agent_a'),
    key('key_b', 'lin_b'),
  ),
  ...insert(
    'properties',
    property('prp_a1', brokerA),
    property('prp_a2', agentA),
    property('prp_b1', brokerB),
    property('prp_b2', agentB),
  ),
  ...insert(
    'leads',
    lead('lead_a1', brokerA),
    lead('lead_a2', agentA, { listingKey: 'prp_a2' }),
    lead('lead_b1', brokerB),
    lead('lead_b2', agentB, { listingKey: 'prp_b2' }),
  ),
];

function grant(role: 'admin' | 'broker' | 'agent', reach: Reach): Grant {
  const brokerageId = role === 'admin' ? null : 'brk_a';
  const owner = { admin, broker: brokerA, agent: agentA }[role];
  const principal = {
    keyId: `key_of_${role}`,
    lineageId: 'lin_a',
    role,
    brokerageId,
    ownerUserId: owner.id,
    permissions: new Set<string>(),
  };
  return makeGrant(principal, reach);
}

/** One grant per reach; but for `all`, each is of brokerage A. */
export const grants = {
  all: grant('admin', { kind: 'all' }),
  brokerage: grant('broker', { kind: 'brokerage', brokerageId: 'brk_a' }),
  agent: grant('agent', { kind: 'agent', brokerageId: 'brk_a', userId: 'usr_agent_a' }),
  lineage: grant('broker', { kind: 'lineage', lineageId: 'lin_a' }),
} as const;
