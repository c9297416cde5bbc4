/*
 * Each check made to fail by a request: the decision lists all that was passed before it, in the order that the
 * contract promises. The order is written by hand here and derived from nothing.
 */
import { type ProblemCode, policies } from '@homestar/sdk/internal';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { order } from '../../mock-server/src/checks/order.ts';
import { denver } from '../../mock-server/src/fixtures/people.ts';
import { leadOf, listingOf } from '../authorization/targets.ts';
import { cheapBcrypt } from '../support/cheap-proofs.ts';
import { newListing } from '../support/new-listing.ts';
import { closeBrokerage, deactivateUser, plantKey, plantSibling } from '../support/planted.ts';
import { type Asking, type QaServer, startServer, startStrictServer } from '../support/server.ts';
import { decisionOf, told } from './asking.ts';

const inOrder = [
  'receive host',
  'receive origin',
  'receive route',
  'receive method',
  'receive transport',
  'receive one_key',
  'receive key_not_in_url',
  'receive key_not_in_header',
  'receive key_present',
  'receive client_address',
  'identify key_format',
  'identify key_filter',
  'identify key_proof',
  'vet not_revoked',
  'vet not_rejected',
  'vet not_awaiting_approval',
  'vet not_suspended',
  'vet not_expired',
  'vet not_retired',
  'vet already_valid',
  'vet owner_active',
  'vet brokerage_open',
  'vet address_allowed',
  'limit limits',
  'authorize rotation_in_time',
  'authorize permission',
];

let server: QaServer;
beforeEach(async () => {
  server = await startServer({ canary: false });
});
afterEach(() => server.close());

type Asked = readonly [method: string, target: string, asking: Asking];
type Case = readonly [failing: string, code: ProblemCode, asked: () => Asked | Promise<Asked>];

const whoami = (asking: Asking = {}): Asked => ['GET', '/v1/whoami', { key: server.keys.agent, ...asking }];
const planted = async (
  ...facts: Parameters<typeof plantKey> extends [unknown, ...infer Rest] ? Rest : never
) => whoami({ key: (await plantKey(server.world, ...facts)).secret });
const headers = (...list: string[]) => ({ headers: list });
const past = () => server.clock.now() - 1;

const cases: readonly Case[] = [
  ['receive host', 'host_not_allowed', () => whoami(headers('Host', 'attacker.example'))],
  ['receive origin', 'origin_not_allowed', () => whoami(headers('Origin', 'https://attacker.example'))],
  ['receive route', 'route_not_found', () => ['GET', '/v1/nowhere', {}]],
  ['receive method', 'method_not_allowed', () => ['DELETE', '/v1/whoami', {}]],
  ['receive one_key', 'api_key_repeated', () => whoami(headers('X-API-Key', server.keys.admin))],
  ['receive key_not_in_url', 'key_in_url', () => ['GET', `/v1/whoami?key=${server.keys.agent}`, {}]],
  [
    'receive key_not_in_header',
    'key_in_header',
    () => whoami(headers('Authorization', `Bearer ${server.keys.agent}`)),
  ],
  ['receive key_present', 'key_missing', () => ['GET', '/v1/whoami', {}]],
  ['receive client_address', 'validation_failed', () => whoami(headers('X-Mock-Client-IP', 'nowhere'))],
  ['identify key_format', 'key_malformed', () => whoami({ key: server.keys.typo })],
  ['identify key_filter', 'key_unknown', () => whoami({ key: server.keys.wrongSecret })],
  [
    'identify key_proof',
    'key_unknown',
    async () => {
      const hash = (await cheapBcrypt.hash('another secret', 4)) as string;
      return planted('noahWhite', { key: { hash } });
    },
  ],
  ['vet not_revoked', 'key_revoked', () => whoami({ key: server.keys.revoked })],
  ['vet not_rejected', 'key_rejected', () => planted('noahWhite', { lineage: { rejectedAt: past() } })],
  [
    'vet not_awaiting_approval',
    'key_awaiting_approval',
    () => planted('noahWhite', { lineage: { approvedAt: null } }),
  ],
  ['vet not_suspended', 'key_suspended', () => planted('noahWhite', { lineage: { suspendedAt: past() } })],
  ['vet not_expired', 'key_expired', () => whoami({ key: server.keys.expired })],
  ['vet not_retired', 'key_retired', () => planted('noahWhite', { key: { graceEndsAt: past() } })],
  [
    'vet already_valid',
    'key_not_yet_valid',
    () => planted('noahWhite', { lineage: { notBefore: server.clock.now() + 1 } }),
  ],
  [
    'vet owner_active',
    'owner_deactivated',
    async () => {
      const asked = await planted('noahWhite');
      await deactivateUser(server.world, 'usr_000noahWhite');
      return asked;
    },
  ],
  [
    'vet brokerage_open',
    'brokerage_closed',
    async () => {
      const asked = await planted('tomasVega');
      await closeBrokerage(server.world, denver);
      return asked;
    },
  ],
  [
    'vet address_allowed',
    'address_not_allowed',
    () => planted('noahWhite', { lineage: { ipAllowlist: '["203.0.113.7"]' } }),
  ],
  ['limit limits', 'rate_limited', () => planted('noahWhite', { lineage: { limits: '{"lineage":0}' } })],
  [
    'authorize rotation_in_time',
    'key_rotation_overdue',
    async () => {
      const { secret } = await plantKey(server.world, 'noahWhite', {
        lineage: { rotationPolicy: 'enforce' },
        key: { createdAt: server.clock.now() - 90 * 86_400_000 },
      });
      return ['GET', '/v1/properties', { key: secret }];
    },
  ],
  ['authorize permission', 'permission_denied', () => ['GET', '/v1/users', { key: server.keys.agent }]],
];

