import { eventText } from '../../mock-server/src/audit/event-text.ts';
import { fixtureId } from '../../mock-server/src/fixtures/fixture-id.ts';
import { austin, denver, type Person } from '../../mock-server/src/fixtures/people.ts';
import type { World } from '../../mock-server/src/host/world.ts';
import { newId } from '../../mock-server/src/operations/new-id.ts';
import { systemRandom } from '../../mock-server/src/time/random.ts';
import { commit, everything, type PlantedKey, plantKey, plantRotated } from '../support/planted.ts';
import { strangeKey } from '../support/real-keys.ts';
import type { Caller } from './callers.ts';

/** Records of one place, by what a call may be aimed at. */
export interface Place {
  readonly brokerageId: string;
  /** The agent whose listing and lead these are, and another agent of the same brokerage with theirs. */
  readonly userId: string;
  readonly listingKey: string;
  readonly leadId: string;
  readonly colleagueId: string;
  readonly colleagueListingKey: string;
  readonly colleagueLeadId: string;
  /** People of the brokerage who have no key, so that no caller is shut out with them. */
  readonly newAgentId: string;
  readonly newBrokerId: string;
  readonly keyId: string;
  /** A key whose successor is in use, and one that is suspended. */
  readonly rotatedKeyId: string;
  readonly suspendedKeyId: string;
  readonly secret: string;
  /** An event about this brokerage. */
  readonly eventId: string;
  /** A request about this brokerage. */
  readonly requestId: string;
}

export interface Targets {
  readonly self: string;
  readonly selfSecret: string;
  /** An administrator without a key, and a brokerage without people. */
  readonly newAdminId: string;
  readonly emptyBrokerageId: string;
  readonly own: Place;
  readonly foreign: Place;
  readonly absent: Place;
}

const agents = {
  [austin]: ['noahWhite', 'priyaRama'],
  [denver]: ['tomasVega', 'hannahCol'],
} as const satisfies Record<string, readonly [Person, Person]>;

/** Ids of the form that the records have, and of none of them. */
const absent: Place = {
  brokerageId: 'brk_000000000000',
  userId: 'usr_000000000000',
  listingKey: 'lst_000000000000',
  leadId: 'lead_000000000000',
  colleagueId: 'usr_000000000001',
  colleagueListingKey: 'lst_000000000000',
  colleagueLeadId: 'lead_000000000000',
  newAgentId: 'usr_000000000000',
  newBrokerId: 'usr_000000000000',
  keyId: 'key_000000000000',
  rotatedKeyId: 'key_000000000000',
  suspendedKeyId: 'key_000000000000',
  secret: strangeKey(),
  eventId: 'evt_999999999',
  requestId: 'req_0000000000000000000000',
};

/** What a caller may aim at, made anew for each, so that no call finds what another has left. */
export async function targetsOf(world: World, caller: Caller, { id, secret }: PlantedKey): Promise<Targets> {
  const [home, abroad] = caller === 'otherBroker' ? [denver, austin] : [austin, denver];
  return {
    self: id,
    selfSecret: secret,
    newAdminId: await plantUser(world, 'admin', null),
    emptyBrokerageId: await plantBrokerage(world),
    own: await placeOf(world, home),
    foreign: await placeOf(world, abroad),
    absent,
  };
}

async function placeOf(world: World, brokerageId: string): Promise<Place> {
  const [agent, colleague] = agents[brokerageId]!;
  const key = await plantKey(world, colleague);
  return {
    brokerageId,
    userId: fixtureId('usr', agent),
    listingKey: listingOf(world, agent),
    leadId: leadOf(world, agent),
    colleagueId: fixtureId('usr', colleague),
    colleagueListingKey: listingOf(world, colleague),
    colleagueLeadId: leadOf(world, colleague),
    newAgentId: await plantUser(world, 'agent', brokerageId),
    newBrokerId: await plantUser(world, 'broker', brokerageId),
    keyId: key.id,
    rotatedKeyId: (await plantRotated(world, colleague)).id,
    suspendedKeyId: (await plantKey(world, colleague, { lineage: { suspendedAt: 1 } })).id,
    secret: key.secret,
    eventId: await eventAbout(world, brokerageId),
    requestId: await requestAbout(world, brokerageId),
  };
}

/** A listing that the person has now. */
export function listingOf(world: World, person: Person): string {
  const filter = { sort: 'listPrice' } as const;
  const { rows } = world.store.tenant.properties(everything, filter, { limit: 1000, after: null });
  return rows.find(({ listAgentKey }) => listAgentKey === fixtureId('usr', person))!.listingKey;
}

/** A lead that the person has now. */
export function leadOf(world: World, person: Person): string {
  const filter = { ownerUserId: fixtureId('usr', person) };
  return world.store.tenant.leads(everything, filter, { limit: 1, after: null }).rows[0]!.id;
}

async function plantUser(world: World, role: string, brokerageId: string | null): Promise<string> {
  const id = newId('usr', systemRandom);
  const person = { name: 'Somebody new', email: `${id}@homestar.example`, createdAt: world.clock.now() };
  const row = { id, brokerageId, role, ...person, deactivatedAt: null, revision: 1 };
  await commit(world, { table: 'users', row, from: null });
  return id;
}

async function plantBrokerage(world: World): Promise<string> {
  const id = newId('brk', systemRandom);
  const now = world.clock.now();
  const row = { id, name: 'Nobody’s Homes', timeZone: 'America/Chicago', createdAt: now, modifiedAt: now };
  await commit(world, { table: 'brokerages', row: { ...row, closedAt: null, revision: 1 }, from: null });
  return id;
}

async function eventAbout(world: World, brokerageId: string): Promise<string> {
  const at = new Date(world.clock.now()).toISOString();
  const event = `"at":"${at}","actor":{"type":"system"},"brokerageId":"${brokerageId}","outcome":"allowed","status":200,"changes":[]}`;
  const committed = await world.store.commit({ event }, world.clock.now());
  return `evt_${(committed as { sequence: number }).sequence}`;
}

async function requestAbout(world: World, brokerageId: string): Promise<string> {
  const requestId = newId('req', systemRandom);
  const event = eventText({
    at: world.clock.now(),
    requestId,
    actor: { type: 'key' },
    client: { network: '203.0.113.7', address: '203.0.113.7' },
    brokerageId,
    operationId: 'whoami.get',
    outcome: 'allowed',
    status: 200,
    changes: [],
  });
  await world.store.commit({ event }, world.clock.now());
  return requestId;
}
