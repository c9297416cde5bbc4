// Made of openapi/ by "npm run generate". Do not edit.

import type { Validated } from '../contract/validated.ts';
import type { Secret } from '../key/secret.ts';

/** A request in the audit log. */
export interface AcceptedRequest {
  /** The id of the request. */
  requestId: string;
  /** Its place in the audit log. */
  sequence: number;
  /** When it was decided. */
  at: string;
}

/** Who acted. */
export interface AuditActor {
  /**
   * `key`: a proven key. `system`: the server itself, its clock, or a command of its operator. `control`: the
   * control API of the mock server.
   * `anonymous`: no key, or one that was not proven.
   */
  type: 'key' | 'system' | 'control' | 'anonymous' | (string & {});
  /** The proven key. */
  keyId?: string;
  /** The key id that was presented without proof. It counts for nothing of that key. */
  claimedKeyId?: string;
  /** The lineage of the proven key. */
  lineageId?: string;
  /** The owner of the proven key. */
  userId?: string;
  /** The role of the proven key. */
  role?: 'admin' | 'broker' | 'agent' | (string & {});
}

/** Stands for many alike refusals that are not recorded singly. */
export interface AuditAggregate {
  /** How many there were. */
  count: number;
  /** When the first was refused. */
  firstAt: string;
  /** When the last was refused. */
  lastAt: string;
}

/** What happened to one record. */
export interface AuditChange {
  /** The id of the record. */
  target: string;
  /** The members that changed, as they were. Null where the record was made. */
  before: Record<string, unknown> | null;
  /** The members that changed, as they are now; of a new record all. Null where the record was deleted. */
  after: Record<string, unknown> | null;
  /** What the caller said of it. */
  note?: string;
}

/** What one policy was charged. */
export interface AuditCharge {
  /** The name of the policy. */
  policy: string;
  /** How much it was charged. */
  cost: number;
}

/** The check that failed. */
export interface AuditCheck {
  /** The part of the server that asked. */
  stage: 'receive' | 'identify' | 'vet' | 'limit' | 'authorize' | 'handle' | 'commit' | (string & {});
  /** The name of the check. */
  name: string;
  /** The values it compared. */
  saw: Record<string, unknown>;
}

/** Where the request came from. */
export interface AuditClient {
  /** The network that limits are counted for, an IPv4 /32 or an IPv6 /64. */
  network: string;
  /** The address. */
  address: string;
  /** The `User-Agent` header. */
  userAgent?: string;
}

/** One entry of the audit log. A member that does not apply is left out. */
export interface AuditEvent {
  /** The version of this shape. */
  v: number;
  /** The place in the log, from 1 and without gaps; the event is read as `evt_` and this number. No allowed event of a key follows its revocation. */
  sequence: number;
  /** When the request was decided, or when the thing fell due. */
  at: string;
  /** The server's id of the request. Left out where no request brought it about. */
  requestId?: string;
  /** The `Request-Id` that the caller sent, where it was well-formed. */
  clientRequestId?: string;
  actor: AuditActor;
  client?: AuditClient;
  /** The operation that was called. Left out where the path is none. */
  operationId?: string;
  /** The brokerage of what was called for, else the actor's. */
  brokerageId?: string;
  /** The id of the record that was called for. */
  target?: string;
  /** Whether it was carried out, turned down, or the server failed at it. */
  outcome: 'allowed' | 'refused' | 'failed' | (string & {});
  /** The HTTP status of the answer. */
  status: number;
  /** The code of the problem that was answered. */
  code?: string;
  check?: AuditCheck;
  /** What the request cost. */
  charges?: AuditCharge[];
  /** What was written, empty where nothing was. */
  changes: AuditChange[];
  aggregate?: AuditAggregate;
  notice?: AuditNotice;
  verified?: AuditVerified;
}

/** A page of audit events. */
export interface AuditEventList {
  /** The events. */
  data: AuditEvent[];
  /** Where the next page begins. Null on the last. */
  nextCursor: string | null;
}

/** What `auditEvents.list` is asked for. */
export interface AuditEventListParams {
  /**
   * Only the event of this request.
   * @example 'req_9sYt3LbQ7eGv1KxMn5ZaCw'
   */
  requestId?: string | undefined;
  /**
   * Only events of requests that this key was proven for.
   * @example 'key_4Hd8Kp1Rv6Ys'
   */
  keyId?: string | undefined;
  /**
   * Only those of this brokerage.
   * @example 'brk_2Nf5Ga8Jb3Ec'
   */
  brokerageId?: string | undefined;
  /**
   * By sequence, up or down.
   * @default 'desc'
   * @example 'asc'
   */
  order?: ('asc' | 'desc') | undefined;
  /**
   * How many records a page holds at most. 1 to 100.
   * @default 50
   * @example 20
   */
  limit?: number | undefined;
  /**
   * Where the page begins: the `nextCursor` of the page before, unchanged and with the same
   * filters. Anything else is 400 `cursor_invalid`.
   * 1 to 1024 characters.
   * @example 'eyJhIjoxfQ'
   */
  cursor?: string | undefined;
}

/** What fell due, and whom it is told to. Of events of the actor `system`. */
export interface AuditNotice {
  /**
   * `key.valid`: its `notBefore` has come. `key.expiring`: 14 days until it expires. `key.expired`,
   * `key.grace_ended`: it is not accepted any more. `key.revoked`: a planned revocation was carried out.
   * `key.rotated`: a successor was made. `key.successor_used`: the successor was used first, and the grace of its
   * predecessor runs. `key.rotation_due`: 14 or 3 days until it is to be rotated. `key.rotation_overdue`: it was
   * not. `key.rotation_stalled`: a successor was not used for 24 hours.
   */
  kind:
    | 'key.valid'
    | 'key.expiring'
    | 'key.expired'
    | 'key.grace_ended'
    | 'key.revoked'
    | 'key.rotated'
    | 'key.successor_used'
    | 'key.rotation_due'
    | 'key.rotation_overdue'
    | 'key.rotation_stalled'
    | (string & {});
  /** The owner of the key. */
  userId: string;
}

/**
 * What `keys.verify` answered about the key that it was shown; `target` names that key where its secret was proven
 * and the caller may learn of it.
 */
export interface AuditVerified {
  /** Whether it passed all checks. */
  valid: boolean;
  /** The code of the check that it failed. Null where it is valid. */
  code: string | null;
}

