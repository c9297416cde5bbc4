import type { Refusal } from '../checks/refusal.ts';
import type { Body } from '../wire/read-body.ts';

/** A request as the stages see it: its head read once, its body unread until asked for. */
export interface Arrival {
  readonly requestId: string;
  /** The caller's own `Request-Id`, where well formed; identifies nothing but a waiting caller. */
  readonly clientRequestId: string | null;
  readonly method: string;
  /** The target as sent, and its two halves. */
  readonly target: string;
  readonly path: string;
  readonly query: string;
  readonly head: Head;
  /** The address that rules look at: the peer's, or the one a qa caller asked to be. */
  readonly address: string;
  readonly network: string;
  /** Whether a qa caller named the address (in `X-Mock-Client-IP`), so that loopback's exemption from limits does not apply. */
  readonly addressGiven: boolean;
  readonly peerAddress: string;
  readonly encrypted: boolean;
  /** Whether the host is stopping. */
  readonly draining: boolean;
  /** Reads the body once; later calls get the same answer. */
  body(): Promise<Body | Refusal>;
}

/** The headers that anything here looks at, picked out in one pass. */
export interface Head {
  readonly apiKeys: readonly string[];
  readonly host: string | null;
  readonly origin: string | null;
  readonly contentType: string | null;
  readonly contentEncoding: string | null;
  readonly contentLength: string | null;
  readonly ifMatch: string | null;
  readonly idempotencyKey: string | null;
  readonly requestId: string | null;
  readonly userAgent: string | null;
  readonly mockClientIp: string | null;
  /** Name of a header other than `X-API-Key` that holds a key. */
  readonly keyInHeader: string | null;
}
