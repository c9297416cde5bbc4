/** What the contract says of one operation; the generated tables hold one of these each. */
export interface Operation {
  /** `resource.verb`, the contract's `operationId`. */
  readonly id: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Path template, such as `/v1/keys/{keyId}`. */
  readonly path: string;
  /** Whether a key must be presented. */
  readonly keyed: boolean;
  /** `resource:action` that the caller's grant must hold; `null` where a proven key is enough. */
  readonly permission: string | null;
  /** What a key may do here within its own lineage whatever its role: to every key of it, or to itself. */
  readonly self: 'lineage' | 'key' | null;
  /** When a second factor is asked for: always, or where the body's members have these values. */
  readonly mfa: 'always' | { readonly when: Readonly<Record<string, string>> } | null;
  /** Whether it changes nothing (a GET, or a POST so marked), so that it is safe to repeat. */
  readonly readOnly: boolean;
  /** Names of the rate-limit policies charged, and how much. */
  readonly policies: readonly string[];
  readonly cost: number;
  /** Whether it answers pages of `{ data, nextCursor }`. */
  readonly paginated: boolean;
  readonly body: 'required' | 'optional' | null;
  /** Whether it accepts `Idempotency-Key`. */
  readonly idempotent: boolean;
  /** Whether it takes `If-Match`. */
  readonly ifMatch: 'required' | 'optional' | null;
  /** Status of success. */
  readonly status: number;
  /** JSON pointers of the answer's fields that hold a secret. */
  readonly sensitive: readonly string[];
  /** RFC 3339 dates, where the contract announces an end. */
  readonly deprecatedAt: string | null;
  readonly sunsetAt: string | null;
}
