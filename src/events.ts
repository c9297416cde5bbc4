/** An attempt failed and will be made again. */
export interface RetryEvent {
  readonly type: 'retry';
  /** The operation, such as `properties.list`. */
  readonly operation: string;
  /** The client's own `Request-Id`, the same for all attempts of a call. */
  readonly callId: string;
  /** Which attempt failed, counted from 1. */
  readonly attempt: number;
  /** Whole milliseconds until the next one, rounded up. */
  readonly waitMs: number;
  /** Why: the code of the error that would have been thrown. */
  readonly code: string;
  /** The HTTP status; `null` where no answer came. */
  readonly status: number | null;
  /** The server's id of the failed request; `null` where no answer came. */
  readonly requestId: string | null;
}

/** The key has a form that this version does not know; it is used as it is. */
export interface KeyFormatEvent {
  readonly type: 'keyFormat';
  readonly message: string;
}

/** What a client tells while it works; decide by `type`. None of it holds a key. New types may appear. */
export type ClientEvent = RetryEvent | KeyFormatEvent;