async function decided([method, target, asking]: Asked) {
  const answer = await server.call(method, target, asking);
  const decision = await decisionOf(server, answer, server.keys.admin);
  return { answer, decision: decision.body };
}

test.each(cases)('%s: %s', async (failing, code, asked) => {
  const { answer, decision } = await decided(await asked());
  expect(answer.body.code).toBe(code);
  const place = inOrder.indexOf(failing);
  expect(told(decision.checks)).toEqual([...inOrder.slice(0, place), `${failing}: ${code}`]);
  expect(decision).toMatchObject({ status: answer.status, code, outcome: 'refused' });
  expect(decision.checks.map(({ result }) => result)).toEqual([
    ...Array<string>(place).fill('passed'),
    'failed',
  ]);
  expect(decision.checks.at(-1)!.saw).toEqual(expect.any(Object));
});

describe('what only the operation asks comes last', () => {
  const list = [...inOrder];
  const listing = () => `/v1/properties/${listingOf(server.world, 'noahWhite')}`;
  const json = ['Content-Type', 'application/json'];
  const broker = (asking: Asking) => ({ key: server.keys.broker, ...asking });

  const own: readonly (readonly [string[], ProblemCode, () => Asked])[] = [
    [['body'], 'body_malformed', () => ['POST', '/v1/users', broker({ rawBody: '{', headers: json })]],
    [
      ['body'],
      'unsupported_media_type',
      () => ['POST', '/v1/users', broker({ rawBody: '{}', headers: ['Content-Type', 'text/plain'] })],
    ],
    [
      ['body'],
      'content_encoding_not_supported',
      () => ['POST', '/v1/users', broker({ rawBody: '{}', headers: [...json, 'Content-Encoding', 'gzip'] })],
    ],
    [
      ['body', 'idempotency_key'],
      'idempotency_key_invalid',
      () => ['POST', '/v1/users', broker({ body: {}, headers: ['Idempotency-Key', ' '] })],
    ],
    [
      ['body', 'mfa'],
      'mfa_required',
      () => [
        'POST',
        '/v1/keys',
        { key: server.keys.admin, body: { name: 'A', purpose: 'B', role: 'admin', justification: 'C' } },
      ],
    ],
    [
      ['body', 'if_match'],
      'precondition_required',
      () => ['PATCH', listing(), broker({ body: { listPrice: 1 } })],
    ],
    [
      ['body', 'key_not_in_text'],
      'key_in_text',
      () => ['POST', '/v1/properties', broker({ body: { ...newListing, publicRemarks: server.keys.admin } })],
    ],
    [
      ['body', 'if_match', 'key_not_in_text', 'input'],
      'validation_failed',
      () => ['PATCH', listing(), broker({ body: { listPrice: 'much' }, headers: ['If-Match', '*'] })],
    ],
    [['input', 'visible'], 'not_found', () => ['GET', '/v1/properties/lst_999999999999', broker({})]],
    [
      ['body', 'if_match', 'key_not_in_text', 'input', 'visible', 'if_match'],
      'precondition_failed',
      () => ['PATCH', listing(), broker({ body: { listPrice: 1 }, headers: ['If-Match', '"99"'] })],
    ],
    [['input', 'cursor'], 'cursor_invalid', () => ['GET', '/v1/users?cursor=AAAA', broker({})]],
  ];

  test.each(own)('%j: %s', async (names, code, asked) => {
    const { answer, decision } = await decided(asked());
    expect(answer.body.code).toBe(code);
    const handled = names.map((name) => `handle ${name}`);
    expect(told(decision.checks)).toEqual([...list, ...handled.slice(0, -1), `${handled.at(-1)}: ${code}`]);
  });

  test('an Idempotency-Key of another request', async () => {
    const once = (body: object) =>
      decided(['POST', '/v1/users', broker({ body, headers: ['Idempotency-Key', 'one'] })]);
    await once({ role: 'agent', name: 'A', email: 'a@homestar.example' });
    const { answer, decision } = await once({ role: 'agent', name: 'B', email: 'b@homestar.example' });
    expect(answer.body.code).toBe('idempotency_mismatch');
    expect(told(decision.checks).slice(list.length)).toEqual([
      'handle body',
      'handle idempotency_key: idempotency_mismatch',
    ]);
  });

  test('an own key that it may not touch, of a record that it sees', async () => {
    const self = await plantKey(server.world, 'elenaRuiz');
    const sibling = await plantSibling(server.world, self.lineage);
    const { decision } = await decided([
      'POST',
      `/v1/keys/${sibling.id}/revoke`,
      { key: self.secret, body: { reason: 'other' } },
    ]);
    expect(told(decision.checks).slice(-3)).toEqual([
      'handle input',
      'handle visible',
      'handle own_lineage: permission_denied',
    ]);
  });

  test('a role that the operation does not hand out is told apart from the permission to call it', async () => {
    const body = { role: 'broker', name: 'A', email: 'a@homestar.example' };
    const { answer, decision } = await decided(['POST', '/v1/users', broker({ body })]);
    expect(answer.body.code).toBe('permission_denied');
    expect(told(decision.checks).slice(-2)).toEqual(['handle input', 'handle permission: permission_denied']);
    expect(told(decision.checks)).toContain('authorize permission');
  });
});

