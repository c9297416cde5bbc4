/** What a client goes by to call an operation. */
export interface ClientOperation {
  /** `resource.verb`, the contract's `operationId`. */
  readonly id: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Path template, such as `/v1/keys/{keyId}`. */
  readonly path: string;
  /** Whether a key must be presented. */
  readonly keyed: boolean;
  /** Whether it changes nothing (a GET, or a POST so marked), so that it is safe to repeat. */
  readonly readOnly: boolean;
  /** Whether it accepts `Idempotency-Key`. */
  readonly idempotent: boolean;
  /** JSON pointers of the answer's fields that hold a secret. */
  readonly sensitive: readonly string[];
  /** JSON pointers of the body's fields in which somebody's key may stand. */
  readonly carriesKey: readonly string[];
}

/** What the contract says of one operation. */
export interface Operation extends ClientOperation {
  /** `resource:action` that the caller's grant must hold; `null` where a proven key is enough. */
  readonly permission: string | null;
  /**
   * What a key may do here within its own lineage whatever its role, and all that it may do there: to every key of
   * it, to itself, or to the key that it follows.
   */
  readonly self: 'lineage' | 'key' | 'predecessor' | null;
  /** When a second factor is asked for: always, or where the body's members have these values. */
  readonly mfa: 'always' | { readonly when: Readonly<Record<string, string>> } | null;
  /** Names of the rate-limit policies charged, and how much. */
  readonly policies: readonly string[];
  readonly cost: number;
  /** Whether it answers pages of `{ data, nextCursor }`. */
  readonly paginated: boolean;
  readonly body: 'required' | 'optional' | null;
  /** Whether it takes `If-Match`. */
  readonly ifMatch: 'required' | 'optional' | null;
  /** Status of success. */
  readonly status: number;
  /** RFC 3339 dates, where the contract announces an end. */
  readonly deprecatedAt: string | null;
  readonly sunsetAt: string | null;
}

/** What only a server goes by: the rest of an operation, which clients do without. */
export type OperationRules = Omit<Operation, keyof ClientOperation>;
