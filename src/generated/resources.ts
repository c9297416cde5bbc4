// Made of openapi/ by "npm run generate". Do not edit.

import type { Call, ListCall, PagedCall } from '../call/call.ts';
import type { Caller } from '../call/caller.ts';
import type { CallOptions, ListOptions } from '../call/options.ts';
import type {
  AuditEvent,
  AuditEventListParams,
  Brokerage,
  BrokerageCloseParams,
  BrokerageCreateParams,
  BrokerageListParams,
  BrokerageUpdateParams,
  Decision,
  DecisionSimulateParams,
  DeletedProperty,
  HealthStatus,
  Key,
  KeyCreateParams,
  KeyCreated,
  KeyListParams,
  KeyResumeParams,
  KeyRevokeParams,
  KeyRotateParams,
  KeyRotated,
  KeySuspendParams,
  KeyUpdateParams,
  KeyUsage,
  KeyUsageParams,
  KeyVerification,
  KeyVerifyParams,
  Lead,
  LeadCreateParams,
  LeadListParams,
  LeadUpdateParams,
  Principal,
  Property,
  PropertyCreateParams,
  PropertyList,
  PropertyListParams,
  PropertyUpdateParams,
  RevocationReceipt,
  Role,
  RotationCancelParams,
  RotationCompleteParams,
  Simulation,
  User,
  UserCreateParams,
  UserDeactivateParams,
  UserListParams,
  UserUpdateParams,
} from './types.ts';

/** Whether the server lives and takes requests. */
export class Health {
  readonly #caller: Caller;

  constructor(caller: Caller) {
    this.#caller = caller;
  }

  /**
   * Tell whether the process lives.
   *
   * For the supervisor that restarts the server. Needs no key, costs nothing, is not recorded.
   * @throws `RequestError` 400
   * @throws `PermissionError` 403
   * @throws `ServerError` 500
   * @example
   * ```ts
   * const answer = await client.health.live();
   * ```
   */
  live(options?: CallOptions): Call<HealthStatus> {
    return this.#caller.call<HealthStatus>('health.live', {}, options);
  }

  /**
   * Tell whether the server takes requests.
   *
   * For the load balancer. Not ready (503 `not_ready`) while starting and from the moment that
   * stopping begins. Needs no key, costs nothing, is not recorded.
   * @throws `RequestError` 400
   * @throws `PermissionError` 403
   * @throws `ServerError` 500, 503 `not_ready`
   * @example
   * ```ts
   * const answer = await client.health.ready();
   * ```
   */
  ready(options?: CallOptions): Call<HealthStatus> {
    return this.#caller.call<HealthStatus>('health.ready', {}, options);
  }
}

/** What the calling key is and may do. */
export class Whoami {
  readonly #caller: Caller;

  constructor(caller: Caller) {
    this.#caller = caller;
  }

  /**
   * Describe the calling key.
   *
   * What the key is, what it may do and how much of its allowance is left. Every usable key may
   * ask this, whatever its role and scopes. The first use of a key is often this call.
   * @throws `RequestError` 400, 422
   * @throws `AuthenticationError` 401
   * @throws `PermissionError` 403
   * @throws `RateLimitError` 429
   * @throws `ServerError` 500, 503
   * @example
   * ```ts
   * const answer = await client.whoami.get();
   * ```
   */
  get(options?: CallOptions): Call<Principal> {
    return this.#caller.call<Principal>('whoami.get', {}, options);
  }
}

/** API keys, from creation to revocation. */
export class Keys {
  readonly #caller: Caller;

  constructor(caller: Caller) {
    this.#caller = caller;
  }

  /**
   * Create a key.
   *
   * Makes the first key of a new lineage. A key never grants more than its creator has: brokers make broker and
   * agent keys of their own brokerage, administrators any; scopes outside what both have are 422
   * `scope_outside_role`, and a quota above the role's can be given by administrators only. Role `admin` needs a
   * second factor, without one it is 403 `mfa_required`.
   *
   * Store the secret at once: only the same request shows it again, repeated within 24 hours with its
   * Idempotency-Key by the same key, while another key of the caller's lineage is answered 409
   * `secret_not_replayable` with the `keyId` that was made.
   *
   * Needs the permission `keys:write`. A second factor is asked for where `role` is `admin`.
   * @param params - What the key is to be.
   * @throws `RequestError` 400, 408, 413, 415, 422 `scope_outside_role`
   * @throws `AuthenticationError` 401
   * @throws `PermissionError` 403 `mfa_required`
   * @throws `ConflictError` 409 `secret_not_replayable`
   * @throws `RateLimitError` 429
   * @throws `ServerError` 500, 503
   * @example
   * ```ts
   * const answer = await client.keys.create({
   *   name: 'Listing feed',
   *   purpose: 'Publishes our listings on the website every ten minutes.',
   *   role: 'agent',
   *   brokerageId: 'brk_2Nf5Ga8Jb3Ec',
   *   ownerUserId: 'usr_6Bt1Vy4Pn8Rk',
   *   scopes: ['properties:read'],
   *   expiresAt: '2027-01-31T00:00:00.000Z',
   *   ipAllowlist: ['203.0.113.0/24', '2001:db8::/48'],
   *   limits: { lineage: 300 },
   *   metadata: { system: 'website', ticket: 'OPS-1421' },
   * });
   * ```
   */
  create(params: KeyCreateParams, options?: CallOptions): Call<KeyCreated> {
    return this.#caller.call<KeyCreated>('keys.create', { body: params }, options);
  }