describe('an allowed request lists all', () => {
  const handled: readonly (readonly [string, string[], () => Asked])[] = [
    ['a list', ['input'], () => ['GET', '/v1/properties', { key: server.keys.broker }]],
    [
      'a record',
      ['input', 'visible'],
      () => ['GET', `/v1/leads/${leadOf(server.world, 'noahWhite')}`, { key: server.keys.broker }],
    ],
    [
      'a change',
      ['body', 'if_match', 'key_not_in_text', 'input', 'visible'],
      () => [
        'PATCH',
        `/v1/properties/${listingOf(server.world, 'noahWhite')}`,
        { key: server.keys.broker, body: { listPrice: 77 }, headers: ['If-Match', '*'] },
      ],
    ],
    [
      'a new record',
      ['body', 'key_not_in_text', 'input'],
      () => ['POST', '/v1/properties', { key: server.keys.broker, body: newListing }],
    ],
  ];

  test.each(handled)('%s', async (_, names, asked) => {
    const { decision } = await decided(asked());
    expect(decision.outcome).toBe('allowed');
    expect(told(decision.checks)).toEqual([...inOrder, ...names.map((name) => `handle ${name}`)]);
  });
});

test('too many keys to prove at once: what stands before bcrypt was passed', async () => {
  const full = async () => ({ busy: true as const, waitMs: 2500 });
  const busy = await startServer({ canary: false, bcrypt: { compare: full, hash: full } });
  const { secret } = await plantKey(busy.world, 'noahWhite');
  const answer = await busy.call('GET', '/v1/whoami', { key: secret });
  const { body } = await decisionOf(busy, answer, busy.keys.admin);
  expect(body.outcome).toBe('failed');
  expect(told(body.checks).slice(-3)).toEqual([
    'identify key_format',
    'identify key_filter',
    'identify proof_queue: busy',
  ]);
  await busy.close();
});

test('too many guesses from one network: the form of the key was passed, and nothing is said of its secret', async () => {
  const none = { ...policies, failures: { ...policies.failures, quota: 0 } };
  const narrow = await startServer({ canary: false, policies: none });
  const asking = { key: narrow.keys.wrongSecret, headers: ['X-Mock-Client-IP', '203.0.113.7'] };
  const answer = await narrow.call('GET', '/v1/whoami', asking);
  const { body } = await decisionOf(narrow, answer, narrow.keys.admin);
  expect(told(body.checks).slice(-2)).toEqual([
    'identify key_format',
    'identify network_failures: too_many_failures',
  ]);
  await narrow.close();
});

describe('the strict profile', () => {
  test('asks no Host, no Origin and no address of a caller’s choice, and turns plain HTTP away', async () => {
    const strict = await startStrictServer({ canary: false });
    const key = strict.keys.admin;
    const headers = ['Host', 'api.homestar.example', 'X-API-Key', key];
    const insecure = await strict.host.fetch(
      { method: 'GET', target: '/v1/whoami', headers, body: nothing() },
      { address: '203.0.113.9', encrypted: false },
    );
    const requestId = JSON.parse(insecure.body).requestId as string;
    const { body } = await strict.call<{ checks: [] }>('GET', `/v1/decisions/${requestId}`, { key });
    expect(told(body.checks)).toEqual([
      'receive route',
      'receive method',
      'receive transport: transport_insecure',
    ]);
    const allowed = await strict.call('GET', '/v1/whoami', { key });
    const checks = told((await decisionOf(strict, allowed, key)).body.checks);
    const local = ['receive host', 'receive origin', 'receive client_address'];
    expect(checks).toEqual([...inOrder.filter((check) => !local.includes(check)), 'handle input']);
    await strict.close();
  });
});

async function* nothing() {}

test('every check of the table is made to fail by a test of this file', () => {
  const elsewhere = [
    // Bodies that are cut off or too large: test/contract/every-answer.test.ts.
    'handle body',
    'handle idempotency_key',
    'handle mfa',
    'handle if_match',
    'handle key_not_in_text',
    'handle input',
    'handle visible',
    'receive transport',
    'identify proof_queue',
    'identify network_failures',
  ];
  const forced = [...cases.map(([failing]) => failing), ...elsewhere];
  const table = [...new Set(order.map(({ stage, name }) => `${stage} ${name}`))];
  expect(forced.toSorted()).toEqual(table.toSorted());
});