/** A tenant of the platform. */
export interface Brokerage {
  /** The id of the brokerage. */
  id: string;
  /** The name for people. */
  name: string;
  /** An IANA time zone, in which its days begin and end. */
  timeZone: string;
  /** No key of a closed brokerage is served. */
  status: 'active' | 'closed' | (string & {});
  /** When it was made. */
  createdAt: string;
  /** When it was last changed. */
  modifiedAt: string;
}

/** What to record with it. */
export interface BrokerageCloseParams {
  /** What a later reader of the audit log should know. Never a key. At most 1000 characters. */
  note?: string | undefined;
}

/** What the brokerage is to be. */
export interface BrokerageCreateParams {
  /** The name for people. 1 to 200 characters. */
  name: string;
  /** An IANA time zone that exists, for example `America/Denver`. */
  timeZone: string;
}

/** A page of brokerages. */
export interface BrokerageList {
  /** The brokerages. */
  data: Brokerage[];
  /** Where the next page begins. Null on the last. */
  nextCursor: string | null;
}

/** What `brokerages.list` is asked for. */
export interface BrokerageListParams {
  /**
   * How many records a page holds at most. 1 to 100.
   * @default 50
   * @example 20
   */
  limit?: number | undefined;
  /**
   * Where the page begins: the `nextCursor` of the page before, unchanged and with the same
   * filters. Anything else is 400 `cursor_invalid`.
   * 1 to 1024 characters.
   * @example 'eyJhIjoxfQ'
   */
  cursor?: string | undefined;
}

/** The members to change. At least 1 members. */
export interface BrokerageUpdateParams {
  /** The name for people. 1 to 200 characters. */
  name?: string | undefined;
  /** An IANA time zone that exists, for example `America/Denver`. */
  timeZone?: string | undefined;
}

/** One question that was asked of a request. */
export interface DecidedCheck {
  /** The part of the server that asked. */
  stage: 'receive' | 'identify' | 'vet' | 'limit' | 'authorize' | 'handle' | 'commit' | (string & {});
  /** The name of the check. */
  name: string;
  /** What it came to. */
  result: 'passed' | 'failed' | (string & {});
  /** The code of the problem, where it failed. */
  code?: string;
  /** The values it compared, where it failed. */
  saw?: Record<string, unknown>;
}

/** What a request was answered, and by which checks. */
export interface Decision {
  /** The request. */
  requestId: string;
  /** Its place in the audit log. */
  sequence: number;
  /** When it was decided. */
  at: string;
  /** The operation that was called. Left out where the path is none. */
  operationId?: string;
  actor: AuditActor;
  /** The id of the record that was called for. */
  target?: string;
  /** Whether it was carried out, turned down, or the server failed at it. */
  outcome: 'allowed' | 'refused' | 'failed' | (string & {});
  /** The HTTP status of the answer. */
  status: number;
  /** The code of the problem that was answered. */
  code?: string;
  /** In the order in which they were asked. After the one that failed none was. */
  checks: DecidedCheck[];
  verified?: AuditVerified;
}

/** A request to try. */
export interface DecisionSimulateParams {
  /** The key that would be sent. 1 to 64 characters. */
  keyId: string;
  /** The operation that would be called, such as `properties.get`. 1 to 64 characters. */
  operationId: string;
  /** The id of the record that it would be called for. Left out, whether the record is there is not asked. 1 to 64 characters. */
  target?: string | undefined;
  /** When it would be sent. Now if left out. */
  at?: string | undefined;
  /** From where it would be sent. Left out, the key's allowlist is not asked. 2 to 64 characters. */
  ipAddress?: string | undefined;
}

/** What is left of a listing that was deleted, or that the calling key does not reach any more. */
export interface DeletedProperty {
  /** The id that the listing had. It is never given again. */
  listingKey: string;
  /** Tells it from a listing, which has no such member. */
  deleted: true;
  /** When it went. */
  modificationTimestamp: string;
}

/** The state of the server. */
export interface HealthStatus {
  /** What was asked for, and is so. */
  status: 'live' | 'ready' | (string & {});
}

/** The record of a key, joined with what it has in common with its lineage. Never its secret. */
export interface Key {
  /** The id of the key. Its last 12 characters stand in the secret too. */
  id: string;
  /** What the key has in common with its predecessors and successors. */
  lineageId: string;
  /** The name for people. */
  name: string;
  /** What the key is for. */
  purpose: string;
  /** How the secret begins, to recognise it by. Safe to show and to log. */
  hint: string;
  /** The role of the key. */
  role: 'admin' | 'broker' | 'agent' | (string & {});
  /**
   * What holds now, the first that applies: `revoked`, `rejected`, `awaiting_approval`,
   * `suspended`, `expired`, `retired` (its grace is over), `not_yet_valid`, `retiring` (its
   * grace runs: its successor is in use, or its revocation is planned), `pending` (a successor
   * never used), `active`.
   */
  status:
    | 'active'
    | 'pending'
    | 'retiring'
    | 'retired'
    | 'not_yet_valid'
    | 'expired'
    | 'suspended'
    | 'awaiting_approval'
    | 'rejected'
    | 'revoked'
    | (string & {});
  /** The brokerage that the key is confined to. Null for the platform's own keys. */
  brokerageId: string | null;
  /** The user that the key belongs to. */
  ownerUserId: string;
  /** The role's permissions are narrowed to these. Null means all of the role, an empty list means none. */
  scopes: string[] | null;
  /** The addresses and networks that the key is accepted from. Null means from anywhere, an empty list from nowhere. */
  ipAllowlist: string[] | null;
  /** Quotas of its own, in place of those of its role. Null where it has none. */
  limits: KeyLimits | null;
  /** What becomes of the key when it is not rotated in time. Null where the server's general rule holds. */
  rotation: KeyRotation | null;
  /** Notes of the caller. */
  metadata: {
    [key: string]: string;
  };
  /** When the key was made. */
  createdAt: string;
  /** The key that made it, or that rotated its predecessor. Null where it was not made over the API. */
  createdByKeyId: string | null;
  /** When it is to be replaced by a successor, 90 days after it was made. */
  rotationDueAt: string;
  /** When it was first accepted. */
  firstUsedAt: string | null;
  /** When it was last accepted, to within a few seconds. */
  lastUsedAt: string | null;
  /** Until when it is refused. Null where it was valid from the start. */
  notBefore: string | null;
  /** From when on it is refused. Null where it does not expire. */
  expiresAt: string | null;
  /** From when on it is refused because of a successor or a planned revocation. Null where neither is so. */
  graceEndsAt: string | null;
  /** Since when it is suspended. */
  suspendedAt: string | null;
  /** When it was revoked. */
  revokedAt: string | null;
  /** Why and by whom it was revoked, or will be where `revokedAt` is null. Null where it was not. */
  revocation: Revocation | null;
  /** The key that replaces it, as soon as there is one. Null again where the rotation was cancelled, or that key revoked unused. */
  successorId: string | null;
  /** The key that it replaces. */
  predecessorId: string | null;
}

