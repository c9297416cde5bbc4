// Made of openapi/ by "npm run generate". Do not edit.

import type { Call, ListCall } from '../call/call.ts';
import type { Caller } from '../call/caller.ts';
import type { CallOptions, ListOptions } from '../call/options.ts';
import { operations } from './operations.ts';
import type {
  AuditEvent,
  AuditEventListParams,
  Brokerage,
  BrokerageCreateParams,
  BrokerageListParams,
  HealthStatus,
  Key,
  KeyCreateParams,
  KeyCreated,
  KeyListParams,
  KeyRevokeParams,
  Principal,
  Property,
  PropertyCreateParams,
  PropertyListParams,
  PropertyUpdateParams,
  RevocationReceipt,
  Role,
  User,
  UserCreateParams,
  UserListParams,
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
    return this.#caller.call<HealthStatus>(operations['health.live'], {}, options);
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
    return this.#caller.call<HealthStatus>(operations['health.ready'], {}, options);
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
    return this.#caller.call<Principal>(operations['whoami.get'], {}, options);
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
   * Makes the first key of a new lineage. The answer is the only one that shows the secret, so
   * store it at once. A key never grants more than its creator has: brokers make broker and
   * agent keys of their own brokerage, administrators any; scopes outside what both have are
   * 422 `scope_outside_role`. Role `admin` needs a second factor, without one it is 403
   * `mfa_required`.
   *
   * Repeated with its Idempotency-Key, the request answers 409 `secret_not_replayable` with the
   * `keyId` that was made.
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
   *   metadata: { system: 'website', ticket: 'OPS-1421' },
   * });
   * ```
   */
  create(params: KeyCreateParams, options?: CallOptions): Call<KeyCreated> {
    return this.#caller.call<KeyCreated>(operations['keys.create'], { body: params }, options);
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
    return this.#caller.list<Key>(operations['keys.list'], { query: params }, options);
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
    return this.#caller.call<Key>(operations['keys.get'], { path: { keyId } }, options);
  }

  /**
   * Revoke a key.
   *
   * Ends a key at once and for good: the next request with it is refused. The answer is a
   * receipt that says up to which request the key was accepted, and which keys of its lineage
   * still work. A key may always revoke itself, which ends its whole lineage. The last usable
   * admin key cannot be revoked (409 `last_admin_key`).
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
    return this.#caller.call<RevocationReceipt>(
      operations['keys.revoke'],
      { path: { keyId }, body: params },
      options,
    );
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
    return this.#caller.list<Role>(operations['roles.list'], {}, options);
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
    return this.#caller.call<Brokerage>(operations['brokerages.create'], { body: params }, options);
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
    return this.#caller.list<Brokerage>(operations['brokerages.list'], { query: params }, options);
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
    return this.#caller.call<Brokerage>(operations['brokerages.get'], { path: { brokerageId } }, options);
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
    return this.#caller.call<User>(operations['users.create'], { body: params }, options);
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
    return this.#caller.list<User>(operations['users.list'], { query: params }, options);
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
   * Needs the permission `properties:read`.
   * @param params - What `properties.list` is asked for.
   * @throws `RequestError` 400, 422
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
  list(params: PropertyListParams = {}, options?: ListOptions): ListCall<Property> {
    return this.#caller.list<Property>(operations['properties.list'], { query: params }, options);
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
    return this.#caller.call<Property>(operations['properties.create'], { body: params }, options);
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
    return this.#caller.call<Property>(operations['properties.get'], { path: { listingKey } }, options);
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
    return this.#caller.call<Property>(
      operations['properties.update'],
      { path: { listingKey }, body: params },
      options,
    );
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
    return this.#caller.list<AuditEvent>(operations['auditEvents.list'], { query: params }, options);
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
    return this.#caller.call<AuditEvent>(operations['auditEvents.get'], { path: { eventId } }, options);
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
  readonly auditEvents: AuditEvents;

  constructor(caller: Caller) {
    this.health = new Health(caller);
    this.whoami = new Whoami(caller);
    this.keys = new Keys(caller);
    this.roles = new Roles(caller);
    this.brokerages = new Brokerages(caller);
    this.users = new Users(caller);
    this.properties = new Properties(caller);
    this.auditEvents = new AuditEvents(caller);
  }
}