  /**
   * List keys.
   *
   * In the order of their creation. Brokers see the keys of their brokerage, administrators all. Revoked and
   * expired keys stay in the list.
   *
   * Needs the permission `keys:read`.
   * @param params - What `keys.list` is asked for.
   * @throws `RequestError` 400, 422
   * @throws `AuthenticationError` 401
   * @throws `PermissionError` 403
   * @throws `RateLimitError` 429
   * @throws `ServerError` 500, 503
   * @example
   * ```ts
   * for await (const key of client.keys.list({ limit: 20 })) {
   *   console.log(key.id);
   * }
   * ```
   */
  list(params: KeyListParams = {}, options?: ListOptions): ListCall<Key> {
    return this.#caller.list<Key>('keys.list', { query: params }, options);
  }

  /**
   * Get a key.
   *
   * The record of a key, never its secret. Every key may read the keys of its own lineage,
   * whatever its role and scopes.
   *
   * Needs the permission `keys:read`, except for keys of the caller's lineage.
   * @param keyId - The id of the key, `key_…`. Never its secret. 1 to 64 characters.
   * @throws `RequestError` 400, 422
   * @throws `AuthenticationError` 401
   * @throws `PermissionError` 403
   * @throws `NotFoundError` 404
   * @throws `RateLimitError` 429
   * @throws `ServerError` 500, 503
   * @example
   * ```ts
   * const answer = await client.keys.get('key_4Hd8Kp1Rv6Ys');
   * ```
   */
  get(keyId: string, options?: CallOptions): Call<Key> {
    return this.#caller.call<Key>('keys.get', { path: { keyId } }, options);
  }

  /**
   * Update a key.
   *
   * Changes what a key has in common with its lineage, never its role, brokerage or owner, and never a key of the
   * calling key's own lineage (403): a stolen key must not widen itself. What is written stays within what the
   * calling key has, as in `keys.create`. Acts on the next request of the key. A key that has ended, or waits for
   * approval, is 409 `key_status_conflict`, a revoked one `key_already_revoked`.
   *
   * Needs the permission `keys:write`.
   * @param keyId - The id of the key, `key_…`. Never its secret. 1 to 64 characters.
   * @param params - What is to change. Null takes back what is optional, what is left out stays as it is.
   * @param options - `ifMatch` is required: the `ETag` of what you have read.
   * @throws `RequestError` 400, 408, 413, 415, 422
   * @throws `AuthenticationError` 401
   * @throws `PermissionError` 403
   * @throws `NotFoundError` 404
   * @throws `ConflictError` 409 `key_status_conflict`, 412, 428
   * @throws `RateLimitError` 429
   * @throws `ServerError` 500, 503
   * @example
   * ```ts
   * const answer = await client.keys.update('key_4Hd8Kp1Rv6Ys', {
   *   scopes: ['properties:read', 'leads:read'],
   *   expiresAt: null,
   *   ipAllowlist: ['203.0.113.0/24'],
   * }, { ifMatch: '"3"' });
   * ```
   */
  update(
    keyId: string,
    params: KeyUpdateParams,
    options: CallOptions & { readonly ifMatch: string },
  ): Call<Key> {
    return this.#caller.call<Key>('keys.update', { path: { keyId }, body: params }, options);
  }

  /**
   * Verify a key.
   *
   * For a service that takes HomeStar keys from its own callers: tells whether a key would be accepted now, by the
   * same checks as a request with it. It answers 200 in either case; `code` says which check the key failed.
   *
   * The key is charged `cost` of its own allowance if it is valid, and its first use counts as such: where it is a
   * successor, the grace of its predecessor begins. Callers learn about keys of their own brokerage only; any other
   * is `key_unknown`.
   *
   * `permission` is the name of one, or an expression of names with `and`, `or`, `not` and parentheses, such as
   * `properties:read and (leads:read or leads:write)`: `not` binds before `and`, `and` before `or`. At most 1,000
   * characters and 16 levels deep.
   *
   * Needs the permission `keys:verify`.
   * @param params - The key, and what it is to be good for.
   * @throws `RequestError` 400, 408, 413, 415, 422
   * @throws `AuthenticationError` 401
   * @throws `PermissionError` 403
   * @throws `RateLimitError` 429
   * @throws `ServerError` 500, 503
   * @example
   * ```ts
   * const answer = await client.keys.verify({
   *   apiKey: 'idx_live_4Hd8Kp1Rv6Ys_NotARealKeyNotARealKeyNotARealKeyNotARealKey00000',
   *   permission: 'properties:read and (leads:read or leads:write)',
   *   ipAddress: '203.0.113.7',
   * });
   * ```
   */
  verify(params: KeyVerifyParams, options?: CallOptions): Call<KeyVerification> {
    return this.#caller.call<KeyVerification>('keys.verify', { body: params }, options);
  }

  /**
   * Tell how much a key was used.
   *
   * Counts by day, operation and outcome, when and from which network it was last used, and what is left of its
   * allowances. Counted is each request with an event of its own in which the key was proven and fit for use; of a
   * flood of refusals most are recorded together and are not in here, nor are verifications of the key by others.
   * Every key may ask this of the keys of its own lineage, whatever its role and scopes.
   *
   * Needs the permission `keys:read`, except for keys of the caller's lineage.
   * @param keyId - The id of the key, `key_…`. Never its secret. 1 to 64 characters.
   * @param params - What `keys.usage` is asked for.
   * @throws `RequestError` 400, 422
   * @throws `AuthenticationError` 401
   * @throws `PermissionError` 403
   * @throws `NotFoundError` 404
   * @throws `RateLimitError` 429
   * @throws `ServerError` 500, 503
   * @example
   * ```ts
   * const answer = await client.keys.usage('key_4Hd8Kp1Rv6Ys', {});
   * ```
   */
  usage(keyId: string, params: KeyUsageParams = {}, options?: CallOptions): Call<KeyUsage> {
    return this.#caller.call<KeyUsage>('keys.usage', { path: { keyId }, query: params }, options);
  }

