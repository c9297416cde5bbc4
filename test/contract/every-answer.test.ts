import { policies } from '@homestar/sdk/internal';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { World } from '../../mock-server/src/host/world.ts';
import { machineClock } from '../../mock-server/src/time/machine-clock.ts';
import { createProofs } from '../../mock-server/src/vault/proofs.ts';
import { declaredOperations, readDocument } from '../support/contract-document.ts';
import { createManualMachineClock } from '../support/manual-machine-clock.ts';
import { openRaw, type RawAnswer } from '../support/raw-connection.ts';
import { type Asking, type QaServer, startServer } from '../support/server.ts';
import { type Good, goodRequests } from './requests.ts';

/** Cells of operation × status that no request reaches, each with the reason. */
const unreachable: Readonly<Record<string, string>> = {
  'health.live 500': 'it answers a constant and touches no port',
};

const declared = [readDocument('homestar'), readDocument('control')].flatMap(declaredOperations);
const cells = declared.flatMap(({ path, operation: { operationId, responses } }) =>
  Object.keys(responses).map((status) => ({ operationId, path, status: Number(status) })),
);

/** Servers that are each in one state, so that every operation can be asked in it. */
const servers = {} as Record<'usual' | 'exhausted' | 'busy' | 'broken' | 'stopping' | 'slow', QaServer>;
const machine = createManualMachineClock();
let breaksAtReset = false;
let bodyAwaited = Promise.withResolvers<void>();

beforeAll(async () => {
  const watched = {
    ...machine,
    after(ms: number, run: () => void) {
      // Only what a body is given is moved by hand: else a commit that waits for others would wait for ever.
      if (ms !== 10_000) return machineClock.after(ms, run);
      bodyAwaited.resolve();
      return machine.after(ms, run);
    },
  };
  const nobody = { ...policies, lineage: { ...policies.lineage, quota: 0, quotaByRole: {} } };
  const full = { busy: true as const, waitMs: 2500 };
  servers.usual = await startServer();
  servers.exhausted = await startServer({ policies: nobody });
  servers.busy = await startServer({
    proofs: createProofs(),
    bcrypt: { compare: async () => full, hash: async () => full },
  });
  servers.broken = await startServer({ within: broken, canary: false });
  servers.stopping = await startServer();
  servers.stopping.host.drain();
  servers.slow = await startServer({ machine: watched });
});

afterAll(async () => {
  servers.broken.faults.splice(0);
  await Promise.all(Object.values(servers).map((server) => server.close()));
});

function broken(world: World): World {
  const fail = (): never => {
    throw new Error('This port is broken.');
  };
  if (breaksAtReset) fail();
  const clock = Object.create(world.clock, { mode: { get: fail }, setMode: { value: fail } });
  const agenda = { ...world.store.agenda, next: fail };
  return { ...world, clock, store: { ...world.store, credentials: { read: fail }, agenda, ready: fail } };
}

test.each(cells.filter(({ operationId, status }) => !unreachable[`${operationId} ${status}`]))(
  '$operationId answers $status as declared',
  async (cell) => {
    const answer = await drive(cell);
    expect(answer.status, JSON.stringify(answer)).toBe(cell.status);
  },
);

test('every declared answer of every operation was observed, but for those that no request reaches', () => {
  const observed = new Set(Object.values(servers).flatMap((server) => [...server.observed]));
  const missing = cells
    .map(({ operationId, status }) => `${operationId} ${status}`)
    .filter((cell) => !observed.has(cell));
  expect(missing).toEqual(Object.keys(unreachable));
});

