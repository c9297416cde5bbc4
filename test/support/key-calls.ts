import type { Key, KeyCreated, Problem, RevocationReceipt, Wire } from '@homestar/sdk/internal';
import type { Asking, QaServer } from './server.ts';

/** An answer that is the record, or else the problem. */
type Either<Body> = Body & Partial<Pick<Problem, 'code' | 'detail' | 'errors'>>;

export interface Rotated {
  readonly key: Key;
  readonly secret: string;
  readonly predecessor: Key;
  /** Of a refusal: the key that stands in the way. */
  readonly keyId?: string;
}

type Sent = Pick<Asking, 'headers'>;

/** What a new key has to be given. */
const least = { name: 'Listing feed', purpose: 'Publishes our listings', role: 'broker' };

/** What is done to a key in its life, each as one call: by which secret, to which key. */
export function keyCalls({ call, keys }: Pick<QaServer, 'call' | 'keys'>) {
  const post =
    <Body>(verb: string) =>
    (by: string, id: string, body?: object, sent: Sent = {}) =>
      call<Either<Body>>('POST', `/v1/keys/${id}/${verb}`, { key: by, body, ...sent });
  const show = async (id: string) => (await call<Key>('GET', `/v1/keys/${id}`, { key: keys.admin })).body;
  return {
    create: (by: string, body: object, sent: Sent = {}) =>
      call<Either<Wire<KeyCreated>>>('POST', '/v1/keys', { key: by, body: { ...least, ...body }, ...sent }),
    /** In whatever version the key is, unless the headers say otherwise. */
    update: (by: string, id: string, body: object, headers: readonly string[] = ['If-Match', '*']) =>
      call<Either<Key>>('PATCH', `/v1/keys/${id}`, { key: by, body, headers }),
    rotate: post<Rotated>('rotate'),
    complete: post<Key>('rotation/complete'),
    cancel: post<Key>('rotation/cancel'),
    suspend: post<Key>('suspend'),
    resume: post<Key>('resume'),
    revoke: post<RevocationReceipt>('revoke'),
    whoami: (key: string, sent: Sent = {}) =>
      call<Either<{ lineageId: string }>>('GET', '/v1/whoami', { key, ...sent }),
    show,
    statusOf: async (id: string) => (await show(id)).status,
    /** What the key is answered when it is used: nothing where it is accepted. */
    codeOf: async (secret: string) => (await call('GET', '/v1/whoami', { key: secret })).body.code,
  };
}

export type KeyCalls = ReturnType<typeof keyCalls>;

export const hours = (count: number) => count * 3_600_000;
export const days = (count: number) => hours(24 * count);
export const iso = (at: number) => new Date(at).toISOString();
