/** What a single call can be told. All times are milliseconds. */
export interface CallOptions {
  /** Ends the call at once, in every state; it then rejects with exactly `signal.reason`. */
  readonly signal?: AbortSignal | undefined;
  /**
   * How long one attempt may take, from its start to the last byte of the answer.
   *
   * @default 30000
   */
  readonly timeout?: number | undefined;
  /**
   * How long the whole call may take, with all attempts and all waits between them.
   *
   * @default 120000
   */
  readonly deadline?: number | undefined;
  /**
   * How often to try again; 0 means one attempt. A wait that the server asked for is not counted
   * here, only against the deadline.
   *
   * @default 4
   */
  readonly maxRetries?: number | undefined;
  /** Further headers. Those that the client sets itself are refused. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /**
   * Makes the repetition of a changing call safe, across processes too: 1 to 255 visible ASCII characters.
   *
   * @default A random one for each call, the same for all its attempts.
   */
  readonly idempotencyKey?: string | undefined;
  /** The `ETag` of the version that is to be changed. */
  readonly ifMatch?: string | undefined;
}

/** What the call of a list can be told. */
export type ListOptions = Omit<CallOptions, 'idempotencyKey' | 'ifMatch'>;

/** What a client can be told once for all its calls. */
export type CallDefaults = Pick<CallOptions, 'timeout' | 'deadline' | 'maxRetries' | 'headers'>;