async function drive({ operationId, path, status }: (typeof cells)[number]): Promise<{ status: number }> {
  const { usual, exhausted, busy, broken, stopping } = servers;
  const good = (server: QaServer) => goodRequests[operationId](server);
  const ask = async (server: QaServer, change: (request: Good) => Partial<Good> = () => ({})) => {
    const request = { key: server.keys.broker, ...(await good(server)) };
    return send(server, { ...request, ...change(request) });
  };
  switch (status) {
    case 200:
    case 201:
    case 204:
      return ask(usual);
    case 400:
      return ask(usual, ({ target }) => ({ target: `${target}?x=${usual.keys.admin}` }));
    case 401:
      return ask(usual, () => ({ key: usual.keys.revoked }));
    case 403:
      return ask(usual, ({ headers = [] }) => ({ headers: [...headers, 'Host', 'attacker.example'] }));
    case 404:
      return operationId === 'decisions.simulate'
        ? ask(usual, ({ body }) => ({ body: { ...(body as object), keyId: 'key_999999999999' } }))
        : ask(usual, () => ({ target: path.replaceAll(/\{\w+\}/g, 'nobody') }));
    case 408:
      return slowly(await good(servers.slow));
    case 409:
      return twice(usual, { key: usual.keys.broker, ...(await good(usual)) });
    case 410:
      return ask(usual, () => ({ target: `${path}?modifiedAfter=2000-01-01T00:00:00Z` }));
    case 412:
      return ask(usual, () => ({ headers: ['If-Match', '"999"'] }));
    case 413:
      return tooLarge(await good(usual));
    case 415:
      return ask(usual, ({ headers = [] }) => ({
        ...text('{}', 'text/plain'),
        ...plus(headers, 'text/plain'),
      }));
    case 422:
      return ask(usual, ({ target }) => ({
        target: `${target}${target.includes('?') ? '&' : '?'}unheardOf=1`,
      }));
    case 428:
      return ask(usual, () => ({ headers: [] }));
    case 429:
      return ask(exhausted);
    case 500:
      if (operationId === 'world.reset') breaksAtReset = true;
      return ask(broken).finally(() => {
        breaksAtReset = false;
      });
    case 503:
      return ask(operationId === 'health.ready' ? stopping : busy);
    default:
      throw new Error(`Nobody knows how to reach ${status}.`);
  }
}

const send = (server: QaServer, { method, target, ...asking }: Good) => server.call(method, target, asking);
const text = (rawBody: string, type: string): Asking => ({
  body: undefined,
  rawBody,
  headers: ['Content-Type', type],
});
const plus = (headers: readonly string[], type: string) => ({ headers: [...headers, 'Content-Type', type] });

/** The same Idempotency-Key with the same JSON in other bytes; without a body, with an If-Match. */
async function twice(server: QaServer, { body, headers = [], ...request }: Good) {
  const first = {
    ...request,
    headers: [...headers, 'Idempotency-Key', crypto.randomUUID(), 'Content-Type', 'application/json'],
  };
  const answer = await send(server, { ...first, rawBody: JSON.stringify(body) });
  expect(answer.status).toBeLessThan(300);
  if (body === undefined) return send(server, { ...first, headers: [...first.headers, 'If-Match', '*'] });
  return send(server, { ...first, rawBody: `${JSON.stringify(body)} ` });
}

async function tooLarge(request: Good): Promise<RawAnswer> {
  return unfinished(servers.usual, request, 2 ** 20 + 1, () => {});
}

async function slowly(request: Good): Promise<RawAnswer> {
  bodyAwaited = Promise.withResolvers();
  return unfinished(servers.slow, request, 100, async () => {
    await bodyAwaited.promise;
    machine.advance(10_000);
  });
}

/** Sends a head and the beginning of a body. */
async function unfinished(
  { port, keys }: QaServer,
  { method, target, key = keys.broker, headers = [] }: Good,
  length: number,
  then: () => void | Promise<void>,
): Promise<RawAnswer> {
  const client = await openRaw(port);
  const lines = [
    'Host: localhost',
    `X-API-Key: ${key}`,
    `Content-Length: ${length}`,
    'Content-Type: application/json',
  ];
  for (let i = 0; i < headers.length; i += 2) lines.push(`${headers[i]}: ${headers[i + 1]}`);
  client.send(`${method} ${target} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n{"`);
  await then();
  const answer = await client.answer();
  client.socket.destroy();
  return answer;
}