  /**
   * Rotate a key.
   *
   * Makes the successor of a key: another key of the same lineage, with its own secret, shown in this answer. The old key
   * keeps working; its grace begins with the first use of the successor and lasts for `graceSeconds`. Neither outlives the
   * lineage's `expiresAt`.
   *
   * A key may always rotate itself, with a grace of at least 24 hours. At most two keys of a lineage work at once: while a
   * successor or a predecessor does, it is 409 `rotation_in_progress`; a key that is not `active` is 409
   * `key_status_conflict`, a revoked one `key_already_revoked`. Repeated with its Idempotency-Key by the same key, the
   * request is answered with the same secret again (see `keys.create`).
   *
   * Needs the permission `keys:write`, except for the calling key itself.
   * @param keyId - The id of the key, `key_…`. Never its secret. 1 to 64 characters.
   * @param params - How the old key is to end.
   * @throws `RequestError` 400, 408, 413, 415, 422
   * @throws `AuthenticationError` 401
   * @throws `PermissionError` 403
   * @throws `NotFoundError` 404
   * @throws `ConflictError` 409 `rotation_in_progress`, `key_status_conflict`
   * @throws `RateLimitError` 429
   * @throws `ServerError` 500, 503
   * @example
   * ```ts
   * const answer = await client.keys.rotate('key_4Hd8Kp1Rv6Ys', { graceSeconds: 86400, reason: 'Quarterly rotation.' });
   * ```
   */
  rotate(keyId: string, params?: KeyRotateParams, options?: CallOptions): Call<KeyRotated> {
    return this.#caller.call<KeyRotated>('keys.rotate', { path: { keyId }, body: params }, options);
  }

  /**
   * Complete a rotation.
   *
   * Ends the grace of a key that was rotated now, instead of at its `graceEndsAt`: the next request with it is refused. The
   * `keyId` is the predecessor's. The successor must work, and must have been used unless an administrator forces it (409
   * `successor_unproven`); without a rotation under way it is 409 `no_rotation`.
   *
   * The successor itself may complete the rotation that it came from, never forced; where it was the old key that rotated
   * itself, not before that key has had its 24 hours (409 `grace_not_over`): who stole a key must not turn its owner away.
   *
   * Needs the permission `keys:write`, except for the key that the calling one follows.
   * @param keyId - The id of the key, `key_…`. Never its secret. 1 to 64 characters.
   * @param params - Whether to complete it in any case.
   * @throws `RequestError` 400, 408, 413, 415, 422
   * @throws `AuthenticationError` 401
   * @throws `PermissionError` 403
   * @throws `NotFoundError` 404
   * @throws `ConflictError` 409 `successor_unproven`, `no_rotation`, `grace_not_over`
   * @throws `RateLimitError` 429
   * @throws `ServerError` 500, 503
   * @example
   * ```ts
   * const answer = await client.keys.completeRotation('key_4Hd8Kp1Rv6Ys', { force: false });
   * ```
   */
  completeRotation(keyId: string, params?: RotationCompleteParams, options?: CallOptions): Call<Key> {
    return this.#caller.call<Key>('keys.completeRotation', { path: { keyId }, body: params }, options);
  }

  /**
   * Cancel a rotation.
   *
   * Takes a rotation back: the successor is revoked as `superseded`, the key that it was to follow goes on as before. The
   * `keyId` is the predecessor's, which may always do this itself as long as it is accepted, also after the first use of the
   * successor. Without a rotation under way it is 409 `no_rotation`.
   *
   * Needs the permission `keys:write`, except for the calling key itself.
   * @param keyId - The id of the key, `key_…`. Never its secret. 1 to 64 characters.
   * @param params - Why it is taken back.
   * @throws `RequestError` 400, 408, 413, 415, 422
   * @throws `AuthenticationError` 401
   * @throws `PermissionError` 403
   * @throws `NotFoundError` 404
   * @throws `ConflictError` 409 `no_rotation`
   * @throws `RateLimitError` 429
   * @throws `ServerError` 500, 503
   * @example
   * ```ts
   * const answer = await client.keys.cancelRotation('key_4Hd8Kp1Rv6Ys', { note: 'The new secret was lost.' });
   * ```
   */
  cancelRotation(keyId: string, params?: RotationCancelParams, options?: CallOptions): Call<Key> {
    return this.#caller.call<Key>('keys.cancelRotation', { path: { keyId }, body: params }, options);
  }

  /**
   * Suspend a key.
   *
   * Keeps a key and all of its lineage from being accepted, from the next request on, until it is resumed. No key suspends
   * its own lineage (403); the last usable admin key is 409 `last_admin_key`, a key that has ended, waits
   * for approval or is suspended already 409 `key_status_conflict`, a revoked one `key_already_revoked`.
   *
   * Needs the permission `keys:write`.
   * @param keyId - The id of the key, `key_…`. Never its secret. 1 to 64 characters.
   * @param params - Why it is suspended.
   * @throws `RequestError` 400, 408, 413, 415, 422
   * @throws `AuthenticationError` 401
   * @throws `PermissionError` 403
   * @throws `NotFoundError` 404
   * @throws `ConflictError` 409 `last_admin_key`, `key_status_conflict`
   * @throws `RateLimitError` 429
   * @throws `ServerError` 500, 503
   * @example
   * ```ts
   * const answer = await client.keys.suspend('key_4Hd8Kp1Rv6Ys', { note: 'The vendor reported an incident.' });
   * ```
   */
  suspend(keyId: string, params?: KeySuspendParams, options?: CallOptions): Call<Key> {
    return this.#caller.call<Key>('keys.suspend', { path: { keyId }, body: params }, options);
  }