/** What the key is to be. */
export interface KeyCreateParams {
  /** The name for people. 1 to 100 characters. */
  name: string;
  /** What the key is for, so that somebody else can judge later whether it is still needed. 1 to 500 characters. */
  purpose: string;
  /** The role of the key, no higher than its owner's and its creator's. */
  role: 'admin' | 'broker' | 'agent';
  /** The brokerage that the key is confined to. Defaults to the owner's, and has to be the owner's. */
  brokerageId?: string | undefined;
  /** The user that the key belongs to. Defaults to the owner of the calling key where role and brokerage fit. */
  ownerUserId?: string | undefined;
  /** Narrows the role's permissions to these. Left out, all of the role; an empty list grants nothing. At most 100 items. */
  scopes?: string[] | undefined;
  /** Until when the key is refused. Left out, it is valid at once. */
  notBefore?: string | undefined;
  /**
   * From when on the key is refused, in the future and after `notBefore`. Left out, it does not expire; where
   * the server has a longest lifetime for the role, it is needed.
   */
  expiresAt?: string | undefined;
  /**
   * The addresses and networks that the key is accepted from, IPv4 or IPv6, such as `203.0.113.7` or
   * `2001:db8::/48`. Left out, from anywhere; an empty list means from nowhere.
   * At most 100 items.
   */
  ipAllowlist?: string[] | undefined;
  limits?: KeyLimitsParams | undefined;
  rotation?: KeyRotationParams | undefined;
  /** Notes of yours, for example which system uses the key. Never a secret. At most 20 members. */
  metadata?:
    | {
        [key: string]: string;
      }
    | undefined;
}

/** A new key with its secret. */
export interface KeyCreated {
  key: Key;
  /** What is sent as `X-API-Key`. Shown in this answer, also where it is repeated (see `keys.create`), and in no record. */
  secret: Secret;
}

/** Quotas of a lineage by policy. */
export interface KeyLimits {
  /** Requests per window of the policy `lineage`. */
  lineage?: number;
}

/** Quotas of its own, no higher than the role's and the calling key's; administrators may go above the role's. */
export interface KeyLimitsParams {
  /** Requests per window of the policy `lineage`. 1 to 1000000. */
  lineage?: number | undefined;
}

/** A page of keys. */
export interface KeyList {
  /** The keys. */
  data: Key[];
  /** Where the next page begins. Null on the last. */
  nextCursor: string | null;
}

/** What `keys.list` is asked for. */
export interface KeyListParams {
  /**
   * Only keys that have this status now.
   * @example 'active'
   */
  status?:
    | (
        | 'active'
        | 'pending'
        | 'retiring'
        | 'retired'
        | 'not_yet_valid'
        | 'expired'
        | 'suspended'
        | 'awaiting_approval'
        | 'rejected'
        | 'revoked'
      )
    | undefined;
  /**
   * Only those of this role.
   * @example 'broker'
   */
  role?: ('admin' | 'broker' | 'agent') | undefined;
  /**
   * Only those of this brokerage.
   * @example 'brk_2Nf5Ga8Jb3Ec'
   */
  brokerageId?: string | undefined;
  /**
   * Only keys of this user.
   * @example 'usr_6Bt1Vy4Pn8Rk'
   */
  ownerUserId?: string | undefined;
  /**
   * Only keys with this text in their name, whatever the case of its letters A to Z. 1 to 100 characters.
   * @example 'feed'
   */
  nameContains?: string | undefined;
  /**
   * Only keys that were not used at this time or later, among them those that never were.
   * @example '2026-01-01T00:00:00.000Z'
   */
  lastUsedBefore?: string | undefined;
  /**
   * Only keys that were used at this time or later.
   * @example '2026-02-01T00:00:00.000Z'
   */
  lastUsedAfter?: string | undefined;
  /**
   * Only keys that are accepted, have no successor, and are to be rotated before this time.
   * @example '2026-03-15T00:00:00.000Z'
   */
  rotationDueBefore?: string | undefined;
  /**
   * How many records a page holds at most. 1 to 100.
   * @default 50
   * @example 20
   */
  limit?: number | undefined;
  /**
   * Where the page begins: the `nextCursor` of the page before, unchanged and with the same
   * filters. Anything else is 400 `cursor_invalid`.
   * 1 to 1024 characters.
   * @example 'eyJhIjoxfQ'
   */
  cursor?: string | undefined;
}

/** Why it is resumed. */
export interface KeyResumeParams {
  /** What a later reader of the audit log should know. Never a key. At most 1000 characters. */
  note?: string | undefined;
}

/** Why the key is revoked. */
export interface KeyRevokeParams {
  /**
   * `keyCompromise` (others may hold it), `superseded` (another key took its place),
   * `cessationOfOperation` (what used it is gone), `affiliationChanged` (its owner moved),
   * `privilegeWithdrawn` (it may no longer be used) or `other`.
   */
  reason:
    | 'keyCompromise'
    | 'superseded'
    | 'cessationOfOperation'
    | 'affiliationChanged'
    | 'privilegeWithdrawn'
    | 'other';
  /** What a later reader should know. Never a key. At most 1000 characters. */
  note?: string | undefined;
  /**
   * For how long the key is still accepted, at most 7 days; 0 if left out. Not with `keyCompromise`, and not
   * where a key revokes itself. Never longer than the key would have been accepted anyway.
   * 0 to 604800.
   */
  graceSeconds?: number | undefined;
  /** Whether only this key ends, or all keys of its lineage. If left out, only this key. */
  scope?: ('key' | 'lineage') | undefined;
  /** Whether the last usable admin key may end too. Another can then be made on the server's machine only. */
  force?: boolean | undefined;
}

/** How the old key is to end. */
export interface KeyRotateParams {
  /**
   * For how long the old key is accepted after the first use of the successor, at most 7 days; 24 hours if left
   * out, which is also the least where a key rotates itself.
   * 0 to 604800.
   */
  graceSeconds?: number | undefined;
  /** Why, for a later reader of the audit log. Never a key. At most 1000 characters. */
  reason?: string | undefined;
}

