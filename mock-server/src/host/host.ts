import type { Call, Peer, Reply } from './call.ts';
import type { World } from './world.ts';

/** Holds the worlds and picks one for each request. */
export interface Host {
  /** Never rejects: a fault is a reply of 500. */
  fetch(call: Call, peer: Peer): Promise<Reply>;
  /** The default world as it stands; `reset` puts a fresh one in its place. */
  readonly world: World;
  /** Builds a fresh default world and swaps it in; requests in flight finish on the old one. */
  reset(): Promise<void>;
  /** Readiness off; requests still get answers. */
  drain(): void;
  /** Waits for requests in flight, then closes the worlds. */
  close(): Promise<void>;
}