  /**
   * Resume a key.
   *
   * Ends the suspension of a key and all of its lineage. What fell due meanwhile has come about. No key resumes its own
   * lineage (403); a key that is not suspended is 409 `key_status_conflict`, a revoked one `key_already_revoked`.
   *
   * Needs the permission `keys:write`.
   * @param keyId - The id of the key, `key_…`. Never its secret. 1 to 64 characters.
   * @param params - Why it is resumed.
   * @throws `RequestError` 400, 408, 413, 415, 422
   * @throws `AuthenticationError` 401
   * @throws `PermissionError` 403
   * @throws `NotFoundError` 404
   * @throws `ConflictError` 409 `key_status_conflict`
   * @throws `RateLimitError` 429
   * @throws `ServerError` 500, 503
   * @example
   * ```ts
   * const answer = await client.keys.resume('key_4Hd8Kp1Rv6Ys', { note: 'The incident is closed.' });
   * ```
   */
  resume(keyId: string, params?: KeyResumeParams, options?: CallOptions): Call<Key> {
    return this.#caller.call<Key>('keys.resume', { path: { keyId }, body: params }, options);
  }

  /**
   * Revoke a key.
   *
   * Ends a key for good: at once, so that the next request with it is refused, or after a grace.
   * The answer is a receipt that says up to which request the key was accepted, and which keys
   * of its lineage still work. With `scope` `lineage` all of these end too.
   *
   * A key may always revoke itself, at once, which ends its whole lineage. Other keys of its own
   * lineage it cannot revoke (403): who stole it would turn its owner away. The last usable
   * admin key is 409 `last_admin_key` unless `force` says so.
   *
   * Needs the permission `keys:write`, except for the calling key itself.
   * @param keyId - The id of the key, `key_…`. Never its secret. 1 to 64 characters.
   * @param params - Why the key is revoked.
   * @throws `RequestError` 400, 408, 413, 415, 422
   * @throws `AuthenticationError` 401
   * @throws `PermissionError` 403
   * @throws `NotFoundError` 404
   * @throws `ConflictError` 409 `last_admin_key`
   * @throws `RateLimitError` 429
   * @throws `ServerError` 500, 503
   * @example
   * ```ts
   * const answer = await client.keys.revoke('key_4Hd8Kp1Rv6Ys', { reason: 'keyCompromise', note: 'Found in the log of a build, see OPS-1502.' });
   * ```
   */
  revoke(keyId: string, params: KeyRevokeParams, options?: CallOptions): Call<RevocationReceipt> {
    return this.#caller.call<RevocationReceipt>('keys.revoke', { path: { keyId }, body: params }, options);
  }
}

/** The roles a key can have, and what each may do. */
export class Roles {
  readonly #caller: Caller;

  constructor(caller: Caller) {
    this.#caller = caller;
  }

  /**
   * List the roles.
   *
   * The roles a key can have, each with its permissions. The list is short and always whole.
   *
   * Needs the permission `roles:read`.
   * @throws `RequestError` 400, 422
   * @throws `AuthenticationError` 401
   * @throws `PermissionError` 403
   * @throws `RateLimitError` 429
   * @throws `ServerError` 500, 503
   * @example
   * ```ts
   * for await (const role of client.roles.list()) {
   *   console.log(role.role);
   * }
   * ```
   */
  list(options?: ListOptions): ListCall<Role> {
    return this.#caller.list<Role>('roles.list', {}, options);
  }
}

/** The tenants of the platform. */
export class Brokerages {
  readonly #caller: Caller;

  constructor(caller: Caller) {
    this.#caller = caller;
  }

  /**
   * Create a brokerage.
   *
   * Makes a new tenant. Only administrators can.
   *
   * Needs the permission `brokerages:write`.
   * @param params - What the brokerage is to be.
   * @throws `RequestError` 400, 408, 413, 415, 422
   * @throws `AuthenticationError` 401
   * @throws `PermissionError` 403
   * @throws `ConflictError` 409
   * @throws `RateLimitError` 429
   * @throws `ServerError` 500, 503
   * @example
   * ```ts
   * const answer = await client.brokerages.create({ name: 'Barton Creek Realty', timeZone: 'America/Chicago' });
   * ```
   */
  create(params: BrokerageCreateParams, options?: CallOptions): Call<Brokerage> {
    return this.#caller.call<Brokerage>('brokerages.create', { body: params }, options);
  }

  /**
   * List brokerages.
   *
   * In the order of their creation. Brokers and agents see their own brokerage, administrators all.
   *
   * Needs the permission `brokerages:read`.
   * @param params - What `brokerages.list` is asked for.
   * @throws `RequestError` 400, 422
   * @throws `AuthenticationError` 401
   * @throws `PermissionError` 403
   * @throws `RateLimitError` 429
   * @throws `ServerError` 500, 503
   * @example
   * ```ts
   * for await (const brokerage of client.brokerages.list({ limit: 20 })) {
   *   console.log(brokerage.id);
   * }
   * ```
   */
  list(params: BrokerageListParams = {}, options?: ListOptions): ListCall<Brokerage> {
    return this.#caller.list<Brokerage>('brokerages.list', { query: params }, options);
  }

  /**
   * Get a brokerage.
   *
   * One brokerage. Brokers and agents can get their own only.
   *
   * Needs the permission `brokerages:read`.
   * @param brokerageId - The id of the brokerage, `brk_…`. 1 to 64 characters.
   * @throws `RequestError` 400, 422
   * @throws `AuthenticationError` 401
   * @throws `PermissionError` 403
   * @throws `NotFoundError` 404
   * @throws `RateLimitError` 429
   * @throws `ServerError` 500, 503
   * @example
   * ```ts
   * const answer = await client.brokerages.get('brk_2Nf5Ga8Jb3Ec');
   * ```
   */
  get(brokerageId: string, options?: CallOptions): Call<Brokerage> {
    return this.#caller.call<Brokerage>('brokerages.get', { path: { brokerageId } }, options);
  }