/** A successor with its secret, and the key that it follows. */
export interface KeyRotated {
  key: Key;
  /** What is sent as `X-API-Key`. Shown in this answer, also where it is repeated (see `keys.create`), and in no record. */
  secret: Secret;
  predecessor: Key;
}

/** What becomes of a key that is not rotated in time. */
export interface KeyRotation {
  /**
   * `advise`: its owner is told. `enforce`: from `rotationDueAt` on the key may only look at itself, rotate and
   * revoke itself (403 `key_rotation_overdue`).
   */
  policy: 'advise' | 'enforce' | (string & {});
}

/** What becomes of the key when it is not rotated in time. */
export interface KeyRotationParams {
  /** Whether the owner is told only, or an overdue key is held to looking at, rotating and revoking itself. */
  policy: 'advise' | 'enforce';
}

/** Why it is suspended. */
export interface KeySuspendParams {
  /** What a later reader of the audit log should know. Never a key. At most 1000 characters. */
  note?: string | undefined;
}

/** What is to change. Null takes back what is optional, what is left out stays as it is. At least 1 members. */
export interface KeyUpdateParams {
  /** The name for people. 1 to 100 characters. */
  name?: string | undefined;
  /** What the key is for. 1 to 500 characters. */
  purpose?: string | undefined;
  /** Narrows the role's permissions to these. Null means all of the role, an empty list none. At most 100 items. */
  scopes?: (string[] | null) | undefined;
  /** Until when the key is refused. Null, it is valid at once. */
  notBefore?: (string | null) | undefined;
  /** From when on the key is refused, in the future. Null, it does not expire. */
  expiresAt?: (string | null) | undefined;
  /** The addresses and networks that the key is accepted from. Null, from anywhere; an empty list, from nowhere. At most 100 items. */
  ipAllowlist?: (string[] | null) | undefined;
  /** Quotas of its own, all of them. Null, those of its role. */
  limits?: (KeyLimitsParams | null) | undefined;
  /** What becomes of the key when it is not rotated in time. Null, the server's general rule. */
  rotation?: (KeyRotationParams | null) | undefined;
  /** Notes of yours, all of them. Never a secret. At most 20 members. */
  metadata?:
    | {
        [key: string]: string;
      }
    | undefined;
  /**
   * Whether `ipAllowlist` may shut out the address that this request comes from, of a key with the same owner
   * as the calling one, or be empty. Otherwise both are 422 `allowlist_lockout`.
   */
  allowLockout?: boolean | undefined;
}

/** What a key was used for. */
export interface KeyUsage {
  /** By date, operation and outcome. What did not occur is left out. */
  days: KeyUsageDay[];
  /** When it was last accepted. Null where it never was. */
  lastUsedAt: string | null;
  /** From where that was, an IPv4 address or an IPv6 /64. Null where it never was. */
  lastNetwork: string | null;
  /** What is left of the allowances of its lineage. */
  limits: PrincipalLimit[];
}

/** How often an operation was called on a day with one outcome. */
export interface KeyUsageDay {
  /** The day, in UTC. */
  date: string;
  /** The operation. */
  operationId: string;
  /** As in the audit log. */
  outcome: 'allowed' | 'refused' | 'failed' | (string & {});
  /** How often. */
  count: number;
}

/** What `keys.usage` is asked for. */
export interface KeyUsageParams {
  /**
   * The first day that is counted, in UTC. 30 days before `to` if left out.
   * @example '2026-02-01'
   */
  from?: string | undefined;
  /**
   * The last day that is counted, in UTC, at most 366 days after `from`. Today if left out.
   * @example '2026-02-28'
   */
  to?: string | undefined;
}

/** Whether a key would be accepted. */
export interface KeyVerification {
  /** Whether it passed all checks. */
  valid: boolean;
  /** The code of the check that it failed, as in a problem. Null where it is valid. */
  code: string | null;
  /** The key, where it was proven and is of the caller's reach. */
  keyId?: string;
  /** Its role, likewise. */
  role?: 'admin' | 'broker' | 'agent' | (string & {});
  /** What it may do, likewise. */
  permissions?: string[];
  /** What is left of its allowances, likewise. */
  rateLimits?: PrincipalLimit[];
}

/** The key, and what it is to be good for. */
export interface KeyVerifyParams {
  /** The key that was presented. 1 to 256 characters. */
  apiKey: string | Secret;
  /** What it must be allowed to do, a permission or an expression of permissions. 1 to 1000 characters. */
  permission?: string | undefined;
  /** The brokerage that it must reach. */
  brokerageId?: string | undefined;
  /** The address that it was presented from. Without it, a key with an allowlist is not valid. 2 to 64 characters. */
  ipAddress?: string | undefined;
  /**
   * How much of its own allowance it is charged, 1 if left out. With 0 it is charged nothing, and not valid where
   * nothing is left.
   * 0 to 1000.
   */
  cost?: number | undefined;
}

/** Somebody who asked. */
export interface Lead {
  /** The id of the lead. */
  id: string;
  /** The brokerage that was asked. */
  brokerageId: string;
  /** The user who follows it up. Agents reach their own leads only. */
  ownerUserId: string;
  /** The listing that was asked about, which may be gone by now. Null where it was none in particular. */
  listingKey: string | null;
  /** The person's name. */
  name: string;
  /** The person's email. */
  email: string | null;
  /** The person's phone number, as it was given. */
  phone: string | null;
  /** What the person wrote. */
  message: string | null;
  /** Where the lead comes from, in the words of whoever added it. */
  source: string;
  /** How far it has come. */
  status: 'new' | 'contacted' | 'qualified' | 'won' | 'lost' | (string & {});
  /** When it was added. */
  createdAt: string;
  /** When it was last changed. */
  modifiedAt: string;
}

