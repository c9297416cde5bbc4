import type { Life } from '../life.ts';

/** Headers as they arrived, names in lower case. */
export type WireHeaders = Readonly<Record<string, string | string[] | undefined>>;

/** A request without its key, which is chosen for each attempt. */
export interface WireRequest {
  readonly method: string;
  /** Path and query. */
  readonly path: string;
  /** Names and values in turn. */
  readonly headers: readonly string[];
  readonly body: string | null;
}

/** An answer, whatever its status, read to its end. */
export interface Received {
  readonly status: number;
  readonly headers: WireHeaders;
  readonly text: string;
}

/** Why no answer came. `refused`: the transport would not take the request at all. */
export interface Fault {
  readonly fault: 'connect' | 'lost' | 'timeout' | 'too_large' | 'refused';
  /** Whether the server may have seen the request. */
  readonly sent: boolean;
  /** A foreign object, to be copied and never handed on. */
  readonly cause?: unknown;
}

export type Outcome = Received | Fault;

/** How requests travel. */
export interface Transport {
  /**
   * Makes one attempt. Follows no redirect, decodes nothing, answers within `timeoutMs`, the last
   * byte included. Rejects only when `life` ends, and then with its reason, at once.
   *
   * @param key What to send as `X-API-Key`; `null` where none is needed.
   */
  send(request: WireRequest, key: string | null, timeoutMs: number, life: Life): Promise<Outcome>;
  /** Lets go of its connections. Nothing is under way any more, or nobody waits for it. */
  close(): Promise<void>;
}