  /**
   * Update a brokerage.
   *
   * Changes the members that are sent and leaves the others (JSON Merge Patch, RFC 7396). Only
   * administrators can.
   *
   * Needs the permission `brokerages:write`.
   * @param brokerageId - The id of the brokerage, `brk_…`. 1 to 64 characters.
   * @param params - The members to change.
   * @param options - `ifMatch` is required: the `ETag` of what you have read.
   * @throws `RequestError` 400, 408, 413, 415, 422
   * @throws `AuthenticationError` 401
   * @throws `PermissionError` 403
   * @throws `NotFoundError` 404
   * @throws `ConflictError` 409, 412, 428
   * @throws `RateLimitError` 429
   * @throws `ServerError` 500, 503
   * @example
   * ```ts
   * const answer = await client.brokerages.update('brk_2Nf5Ga8Jb3Ec', { name: 'Barton Creek Homes' }, { ifMatch: '"3"' });
   * ```
   */
  update(
    brokerageId: string,
    params: BrokerageUpdateParams,
    options: CallOptions & { readonly ifMatch: string },
  ): Call<Brokerage> {
    return this.#caller.call<Brokerage>(
      'brokerages.update',
      { path: { brokerageId }, body: params },
      options,
    );
  }

  /**
   * Close a brokerage.
   *
   * Shuts out all keys of the brokerage: the next request with any of them is refused (403
   * `brokerage_closed`). Its records stay. Only administrators can. A brokerage that is closed already
   * is 409 `conflict`.
   *
   * Needs the permission `brokerages:write`.
   * @param brokerageId - The id of the brokerage, `brk_…`. 1 to 64 characters.
   * @param params - What to record with it.
   * @throws `RequestError` 400, 408, 413, 415, 422
   * @throws `AuthenticationError` 401
   * @throws `PermissionError` 403 `brokerage_closed`
   * @throws `NotFoundError` 404
   * @throws `ConflictError` 409 `conflict`
   * @throws `RateLimitError` 429
   * @throws `ServerError` 500, 503
   * @example
   * ```ts
   * const answer = await client.brokerages.close('brk_2Nf5Ga8Jb3Ec', { note: 'Merged into Hill Country Homes, see OPS-1711.' });
   * ```
   */
  close(brokerageId: string, params?: BrokerageCloseParams, options?: CallOptions): Call<Brokerage> {
    return this.#caller.call<Brokerage>('brokerages.close', { path: { brokerageId }, body: params }, options);
  }
}

/** The people that keys belong to. */
export class Users {
  readonly #caller: Caller;

  constructor(caller: Caller) {
    this.#caller = caller;
  }

  /**
   * Create a user.
   *
   * Adds a person that keys can belong to. Brokers add agents to their own brokerage,
   * administrators anyone anywhere. An email that another user of the same brokerage
   * has is 409 `conflict`.
   *
   * Needs the permission `users:write`.
   * @param params - Who the user is.
   * @throws `RequestError` 400, 408, 413, 415, 422
   * @throws `AuthenticationError` 401
   * @throws `PermissionError` 403
   * @throws `ConflictError` 409 `conflict`
   * @throws `RateLimitError` 429
   * @throws `ServerError` 500, 503
   * @example
   * ```ts
   * const answer = await client.users.create({
   *   brokerageId: 'brk_2Nf5Ga8Jb3Ec',
   *   role: 'agent',
   *   name: 'Ines Duarte',
   *   email: 'ines.duarte@bartoncreek.example',
   * });
   * ```
   */
  create(params: UserCreateParams, options?: CallOptions): Call<User> {
    return this.#caller.call<User>('users.create', { body: params }, options);
  }

  /**
   * List users.
   *
   * In the order of their creation. Brokers see the users of their brokerage, administrators all.
   *
   * Needs the permission `users:read`.
   * @param params - What `users.list` is asked for.
   * @throws `RequestError` 400, 422
   * @throws `AuthenticationError` 401
   * @throws `PermissionError` 403
   * @throws `RateLimitError` 429
   * @throws `ServerError` 500, 503
   * @example
   * ```ts
   * for await (const user of client.users.list({ limit: 20 })) {
   *   console.log(user.id);
   * }
   * ```
   */
  list(params: UserListParams = {}, options?: ListOptions): ListCall<User> {
    return this.#caller.list<User>('users.list', { query: params }, options);
  }

  /**
   * Get a user.
   *
   * One user. Its `ETag` is what a change has to name. Brokers can get the users of their own brokerage only.
   *
   * Needs the permission `users:read`.
   * @param userId - The id of the user, `usr_…`. 1 to 64 characters.
   * @throws `RequestError` 400, 422
   * @throws `AuthenticationError` 401
   * @throws `PermissionError` 403
   * @throws `NotFoundError` 404
   * @throws `RateLimitError` 429
   * @throws `ServerError` 500, 503
   * @example
   * ```ts
   * const answer = await client.users.get('usr_6Bt1Vy4Pn8Rk');
   * ```
   */
  get(userId: string, options?: CallOptions): Call<User> {
    return this.#caller.call<User>('users.get', { path: { userId } }, options);
  }

  /**
   * Update a user.
   *
   * Changes the members that are sent and leaves the others (JSON Merge Patch, RFC 7396). Role and
   * brokerage of a user stay as they are. Brokers change agents of their own brokerage, administrators
   * anyone. An email that another user of the same brokerage has is 409 `conflict`.
   *
   * Needs the permission `users:write`.
   * @param userId - The id of the user, `usr_…`. 1 to 64 characters.
   * @param params - The members to change.
   * @param options - `ifMatch` is required: the `ETag` of what you have read.
   * @throws `RequestError` 400, 408, 413, 415, 422
   * @throws `AuthenticationError` 401
   * @throws `PermissionError` 403
   * @throws `NotFoundError` 404
   * @throws `ConflictError` 409 `conflict`, 412, 428
   * @throws `RateLimitError` 429
   * @throws `ServerError` 500, 503
   * @example
   * ```ts
   * const answer = await client.users.update('usr_6Bt1Vy4Pn8Rk', { name: 'Inês Duarte' }, { ifMatch: '"3"' });
   * ```
   */
  update(
    userId: string,
    params: UserUpdateParams,
    options: CallOptions & { readonly ifMatch: string },
  ): Call<User> {
    return this.#caller.call<User>('users.update', { path: { userId }, body: params }, options);
  }