/** Who asked, and what. Either `email` or `phone` is needed. */
export interface LeadCreateParams {
  /** The brokerage that was asked. Defaults to the one of the calling key; administrators have to name it. */
  brokerageId?: string | undefined;
  /** The user who follows it up, of the same brokerage. Defaults to the owner of the calling key; administrators have to name it. */
  ownerUserId?: string | undefined;
  /** The listing that was asked about, of the same brokerage and within the caller's reach. */
  listingKey?: (string | null) | undefined;
  /** The person's name. 1 to 200 characters. */
  name: string;
  /** The person's email. 3 to 254 characters. */
  email?: (string | null) | undefined;
  /** The person's phone number, for example `+1 512 555 0142`. */
  phone?: (string | null) | undefined;
  /** What the person wrote. At most 4000 characters. */
  message?: (string | null) | undefined;
  /** Where the lead comes from, for example `website`. 1 to 64 characters. */
  source: string;
  /**
   * How far it has come.
   * @default 'new'
   */
  status?: ('new' | 'contacted' | 'qualified' | 'won' | 'lost') | undefined;
}

/** A page of leads. */
export interface LeadList {
  /** The leads. */
  data: Lead[];
  /** Where the next page begins. Null on the last. */
  nextCursor: string | null;
}

/** What `leads.list` is asked for. */
export interface LeadListParams {
  /**
   * Only leads in one of these states, separated by commas. 1 to 5 items.
   * @example ['new', 'contacted']
   */
  status?: ('new' | 'contacted' | 'qualified' | 'won' | 'lost')[] | undefined;
  /**
   * Only leads of this user.
   * @example 'usr_6Bt1Vy4Pn8Rk'
   */
  ownerUserId?: string | undefined;
  /**
   * Only leads about this listing.
   * @example 'lst_9Ux3Wd6Hk1Mq'
   */
  listingKey?: string | undefined;
  /**
   * Only those of this brokerage.
   * @example 'brk_2Nf5Ga8Jb3Ec'
   */
  brokerageId?: string | undefined;
  /**
   * How many records a page holds at most. 1 to 100.
   * @default 50
   * @example 20
   */
  limit?: number | undefined;
  /**
   * Where the page begins: the `nextCursor` of the page before, unchanged and with the same
   * filters. Anything else is 400 `cursor_invalid`.
   * 1 to 1024 characters.
   * @example 'eyJhIjoxfQ'
   */
  cursor?: string | undefined;
}

/** The members to change. Null clears a member that may be null; `email` or `phone` has to stay. At least 1 members. */
export interface LeadUpdateParams {
  /** The user who follows it up, of the same brokerage. Agents cannot give a lead away (403). */
  ownerUserId?: string | undefined;
  /** The listing that was asked about, of the same brokerage and within the caller's reach. */
  listingKey?: (string | null) | undefined;
  /** The person's name. 1 to 200 characters. */
  name?: string | undefined;
  /** The person's email. 3 to 254 characters. */
  email?: (string | null) | undefined;
  /** The person's phone number, for example `+1 512 555 0142`. */
  phone?: (string | null) | undefined;
  /** What the person wrote. At most 4000 characters. */
  message?: (string | null) | undefined;
  /** Where the lead comes from, for example `website`. 1 to 64 characters. */
  source?: string | undefined;
  /** How far it has come. */
  status?: ('new' | 'contacted' | 'qualified' | 'won' | 'lost') | undefined;
}

/** Who is calling, as the server sees it. */
export interface Principal {
  /** The calling key. */
  keyId: string;
  /** What the key has in common with its predecessors and successors. */
  lineageId: string;
  /** The role of the key. */
  role: 'admin' | 'broker' | 'agent' | (string & {});
  /** The brokerage that the key is confined to. Null for the platform's own keys. */
  brokerageId: string | null;
  /** The user that the key belongs to. */
  ownerUserId: string;
  /** What the key may do, its role's permissions narrowed by its scopes. */
  permissions: string[];
  /** From when on the key is refused. Null where it does not expire. */
  expiresAt: string | null;
  /** The allowances that this request was charged to. */
  limits: PrincipalLimit[];
}

/** One allowance of the calling key. */
export interface PrincipalLimit {
  /** The name of the policy, as in the `RateLimit` header. */
  policy: string;
  /** How much is allowed in a window. */
  quota: number;
  /** The length of the window. */
  windowSeconds: number;
  /** How much is left, this request already counted. */
  remaining: number;
}

/** Why a request was not carried out. Decide by `code`; the words are for people. */
export interface Problem {
  /** `urn:homestar:problem:` and the code. */
  type: string;
  /** What happened, the same words for each problem of this code. */
  title: string;
  /** The HTTP status, as it was sent. */
  status: number;
  /** The stable name of the problem. New codes may appear. */
  code: string;
  /** What was wrong this time. Never quotes a key. */
  detail: string;
  /** What to do about it, the same words for each problem of this code. */
  action: string;
  /** The id of the refused request, to look it up by. */
  requestId: string;
  /** Where the documentation explains this code. */
  docsUrl: string;
  /** Each value that is not allowed. Present where values were the reason. */
  errors?: ProblemPointer[];
  /** With `secret_not_replayable`, the key that the first request made. */
  keyId?: string;
  /** With `decision_aggregated`, the audit event that stands for the request. */
  sequence?: number;
  /** With a 429, the policy whose allowance is used up. */
  policy?: string;
  /** With a 429, how much the policy allows in a window. */
  quota?: number;
  /** With a 429, the length of the window. */
  windowSeconds?: number;
  /** With a 429, how much this request asked for. */
  requested?: number;
  /** With a 429, how much is left. More than 0 where the request asked for more than that. */
  remaining?: number;
  /** With a 429 or 503, how long to wait, as in `Retry-After`. */
  retryAfterSeconds?: number;
}

/** One value that is not allowed. */
export interface ProblemPointer {
  /**
   * A JSON Pointer (RFC 6901) to the value: below `/body` into the body, else `/query/…`,
   * `/path/…` or `/headers/…` with the parameter's name, header names in lower case.
   */
  pointer: string;
  /** What is wrong with it and what is allowed. */
  detail: string;
}

