/*
 * The reference server inside a program: make a world, hold it in a host, serve the host or call `fetch` directly.
 * Withheld: the stages and the store, which are free to change.
 */

export { secrets as magicSecrets } from './fixtures/hashes.ts';
export type { MagicKeyName } from './fixtures/magic-keys.ts';
export type { Call, Peer, Reply } from './host/call.ts';
export { createHost } from './host/create-host.ts';
export { createQaWorld, type QaWorldOptions } from './host/create-world.ts';
export type { Host } from './host/host.ts';
export { mountNodeHttp, type NodeHttpMount, type NodeHttpOptions } from './mounts/node-http.ts';