  /**
   * Deactivate a user.
   *
   * Shuts out all keys of the user: the next request with any of them is refused (401
   * `owner_deactivated`). The user's records stay. Brokers deactivate agents of their own brokerage,
   * administrators anyone but whoever owns the last usable admin keys (409 `last_admin_key`). A user
   * who is deactivated already is 409 `conflict`.
   *
   * Needs the permission `users:write`.
   * @param userId - The id of the user, `usr_…`. 1 to 64 characters.
   * @param params - What to record with it.
   * @throws `RequestError` 400, 408, 413, 415, 422
   * @throws `AuthenticationError` 401 `owner_deactivated`
   * @throws `PermissionError` 403
   * @throws `NotFoundError` 404
   * @throws `ConflictError` 409 `last_admin_key`, `conflict`
   * @throws `RateLimitError` 429
   * @throws `ServerError` 500, 503
   * @example
   * ```ts
   * const answer = await client.users.deactivate('usr_6Bt1Vy4Pn8Rk', { note: 'Left the brokerage at the end of February.' });
   * ```
   */
  deactivate(userId: string, params?: UserDeactivateParams, options?: CallOptions): Call<User> {
    return this.#caller.call<User>('users.deactivate', { path: { userId }, body: params }, options);
  }
}

/** Listings, named as in the RESO Data Dictionary. */
export class Properties {
  readonly #caller: Caller;

  constructor(caller: Caller) {
    this.#caller = caller;
  }

  /**
   * List properties.
   *
   * The listings within reach: agents see their own, brokers those of their brokerage,
   * administrators all. Filters are combined, each has to hold.
   *
   * **Keeping a copy.** With `modifiedAfter` the list is a sync: what has changed since that time,
   * the time itself included, in the order of (`modificationTimestamp`, `listingKey`). What was
   * deleted, and what another agent lists now, comes as a `DeletedProperty`; tell it by
   * `'deleted' in record`. The last page (`nextCursor` null) carries `syncedUntil`, which is the
   * next `modifiedAfter`: a record may come twice, none is ever missed. So read page by page:
   * `await` gives a page, while an iteration gives the records alone.
   *
   * To begin, list everything; the first `modifiedAfter` is an hour before the `Date` of the list's
   * first page. What is gone is told of for 90 days. For an earlier time the answer is 410
   * `sync_too_old`: begin again.
   *
   * `sort` and the filters cannot go with `modifiedAfter` (422): a listing that leaves the filter
   * would never be told of, and would stay in your copy.
   *
   * Needs the permission `properties:read`.
   * @param params - What `properties.list` is asked for.
   * @throws `RequestError` 400, 410 `sync_too_old`, 422
   * @throws `AuthenticationError` 401
   * @throws `PermissionError` 403
   * @throws `RateLimitError` 429
   * @throws `ServerError` 500, 503
   * @example
   * ```ts
   * for await (const property of client.properties.list({ limit: 20 })) {
   *   console.log(property.listingKey);
   * }
   * ```
   */
  list(
    params?: PropertyListParams & { readonly modifiedAfter?: undefined },
    options?: ListOptions,
  ): ListCall<Property>;
  /**
   * With `modifiedAfter`, a sync.
   *
   * Only what has changed at this time or later, what is gone included: a `syncedUntil`. Not in
   * the future, and at most 90 days ago.
   */
  list(
    params: PropertyListParams,
    options?: ListOptions,
  ): PagedCall<Property | DeletedProperty, PropertyList>;
  list(
    params: PropertyListParams = {},
    options?: ListOptions,
  ): PagedCall<Property | DeletedProperty, PropertyList> {
    return this.#caller.list<Property | DeletedProperty, PropertyList>(
      'properties.list',
      { query: params },
      options,
    );
  }

  /**
   * Create a property.
   *
   * Adds a listing. Agents list for themselves only, brokers for any agent of their brokerage.
   *
   * Needs the permission `properties:write`.
   * @param params - What the listing is to be.
   * @throws `RequestError` 400, 408, 413, 415, 422
   * @throws `AuthenticationError` 401
   * @throws `PermissionError` 403
   * @throws `ConflictError` 409
   * @throws `RateLimitError` 429
   * @throws `ServerError` 500, 503
   * @example
   * ```ts
   * const answer = await client.properties.create({
   *   standardStatus: 'Active',
   *   propertyType: 'Residential',
   *   listPrice: 685000,
   *   unparsedAddress: '2104 Bluebonnet Lane',
   *   city: 'Austin',
   *   stateOrProvince: 'TX',
   *   postalCode: '78704',
   *   bedroomsTotal: 3,
   *   bathroomsTotalInteger: 2,
   *   livingArea: 1640,
   *   yearBuilt: 1962,
   *   publicRemarks: 'Renovated bungalow under old pecan trees, ten minutes from Zilker Park.',
   * });
   * ```
   */
  create(params: PropertyCreateParams, options?: CallOptions): Call<Property> {
    return this.#caller.call<Property>('properties.create', { body: params }, options);
  }

  /**
   * Get a property.
   *
   * One listing. Its `ETag` is what a change has to name.
   *
   * Needs the permission `properties:read`.
   * @param listingKey - The id of the property, `lst_…`. 1 to 64 characters.
   * @throws `RequestError` 400, 422
   * @throws `AuthenticationError` 401
   * @throws `PermissionError` 403
   * @throws `NotFoundError` 404
   * @throws `RateLimitError` 429
   * @throws `ServerError` 500, 503
   * @example
   * ```ts
   * const answer = await client.properties.get('lst_9Ux3Wd6Hk1Mq');
   * ```
   */
  get(listingKey: string, options?: CallOptions): Call<Property> {
    return this.#caller.call<Property>('properties.get', { path: { listingKey } }, options);
  }

  /**
   * Update a property.
   *
   * Changes the members that are sent and leaves the others; null clears one (JSON Merge Patch,
   * RFC 7396). `If-Match` is required, so that nobody's change is overwritten unseen.
   *
   * Needs the permission `properties:write`.
   * @param listingKey - The id of the property, `lst_…`. 1 to 64 characters.
   * @param params - The members to change. Null clears a member that may be null.
   * @param options - `ifMatch` is required: the `ETag` of what you have read.
   * @throws `RequestError` 400, 408, 413, 415, 422
   * @throws `AuthenticationError` 401
   * @throws `PermissionError` 403
   * @throws `NotFoundError` 404
   * @throws `ConflictError` 409, 412, 428
   * @throws `RateLimitError` 429
   * @throws `ServerError` 500, 503
   * @example
   * ```ts
   * const answer = await client.properties.update('lst_9Ux3Wd6Hk1Mq', { listPrice: 669000, yearBuilt: null }, { ifMatch: '"3"' });
   * ```
   */
  update(
    listingKey: string,
    params: PropertyUpdateParams,
    options: CallOptions & { readonly ifMatch: string },
  ): Call<Property> {
    return this.#caller.call<Property>('properties.update', { path: { listingKey }, body: params }, options);
  }

  /**
   * Delete a property.
   *
   * Removes a listing for good. Whoever keeps a copy is told of it by the sync of the list, for 90 days.
   * With `If-Match`, only if it is still the version that you have read.
   *
   * Needs the permission `properties:delete`.
   * @param listingKey - The id of the property, `lst_…`. 1 to 64 characters.
   * @throws `RequestError` 400, 422
   * @throws `AuthenticationError` 401
   * @throws `PermissionError` 403
   * @throws `NotFoundError` 404
   * @throws `ConflictError` 409, 412
   * @throws `RateLimitError` 429
   * @throws `ServerError` 500, 503
   * @example
   * ```ts
   * const answer = await client.properties.delete('lst_9Ux3Wd6Hk1Mq');
   * ```
   */
  delete(listingKey: string, options?: CallOptions): Call<DeletedProperty> {
    return this.#caller.call<DeletedProperty>('properties.delete', { path: { listingKey } }, options);
  }
}