/** A listing. */
export interface Property {
  /** The id of the listing. */
  listingKey: string;
  /** The brokerage that lists it. */
  brokerageId: string;
  /** The user who lists it. Agents reach their own listings only. */
  listAgentKey: string;
  /** Its state on the market. */
  standardStatus:
    | 'Active'
    | 'ActiveUnderContract'
    | 'Canceled'
    | 'Closed'
    | 'ComingSoon'
    | 'Expired'
    | 'Hold'
    | 'Incomplete'
    | 'Pending'
    | 'Withdrawn'
    | (string & {});
  /** What kind of property it is. */
  propertyType:
    | 'Residential'
    | 'ResidentialLease'
    | 'ResidentialIncome'
    | 'ManufacturedInPark'
    | 'Land'
    | 'Farm'
    | 'CommercialSale'
    | 'CommercialLease'
    | 'BusinessOpportunity'
    | (string & {});
  /** The asking price in whole US dollars. */
  listPrice: number;
  /** Street, number and unit in one line. */
  unparsedAddress: string;
  /** The city. */
  city: string;
  /** The state or province by its postal abbreviation. */
  stateOrProvince: string;
  /** The postal code. */
  postalCode: string;
  /** The country by its ISO 3166-1 code. */
  country: string;
  /** How many bedrooms it has. Null where not known or not applicable. */
  bedroomsTotal: number | null;
  /** How many bathrooms it has, half ones counted as one. */
  bathroomsTotalInteger: number | null;
  /** The living area in square feet. */
  livingArea: number | null;
  /** The year it was built in. */
  yearBuilt: number | null;
  /** What the public may read about it. */
  publicRemarks: string | null;
  /** When it was entered. */
  originalEntryTimestamp: string;
  /** When it was last changed. */
  modificationTimestamp: string;
}

/** What the listing is to be. */
export interface PropertyCreateParams {
  /** The brokerage that lists it. Defaults to the one of the calling key; administrators have to name it. */
  brokerageId?: string | undefined;
  /** The user who lists it, of the same brokerage. Defaults to the owner of the calling key; administrators have to name it. */
  listAgentKey?: string | undefined;
  /** Its state on the market. */
  standardStatus:
    | 'Active'
    | 'ActiveUnderContract'
    | 'Canceled'
    | 'Closed'
    | 'ComingSoon'
    | 'Expired'
    | 'Hold'
    | 'Incomplete'
    | 'Pending'
    | 'Withdrawn';
  /** What kind of property it is. */
  propertyType:
    | 'Residential'
    | 'ResidentialLease'
    | 'ResidentialIncome'
    | 'ManufacturedInPark'
    | 'Land'
    | 'Farm'
    | 'CommercialSale'
    | 'CommercialLease'
    | 'BusinessOpportunity';
  /** The asking price in whole US dollars. 0 to 1000000000. */
  listPrice: number;
  /** Street, number and unit in one line. 1 to 300 characters. */
  unparsedAddress: string;
  /** The city. 1 to 100 characters. */
  city: string;
  /** The state or province by its postal abbreviation. */
  stateOrProvince: string;
  /** The postal code. */
  postalCode: string;
  /**
   * The country by its ISO 3166-1 code.
   * @default 'US'
   */
  country?: string | undefined;
  /** How many bedrooms it has. Null where not known or not applicable. 0 to 1000. */
  bedroomsTotal?: (number | null) | undefined;
  /** How many bathrooms it has, half ones counted as one. 0 to 1000. */
  bathroomsTotalInteger?: (number | null) | undefined;
  /** The living area in square feet. 0 to 10000000. */
  livingArea?: (number | null) | undefined;
  /** The year it was built in. 1600 to 2200. */
  yearBuilt?: (number | null) | undefined;
  /** What the public may read about it. At most 4000 characters. */
  publicRemarks?: (string | null) | undefined;
}

/** A page of properties. */
export interface PropertyList {
  /** The properties; in a sync, with those that are gone. */
  data: (Property | DeletedProperty)[];
  /** Where the next page begins. Null on the last. */
  nextCursor: string | null;
  /** On the last page of a sync, what to send as the next `modifiedAfter`. */
  syncedUntil?: string;
}

/** What `properties.list` is asked for. */
export interface PropertyListParams {
  /**
   * Only listings in one of these states, separated by commas. 1 to 10 items.
   * @example ['Active', 'Pending']
   */
  standardStatus?:
    | (
        | 'Active'
        | 'ActiveUnderContract'
        | 'Canceled'
        | 'Closed'
        | 'ComingSoon'
        | 'Expired'
        | 'Hold'
        | 'Incomplete'
        | 'Pending'
        | 'Withdrawn'
      )[]
    | undefined;
  /**
   * Only listings in this city, written exactly so. 1 to 100 characters.
   * @example 'Austin'
   */
  city?: string | undefined;
  /**
   * Only listings at this price or more, in whole US dollars. 0 to 1000000000.
   * @example 400000
   */
  minListPrice?: number | undefined;
  /**
   * Only listings at this price or less, in whole US dollars. 0 to 1000000000.
   * @example 750000
   */
  maxListPrice?: number | undefined;
  /**
   * What the list is ordered by, with a minus from high to low; what changed last comes first if it is
   * left out. Equal ones are ordered by `listingKey`.
   * @example '-listPrice'
   */
  sort?: ('modificationTimestamp' | '-modificationTimestamp' | 'listPrice' | '-listPrice') | undefined;
  /**
   * Only what has changed at this time or later, what is gone included: a `syncedUntil`. Not in
   * the future, and at most 90 days ago.
   * @example '2026-02-24T11:40:12.000Z'
   */
  modifiedAfter?: string | undefined;
  /**
   * How many records a page holds at most. 1 to 100.
   * @default 50
   * @example 20
   */
  limit?: number | undefined;
  /**
   * Where the page begins: the `nextCursor` of the page before, unchanged and with the same
   * filters. Anything else is 400 `cursor_invalid`.
   * 1 to 1024 characters.
   * @example 'eyJhIjoxfQ'
   */
  cursor?: string | undefined;
}

/** The members to change. Null clears a member that may be null. At least 1 members. */
export interface PropertyUpdateParams {
  /** The user who lists it, of the same brokerage. Agents cannot give a listing away (403). */
  listAgentKey?: string | undefined;
  /** Its state on the market. */
  standardStatus?:
    | (
        | 'Active'
        | 'ActiveUnderContract'
        | 'Canceled'
        | 'Closed'
        | 'ComingSoon'
        | 'Expired'
        | 'Hold'
        | 'Incomplete'
        | 'Pending'
        | 'Withdrawn'
      )
    | undefined;
  /** What kind of property it is. */
  propertyType?:
    | (
        | 'Residential'
        | 'ResidentialLease'
        | 'ResidentialIncome'
        | 'ManufacturedInPark'
        | 'Land'
        | 'Farm'
        | 'CommercialSale'
        | 'CommercialLease'
        | 'BusinessOpportunity'
      )
    | undefined;
  /** The asking price in whole US dollars. 0 to 1000000000. */
  listPrice?: number | undefined;
  /** Street, number and unit in one line. 1 to 300 characters. */
  unparsedAddress?: string | undefined;
  /** The city. 1 to 100 characters. */
  city?: string | undefined;
  /** The state or province by its postal abbreviation. */
  stateOrProvince?: string | undefined;
  /** The postal code. */
  postalCode?: string | undefined;
  /** The country by its ISO 3166-1 code. */
  country?: string | undefined;
  /** How many bedrooms it has. Null where not known or not applicable. 0 to 1000. */
  bedroomsTotal?: (number | null) | undefined;
  /** How many bathrooms it has, half ones counted as one. 0 to 1000. */
  bathroomsTotalInteger?: (number | null) | undefined;
  /** The living area in square feet. 0 to 10000000. */
  livingArea?: (number | null) | undefined;
  /** The year it was built in. 1600 to 2200. */
  yearBuilt?: (number | null) | undefined;
  /** What the public may read about it. At most 4000 characters. */
  publicRemarks?: (string | null) | undefined;
}

