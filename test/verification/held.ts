import type { Entry, Store } from '../../mock-server/src/store/port.ts';
import type { BcryptQueue } from '../../mock-server/src/vault/bcrypt-queue.ts';
import { cheapBcrypt } from '../support/cheap-proofs.ts';
import { type Answer, answerOf } from '../support/send.ts';
import type { Asking, TestServer } from '../support/server.ts';
import type { Gate } from './gate.ts';

/** bcrypt that begins to compare once the gate is open. */
export function bcryptBehind(gate: Gate): BcryptQueue {
  return {
    async compare(input, hash) {
      await gate.pass();
      return cheapBcrypt.compare(input, hash);
    },
    hash: cheapBcrypt.hash,
  };
}

/** bcrypt that begins to hash a secret which is being made once the gate is open. */
export function hashingBehind(gate: Gate): BcryptQueue {
  return {
    compare: cheapBcrypt.compare,
    async hash(input, cost, when) {
      if (when !== 'idle') await gate.pass();
      return cheapBcrypt.hash(input, cost, when);
    },
  };
}

/** Something happens each time that a request which calls itself `slow` comes to its commit, and before it. */
export function beforeSlowCommit(store: Store, happen: (entry: Entry) => Promise<void>): void {
  const commit = store.commit;
  store.commit = async (entry, now) => {
    if (entry.event.includes('"clientRequestId":"slow"')) await happen(entry);
    return commit(entry, now);
  };
}

export const slow = ['Request-Id', 'slow'] as const;

/** A request whose body is on its way until the test says that it has come. */
export interface Uploading {
  /** Resolves when the server waits for the body. */
  readonly begun: Promise<void>;
  finish(): Promise<Answer<Record<string, unknown>>>;
}

export function upload(server: TestServer, method: string, target: string, asking: Asking): Uploading {
  const begun = Promise.withResolvers<void>();
  const whole = Promise.withResolvers<void>();
  async function* body() {
    begun.resolve();
    await whole.promise;
    yield Buffer.from(JSON.stringify(asking.body));
  }
  const headers = ['Host', 'localhost', 'Content-Type', 'application/json', ...(asking.headers ?? [])];
  if (asking.key !== undefined) headers.push('X-API-Key', asking.key);
  const peer = { address: '127.0.0.1', encrypted: false };
  const reply = server.host.fetch({ method, target, headers, body: body() }, peer);
  return {
    begun: begun.promise,
    async finish() {
      whole.resolve();
      const { status, headers: raw, body: text } = await reply;
      return answerOf(status, raw, text);
    },
  };
}