/** People who asked about a listing or an agent. */
export class Leads {
  readonly #caller: Caller;

  constructor(caller: Caller) {
    this.#caller = caller;
  }

  /**
   * List leads.
   *
   * The leads within reach, the newest first: agents see their own, brokers those of their brokerage,
   * administrators all. Filters are combined, each has to hold.
   *
   * Needs the permission `leads:read`.
   * @param params - What `leads.list` is asked for.
   * @throws `RequestError` 400, 422
   * @throws `AuthenticationError` 401
   * @throws `PermissionError` 403
   * @throws `RateLimitError` 429
   * @throws `ServerError` 500, 503
   * @example
   * ```ts
   * for await (const lead of client.leads.list({ limit: 20 })) {
   *   console.log(lead.id);
   * }
   * ```
   */
  list(params: LeadListParams = {}, options?: ListOptions): ListCall<Lead> {
    return this.#caller.list<Lead>('leads.list', { query: params }, options);
  }

  /**
   * Create a lead.
   *
   * Adds somebody who asked. Agents add leads of their own only, brokers for any agent of their
   * brokerage. A lead has an email, a phone number or both.
   *
   * Needs the permission `leads:write`.
   * @param params - Who asked, and what. Either `email` or `phone` is needed.
   * @throws `RequestError` 400, 408, 413, 415, 422
   * @throws `AuthenticationError` 401
   * @throws `PermissionError` 403
   * @throws `ConflictError` 409
   * @throws `RateLimitError` 429
   * @throws `ServerError` 500, 503
   * @example
   * ```ts
   * const answer = await client.leads.create({
   *   listingKey: 'lst_9Ux3Wd6Hk1Mq',
   *   name: 'Jonas Weaver',
   *   email: 'jonas.weaver@mail.example',
   *   message: 'Is the bungalow still for sale, and could we see it on Saturday?',
   *   source: 'website',
   * });
   * ```
   */
  create(params: LeadCreateParams, options?: CallOptions): Call<Lead> {
    return this.#caller.call<Lead>('leads.create', { body: params }, options);
  }

  /**
   * Get a lead.
   *
   * One lead. Its `ETag` is what a change has to name.
   *
   * Needs the permission `leads:read`.
   * @param leadId - The id of the lead, `lead_…`. 1 to 64 characters.
   * @throws `RequestError` 400, 422
   * @throws `AuthenticationError` 401
   * @throws `PermissionError` 403
   * @throws `NotFoundError` 404
   * @throws `RateLimitError` 429
   * @throws `ServerError` 500, 503
   * @example
   * ```ts
   * const answer = await client.leads.get('lead_3Rg8Pz5Wm2Yc');
   * ```
   */
  get(leadId: string, options?: CallOptions): Call<Lead> {
    return this.#caller.call<Lead>('leads.get', { path: { leadId } }, options);
  }