/** Why and by whom a key was revoked. */
export interface Revocation {
  /** The reason that was given. */
  reason:
    | 'keyCompromise'
    | 'superseded'
    | 'cessationOfOperation'
    | 'affiliationChanged'
    | 'privilegeWithdrawn'
    | 'other'
    | (string & {});
  /** The note that was given. */
  note: string | null;
  /** The key that revoked it. Null where it was not done over the API. */
  byKeyId: string | null;
}

/** Proof of a revocation. */
export interface RevocationReceipt {
  /** The key that was revoked. */
  keyId: string;
  /** From when on the key is refused. */
  effectiveAt: string;
  /**
   * The last request that was allowed with the key when it was revoked. Null where there was
   * none. Later ones can follow in the audit log only where the end was planned, and only
   * before `effectiveAt`.
   */
  lastAcceptedRequest: AcceptedRequest | null;
  /** The reason that was given. */
  reason:
    | 'keyCompromise'
    | 'superseded'
    | 'cessationOfOperation'
    | 'affiliationChanged'
    | 'privilegeWithdrawn'
    | 'other'
    | (string & {});
  /** The key that asked for it. */
  revokedBy: string;
  /** Keys of the same lineage that still work. */
  otherUsableKeys: string[];
}

/** What keys of this role may do. */
export interface Role {
  /** The name of the role. */
  role: 'admin' | 'broker' | 'agent' | (string & {});
  /** The name for people. */
  title: string;
  /** Whom the role is for and how far it reaches. */
  description: string;
  /** Each permission as `resource:action`. */
  permissions: string[];
}

/** All roles. */
export interface RoleList {
  /** The roles. */
  data: Role[];
  /** Always null, since the list is whole. */
  nextCursor: null;
}

/** Why it is taken back. */
export interface RotationCancelParams {
  /** What a later reader of the audit log should know. Never a key. At most 1000 characters. */
  note?: string | undefined;
}

/** Whether to complete it in any case. */
export interface RotationCompleteParams {
  /** Whether it is completed although the successor was never used. For administrators. */
  force?: boolean | undefined;
}

/** What a request would come to. */
export interface Simulation {
  /** Whether it would be carried out, as far as the checks can tell. */
  allowed: boolean;
  /** The HTTP status of the answer. */
  status: number;
  /** The code of the problem that would be answered. */
  code?: string;
  /** In the order in which they are asked. */
  checks: DecidedCheck[];
}

/** A person that keys can belong to. */
export interface User {
  /** The id of the user. */
  id: string;
  /** The brokerage of the user. Null for the platform's own people. */
  brokerageId: string | null;
  /** The highest role that the user's keys can have. */
  role: 'admin' | 'broker' | 'agent' | (string & {});
  /** The name of the person. */
  name: string;
  /** Where notices about the user's keys go. */
  email: string;
  /** No key of a deactivated user is accepted. */
  status: 'active' | 'deactivated' | (string & {});
  /** When the user was added. */
  createdAt: string;
}

/** Who the user is. */
export interface UserCreateParams {
  /**
   * The brokerage of the user. Null or left out: the caller's own, or for an administrator
   * the platform, which only role `admin` belongs to.
   */
  brokerageId?: (string | null) | undefined;
  /** The highest role that the user's keys can have. */
  role: 'admin' | 'broker' | 'agent';
  /** The name of the person. 1 to 200 characters. */
  name: string;
  /** Where notices about the user's keys go. 3 to 254 characters. */
  email: string;
}

/** What to record with it. */
export interface UserDeactivateParams {
  /** What a later reader of the audit log should know. Never a key. At most 1000 characters. */
  note?: string | undefined;
}

/** A page of users. */
export interface UserList {
  /** The users. */
  data: User[];
  /** Where the next page begins. Null on the last. */
  nextCursor: string | null;
}

/** What `users.list` is asked for. */
export interface UserListParams {
  /**
   * Only those of this role.
   * @example 'broker'
   */
  role?: ('admin' | 'broker' | 'agent') | undefined;
  /**
   * Only those of this brokerage.
   * @example 'brk_2Nf5Ga8Jb3Ec'
   */
  brokerageId?: string | undefined;
  /**
   * How many records a page holds at most. 1 to 100.
   * @default 50
   * @example 20
   */
  limit?: number | undefined;
  /**
   * Where the page begins: the `nextCursor` of the page before, unchanged and with the same
   * filters. Anything else is 400 `cursor_invalid`.
   * 1 to 1024 characters.
   * @example 'eyJhIjoxfQ'
   */
  cursor?: string | undefined;
}

/** The members to change. At least 1 members. */
export interface UserUpdateParams {
  /** The name of the person. 1 to 200 characters. */
  name?: string | undefined;
  /** Where notices about the user's keys go. 3 to 254 characters. */
  email?: string | undefined;
}

