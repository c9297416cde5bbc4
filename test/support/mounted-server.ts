import type { Problem } from '@homestar/sdk/internal';
import { inject } from 'vitest';
import { type Fired, fireDue } from '../../mock-server/src/agenda/fire-due.ts';
import { flushTally } from '../../mock-server/src/host/flush-tally.ts';
import type { Host } from '../../mock-server/src/host/host.ts';
import type { World } from '../../mock-server/src/host/world.ts';
import { mountNodeHttp, type NodeHttpOptions } from '../../mock-server/src/mounts/node-http.ts';
import { secretPartOf } from './canary.ts';
import { createContractCheck } from './contract-check.ts';
import { type Answer, createSender } from './send.ts';
import './run-context.ts';

export interface Asking {
  /** Sent as `X-API-Key`. */
  readonly key?: string;
  /** Sent as JSON. */
  readonly body?: unknown;
  /** Sent as it is, without a Content-Type. */
  readonly rawBody?: string | Uint8Array;
  /** Name, value, … as they go out: doubled names and odd spellings too. A `Host` replaces the usual one. */
  readonly headers?: readonly string[];
}

export interface TestServer {
  readonly host: Host;
  readonly world: World;
  readonly port: number;
  readonly url: string;
  /** Sends over a real connection. Rejects where the answer breaks the contract, or holds the canary. */
  call<Body = Problem>(method: string, target: string, asking?: Asking): Promise<Answer<Body>>;
  /** World time. */
  readonly clock: {
    now(): number;
    freeze(): void;
    run(): void;
    /** Moves on by some milliseconds; what falls due on the way happens in order. */
    advance(ms: number): Promise<Fired[]>;
  };
  /** What broke inside the server. `close` rejects where a test has not taken it out of here. */
  readonly faults: unknown[];
  /** Answers to any connection (not only `call`) that broke the contract; treated likewise. */
  readonly violations: string[];
  /** `operation status` of every declared answer so far. */
  readonly observed: ReadonlySet<string>;
  /** Stops it. Rejects where something broke or an answer was not as the contract says. */
  close(): Promise<void>;
}

export interface MountOptions {
  readonly bounds?: NodeHttpOptions['bounds'];
  /**
   * Whether the server is first sent the canary, three times, all refused: the first events of its log after those of
   * the seed, from 192.0.2.77 in the qa profile. @default true
   */
  readonly canary?: boolean;
}

/**
 * Serves a host on a free port, as the product does, with each reply held against the contract on its way out.
 *
 * @param faults What the host's worlds report.
 */
export async function mount(
  host: Host,
  faults: unknown[],
  { bounds, canary = true }: MountOptions,
): Promise<TestServer> {
  const check = createContractCheck(host.world.profile);
  const violations: string[] = [];
  const checked: Pick<Host, 'fetch'> = {
    async fetch(call, peer) {
      const reply = await host.fetch(call, peer);
      const fault = await check.faultOf(call.method, call.target, reply);
      if (fault) violations.push(`${call.method} ${call.target}: ${fault}\n${reply.body.slice(0, 1000)}`);
      return reply;
    },
  };
  const listening = await mountNodeHttp(checked, {
    address: '127.0.0.1',
    port: 0,
    ...(bounds && { bounds }),
  });
  const sender = createSender(listening.port);
  const planted = inject('canary');

  /** A head that is no request is answered by the mount, before there is a host. */
  async function checkHead({ status, headers, text }: Answer<unknown>): Promise<void> {
    const fault = await check.faultOf('', '', { status, headers: [...headers.raw], body: text });
    if (fault) violations.push(`A malformed head: ${fault}`);
  }

  const server: TestServer = {
    host,
    get world() {
      return host.world;
    },
    port: listening.port,
    url: `http://127.0.0.1:${listening.port}`,
    faults,
    violations,
    observed: check.observed,
    async call<Body>(method: string, target: string, asking: Asking = {}) {
      const answer = await sender.send<Body>({ method, target, ...messageOf(asking, listening.port) });
      if ((answer.body as Problem | undefined)?.code === 'request_head_malformed') await checkHead(answer);
      if (violations.length > 0)
        throw new Error(`Not as the contract says: ${violations.splice(0).join('\n')}`);
      const told = answer.text + answer.headers.raw.join('\n');
      if (told.includes(secretPartOf(planted)))
        throw new Error('The answer holds a key that was sent before.');
      return answer;
    },
    clock: {
      now: () => host.world.clock.now(),
      freeze: () => host.world.clock.setMode('frozen'),
      run: () => host.world.clock.setMode('running'),
      advance: (ms) => advance(host.world, ms),
    },
    async close() {
      sender.close();
      await listening.stop();
      await host.close();
      if (faults.length > 0) throw new AggregateError(faults, 'The server broke.');
      if (violations.length > 0) throw new Error(`Not as the contract says: ${violations.join('\n')}`);
    },
  };
  if (canary) await plant(server, planted);
  return server;
}

function messageOf({ key, body, rawBody, headers = [] }: Asking, port: number) {
  const sent = rawBody ?? (body === undefined ? undefined : JSON.stringify(body));
  const given = (name: string) => headers.some((text, i) => i % 2 === 0 && text.toLowerCase() === name);
  const chunked = given('transfer-encoding') || given('content-length');
  return {
    headers: [
      ...(given('host') ? [] : ['Host', `127.0.0.1:${port}`]),
      ...(key === undefined ? [] : ['X-API-Key', key]),
      ...(body === undefined ? [] : ['Content-Type', 'application/json']),
      ...headers,
      ...(sent === undefined || chunked ? [] : ['Content-Length', String(Buffer.byteLength(sent))]),
    ],
    ...(sent !== undefined && { body: sent }),
  };
}

async function advance(world: World, ms: number): Promise<Fired[]> {
  const until = world.clock.now() + ms;
  await flushTally(world, 'all');
  const fired = await fireDue(world, until);
  if (until > world.clock.now()) world.clock.moveTo(until);
  return fired;
}

/** Where a key could stand: as the key, in the URL, in another header. Each is refused, and must leave no trace of it. */
async function plant({ call }: TestServer, canary: string): Promise<void> {
  const from = ['X-Mock-Client-IP', '192.0.2.77'];
  await call('GET', '/v1/whoami', { key: canary, headers: from });
  await call('GET', `/v1/keys/${canary}`, { headers: from });
  await call('GET', '/v1/whoami', { headers: [...from, 'Authorization', `Bearer ${canary}`] });
}