  /**
   * Update a lead.
   *
   * Changes the members that are sent and leaves the others; null clears one (JSON Merge Patch,
   * RFC 7396). `If-Match` is required, so that nobody's change is overwritten unseen. Agents cannot
   * give a lead to another user (403).
   *
   * Needs the permission `leads:write`.
   * @param leadId - The id of the lead, `lead_…`. 1 to 64 characters.
   * @param params - The members to change. Null clears a member that may be null; `email` or `phone` has to stay.
   * @param options - `ifMatch` is required: the `ETag` of what you have read.
   * @throws `RequestError` 400, 408, 413, 415, 422
   * @throws `AuthenticationError` 401
   * @throws `PermissionError` 403
   * @throws `NotFoundError` 404
   * @throws `ConflictError` 409, 412, 428
   * @throws `RateLimitError` 429
   * @throws `ServerError` 500, 503
   * @example
   * ```ts
   * const answer = await client.leads.update('lead_3Rg8Pz5Wm2Yc', { status: 'contacted' }, { ifMatch: '"3"' });
   * ```
   */
  update(
    leadId: string,
    params: LeadUpdateParams,
    options: CallOptions & { readonly ifMatch: string },
  ): Call<Lead> {
    return this.#caller.call<Lead>('leads.update', { path: { leadId }, body: params }, options);
  }
}

/** The record of every request and of what time brought about. */
export class AuditEvents {
  readonly #caller: Caller;

  constructor(caller: Caller) {
    this.#caller = caller;
  }

  /**
   * List audit events.
   *
   * Newest first unless `order` says otherwise. Every request leaves one event, whatever it
   * changed; health checks leave none. Brokers see the events of their brokerage, what
   * administrators did to it included; administrators see all.
   *
   * Needs the permission `audit:read`.
   * @param params - What `auditEvents.list` is asked for.
   * @throws `RequestError` 400, 422
   * @throws `AuthenticationError` 401
   * @throws `PermissionError` 403
   * @throws `RateLimitError` 429
   * @throws `ServerError` 500, 503
   * @example
   * ```ts
   * for await (const auditEvent of client.auditEvents.list({ limit: 20 })) {
   *   console.log(auditEvent.v);
   * }
   * ```
   */
  list(params: AuditEventListParams = {}, options?: ListOptions): ListCall<AuditEvent> {
    return this.#caller.list<AuditEvent>('auditEvents.list', { query: params }, options);
  }

  /**
   * Get an audit event.
   *
   * One event by its id, `evt_` and its sequence.
   *
   * Needs the permission `audit:read`.
   * @param eventId - The id of the event, `evt_` and its sequence. 1 to 64 characters.
   * @throws `RequestError` 400, 422
   * @throws `AuthenticationError` 401
   * @throws `PermissionError` 403
   * @throws `NotFoundError` 404
   * @throws `RateLimitError` 429
   * @throws `ServerError` 500, 503
   * @example
   * ```ts
   * const answer = await client.auditEvents.get('evt_1842');
   * ```
   */
  get(eventId: string, options?: CallOptions): Call<AuditEvent> {
    return this.#caller.call<AuditEvent>('auditEvents.get', { path: { eventId } }, options);
  }
}

/** Why a request was answered as it was, and how another would be. */
export class Decisions {
  readonly #caller: Caller;

  constructor(caller: Caller) {
    this.#caller = caller;
  }

  /**
   * Explain a request.
   *
   * The checks that a request went through, in their order, up to the one that failed with what that one looked at.
   * Brokers see the requests that their brokerage's log tells of, administrators all. A request that was recorded
   * together with others of its kind has no decision of its own: 404 `decision_aggregated`, with the `sequence` of
   * the event that stands for them once that is written, as long as the server remembers.
   *
   * Needs the permission `decisions:read`.
   * @param requestId - The server's id of the request, `req_…`, as in its `Request-Id` header. 1 to 64 characters.
   * @throws `RequestError` 400, 422
   * @throws `AuthenticationError` 401
   * @throws `PermissionError` 403
   * @throws `NotFoundError` 404 `decision_aggregated`
   * @throws `RateLimitError` 429
   * @throws `ServerError` 500, 503
   * @example
   * ```ts
   * const answer = await client.decisions.get('req_9sYt3LbQ7eGv1KxMn5ZaCw');
   * ```
   */
  get(requestId: string, options?: CallOptions): Call<Decision> {
    return this.#caller.call<Decision>('decisions.get', { path: { requestId } }, options);
  }

  /**
   * Try a request without making it.
   *
   * Asks the same checks as a request of that key would be asked, with the facts as they are now, and carries out
   * and charges nothing. Assumed is a well-formed request with the key's true secret. Brokers ask about the keys of
   * their brokerage, administrators about all; another's key is 404.
   *
   * Needs the permission `decisions:read`.
   * @param params - A request to try.
   * @throws `RequestError` 400, 408, 413, 415, 422
   * @throws `AuthenticationError` 401
   * @throws `PermissionError` 403
   * @throws `NotFoundError` 404
   * @throws `RateLimitError` 429
   * @throws `ServerError` 500, 503
   * @example
   * ```ts
   * const answer = await client.decisions.simulate({
   *   keyId: 'key_4Hd8Kp1Rv6Ys',
   *   operationId: 'properties.get',
   *   target: 'lst_9Ux3Wd6Hk1Mq',
   *   at: '2026-04-01T00:00:00.000Z',
   *   ipAddress: '203.0.113.7',
   * });
   * ```
   */
  simulate(params: DecisionSimulateParams, options?: CallOptions): Call<Simulation> {
    return this.#caller.call<Simulation>('decisions.simulate', { body: params }, options);
  }
}

/** All resources over one caller. */
export class Resources {
  readonly health: Health;
  readonly whoami: Whoami;
  readonly keys: Keys;
  readonly roles: Roles;
  readonly brokerages: Brokerages;
  readonly users: Users;
  readonly properties: Properties;
  readonly leads: Leads;
  readonly auditEvents: AuditEvents;
  readonly decisions: Decisions;

  constructor(caller: Caller) {
    this.health = new Health(caller);
    this.whoami = new Whoami(caller);
    this.keys = new Keys(caller);
    this.roles = new Roles(caller);
    this.brokerages = new Brokerages(caller);
    this.users = new Users(caller);
    this.properties = new Properties(caller);
    this.leads = new Leads(caller);
    this.auditEvents = new AuditEvents(caller);
    this.decisions = new Decisions(caller);
  }
}