/** What each operation takes, once validated, and answers; `item` is a record of a list. */
export interface OperationTypes {
  /** Tell whether the process lives */
  'health.live': {
    path: Record<never, never>;
    query: Record<never, never>;
    body: undefined;
    answer: HealthStatus;
  };
  /** Tell whether the server takes requests */
  'health.ready': {
    path: Record<never, never>;
    query: Record<never, never>;
    body: undefined;
    answer: HealthStatus;
  };
  /** Describe the calling key */
  'whoami.get': {
    path: Record<never, never>;
    query: Record<never, never>;
    body: undefined;
    answer: Principal;
  };
  /** Create a key */
  'keys.create': {
    path: Record<never, never>;
    query: Record<never, never>;
    body: Validated<KeyCreateParams>;
    answer: KeyCreated;
  };
  /** List keys */
  'keys.list': {
    path: Record<never, never>;
    query: Validated<KeyListParams>;
    body: undefined;
    answer: KeyList;
    item: Key;
  };
  /** Get a key */
  'keys.get': { path: { keyId: string }; query: Record<never, never>; body: undefined; answer: Key };
  /** Update a key */
  'keys.update': {
    path: { keyId: string };
    query: Record<never, never>;
    body: Validated<KeyUpdateParams>;
    answer: Key;
  };
  /** Verify a key */
  'keys.verify': {
    path: Record<never, never>;
    query: Record<never, never>;
    body: Validated<KeyVerifyParams>;
    answer: KeyVerification;
  };
  /** Tell how much a key was used */
  'keys.usage': {
    path: { keyId: string };
    query: Validated<KeyUsageParams>;
    body: undefined;
    answer: KeyUsage;
  };
  /** Rotate a key */
  'keys.rotate': {
    path: { keyId: string };
    query: Record<never, never>;
    body: Validated<KeyRotateParams> | undefined;
    answer: KeyRotated;
  };
  /** Complete a rotation */
  'keys.completeRotation': {
    path: { keyId: string };
    query: Record<never, never>;
    body: Validated<RotationCompleteParams> | undefined;
    answer: Key;
  };
  /** Cancel a rotation */
  'keys.cancelRotation': {
    path: { keyId: string };
    query: Record<never, never>;
    body: Validated<RotationCancelParams> | undefined;
    answer: Key;
  };
  /** Suspend a key */
  'keys.suspend': {
    path: { keyId: string };
    query: Record<never, never>;
    body: Validated<KeySuspendParams> | undefined;
    answer: Key;
  };
  /** Resume a key */
  'keys.resume': {
    path: { keyId: string };
    query: Record<never, never>;
    body: Validated<KeyResumeParams> | undefined;
    answer: Key;
  };
  /** Revoke a key */
  'keys.revoke': {
    path: { keyId: string };
    query: Record<never, never>;
    body: Validated<KeyRevokeParams>;
    answer: RevocationReceipt;
  };
  /** List the roles */
  'roles.list': {
    path: Record<never, never>;
    query: Record<never, never>;
    body: undefined;
    answer: RoleList;
    item: Role;
  };
  /** Create a brokerage */
  'brokerages.create': {
    path: Record<never, never>;
    query: Record<never, never>;
    body: Validated<BrokerageCreateParams>;
    answer: Brokerage;
  };
  /** List brokerages */
  'brokerages.list': {
    path: Record<never, never>;
    query: Validated<BrokerageListParams>;
    body: undefined;
    answer: BrokerageList;
    item: Brokerage;
  };
  /** Get a brokerage */
  'brokerages.get': {
    path: { brokerageId: string };
    query: Record<never, never>;
    body: undefined;
    answer: Brokerage;
  };
  /** Update a brokerage */
  'brokerages.update': {
    path: { brokerageId: string };
    query: Record<never, never>;
    body: Validated<BrokerageUpdateParams>;
    answer: Brokerage;
  };
  /** Close a brokerage */
  'brokerages.close': {
    path: { brokerageId: string };
    query: Record<never, never>;
    body: Validated<BrokerageCloseParams> | undefined;
    answer: Brokerage;
  };
  /** Create a user */
  'users.create': {
    path: Record<never, never>;
    query: Record<never, never>;
    body: Validated<UserCreateParams>;
    answer: User;
  };
  /** List users */
  'users.list': {
    path: Record<never, never>;
    query: Validated<UserListParams>;
    body: undefined;
    answer: UserList;
    item: User;
  };
  /** Get a user */
  'users.get': { path: { userId: string }; query: Record<never, never>; body: undefined; answer: User };
  /** Update a user */
  'users.update': {
    path: { userId: string };
    query: Record<never, never>;
    body: Validated<UserUpdateParams>;
    answer: User;
  };
  /** Deactivate a user */
  'users.deactivate': {
    path: { userId: string };
    query: Record<never, never>;
    body: Validated<UserDeactivateParams> | undefined;
    answer: User;
  };
  /** List properties */
  'properties.list': {
    path: Record<never, never>;
    query: Validated<PropertyListParams>;
    body: undefined;
    answer: PropertyList;
    item: Property | DeletedProperty;
  };
  /** Create a property */
  'properties.create': {
    path: Record<never, never>;
    query: Record<never, never>;
    body: Validated<PropertyCreateParams>;
    answer: Property;
  };
  /** Get a property */
  'properties.get': {
    path: { listingKey: string };
    query: Record<never, never>;
    body: undefined;
    answer: Property;
  };
  /** Update a property */
  'properties.update': {
    path: { listingKey: string };
    query: Record<never, never>;
    body: Validated<PropertyUpdateParams>;
    answer: Property;
  };
  /** Delete a property */
  'properties.delete': {
    path: { listingKey: string };
    query: Record<never, never>;
    body: undefined;
    answer: DeletedProperty;
  };
  /** List leads */
  'leads.list': {
    path: Record<never, never>;
    query: Validated<LeadListParams>;
    body: undefined;
    answer: LeadList;
    item: Lead;
  };
  /** Create a lead */
  'leads.create': {
    path: Record<never, never>;
    query: Record<never, never>;
    body: Validated<LeadCreateParams>;
    answer: Lead;
  };
  /** Get a lead */
  'leads.get': { path: { leadId: string }; query: Record<never, never>; body: undefined; answer: Lead };
  /** Update a lead */
  'leads.update': {
    path: { leadId: string };
    query: Record<never, never>;
    body: Validated<LeadUpdateParams>;
    answer: Lead;
  };
  /** List audit events */
  'auditEvents.list': {
    path: Record<never, never>;
    query: Validated<AuditEventListParams>;
    body: undefined;
    answer: AuditEventList;
    item: AuditEvent;
  };
  /** Get an audit event */
  'auditEvents.get': {
    path: { eventId: string };
    query: Record<never, never>;
    body: undefined;
    answer: AuditEvent;
  };
  /** Explain a request */
  'decisions.get': {
    path: { requestId: string };
    query: Record<never, never>;
    body: undefined;
    answer: Decision;
  };
  /** Try a request without making it */
  'decisions.simulate': {
    path: Record<never, never>;
    query: Record<never, never>;
    body: Validated<DecisionSimulateParams>;
    answer: Simulation;
  };
}
