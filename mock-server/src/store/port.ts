/**
 * What the server asks of a store. Every method is one atomic step over plain data; none hands out a
 * transaction, and none knows what a request is. A promise rejects only where the engine itself failed.
 */
import type { Grant } from '../access/grant.ts';
import type { AgendaRow, BrokerageRow, KeyRow, LineageRow, PropertyRow, Put, Read, UserRow } from './rows.ts';

/** What is known of a presented key: the join of key, lineage, owner and brokerage. */
export interface KeyRecord {
  readonly key: KeyRow;
  readonly lineage: LineageRow;
  readonly ownerDeactivatedAt: number | null;
  readonly brokerageClosedAt: number | null;
  /** Sum of the four rows' revisions; any change to any of them changes it. */
  readonly revision: number;
  /** How many credential changes the store had seen when this was read. */
  readonly epoch: number;
}

/** Proof of identity only: importable by identify, verify and simulate. */
export interface Credentials {
  /** Read from the database each time it is asked; never remembered. */
  read(keyId: string): KeyRecord | undefined;
}

/** Position after which a page starts: the values of its last row in the order asked. */
export type Position = readonly (string | number)[];

export interface PageAsked {
  readonly limit: number;
  readonly after: Position | null;
}

/** At most `limit` rows, and where the next page starts if there is one. */
export interface Page<R> {
  readonly rows: readonly R[];
  readonly next: Position | null;
}

/** A key as it is shown: with its lineage, its successor and the latest use. */
export interface KeyView {
  readonly key: KeyRow;
  readonly lineage: LineageRow;
  /** The latest key that was made to follow it, in whatever state that one is. */
  readonly successorId: string | null;
  readonly lastUsedAt: number | null;
}

interface KeyFilter {
  readonly status?: string;
  readonly role?: string;
  readonly brokerageId?: string;
  /** The instant at which statuses are computed. */
  readonly now: number;
}

export interface PropertyFilter {
  readonly standardStatus?: readonly string[];
  readonly city?: string;
  readonly minListPrice?: number;
  readonly maxListPrice?: number;
  readonly sort: 'modificationTimestamp' | '-modificationTimestamp' | 'listPrice' | '-listPrice';
}

interface UserFilter {
  readonly brokerageId?: string;
  readonly role?: string;
}

/**
 * The tenants' data. Every method takes the grant and stays within its reach in the statement itself: what lies
 * outside is not there. An agent's reach covers its own brokerage record, its own properties (`listAgentKey`),
 * its own user record, and no keys; the reach of a lineage covers the keys of that lineage only.
 * Lists are ordered by (their sort, id), ids by code point; `brokerages`, `users` and `keys` by (createdAt, id).
 * A sort with a leading `-` turns the whole order round, ids included.
 */
export interface Tenant {
  brokerage(grant: Grant, id: string): BrokerageRow | undefined;
  brokerages(grant: Grant, page: PageAsked): Page<BrokerageRow>;
  user(grant: Grant, id: string): UserRow | undefined;
  users(grant: Grant, filter: UserFilter, page: PageAsked): Page<UserRow>;
  /** Whether a user of this brokerage (or of the platform, for null) has the email, whatever its letters' case. */
  emailTaken(grant: Grant, brokerageId: string | null, email: string): boolean;
  key(grant: Grant, id: string): KeyView | undefined;
  keys(grant: Grant, filter: KeyFilter, page: PageAsked): Page<KeyView>;
  /** All keys of a lineage, oldest first. */
  lineageKeys(grant: Grant, lineageId: string): readonly KeyRow[];
  /** How many keys of role admin, of any lineage, are usable at `now`, their owners not deactivated. */
  usableAdminKeys(grant: Grant, now: number): number;
  property(grant: Grant, listingKey: string): PropertyRow | undefined;
  properties(grant: Grant, filter: PropertyFilter, page: PageAsked): Page<PropertyRow>;
  /** The present revision of a rule's row (0 where it was never written). */
  rule(grant: Grant, id: string): number;
}

export interface EventFilter {
  readonly requestId?: string;
  readonly keyId?: string;
  readonly brokerageId?: string;
  readonly order: 'asc' | 'desc';
}

/** An event as it is kept: its exact text. */
export interface StoredEvent {
  readonly sequence: number;
  readonly text: string;
}

/**
 * Reads of the audit log. A query first brings the search projection up to the log's end. A brokerage's reach
 * covers the events with its `brokerageId`; the reaches of agent and lineage cover none, save that `lastAllowed`
 * tells a lineage about its own keys.
 */
export interface Log {
  event(grant: Grant, sequence: number): Promise<StoredEvent | undefined>;
  events(grant: Grant, filter: EventFilter, page: PageAsked): Promise<Page<StoredEvent>>;
  /** The key's last allowed event whose sequence is below `sequence`. */
  lastAllowed(grant: Grant, keyId: string, sequence: number): Promise<StoredEvent | undefined>;
}

export interface IdempotencyRecord {
  readonly lineageId: string;
  readonly operationId: string;
  readonly value: string;
  /** SHA-256 of method, target, If-Match and body, in hex. */
  readonly hash: string;
  readonly requestId: string;
  readonly sequence: number;
  readonly status: number;
  /** The answer's headers that belong to it (ETag, Location) as a JSON object. */
  readonly headers: string;
  /** The answer's body, or null where it held a secret and cannot be told again. */
  readonly body: string | null;
  readonly target: string | null;
  readonly expiresAt: number;
}

export interface Idempotency {
  /** The unexpired record of this lineage, operation and value. */
  find(lineageId: string, operationId: string, value: string, now: number): IdempotencyRecord | undefined;
}

/** What falls due; the clock's own. */
export interface Agenda {
  /** Entries due at or before `now`, earliest first (then by id), at most `limit`. */
  due(now: number, limit: number): readonly AgendaRow[];
  /** When the next entry falls due. */
  next(): number | null;
}

/** All that one request, or one due entry, wants written: applied whole or not at all. */
export interface Entry {
  /** The event's members after `v` and `sequence`, as JSON text without the opening brace: `"at":…}`. */
  readonly event: string;
  /** The proven key whose standing the decision rests on, as it was read. */
  readonly relies?: { readonly keyId: string; readonly revision: number; readonly epoch: number };
  readonly reads?: readonly Read[];
  readonly puts?: readonly Put[];
  /** Ids of agenda entries that are done. */
  readonly done?: readonly string[];
  /** Kept under the sequence that the entry gets. Conflicts where an unexpired one stands already. */
  readonly idempotency?: Omit<IdempotencyRecord, 'sequence'>;
  /** A use of the event's `actor.keyId` at the event's `at`, for the projection of last uses. */
  readonly uses?: { readonly keyId: string; readonly at: number };
}

export type Committed = { readonly sequence: number } | 'conflict' | 'full';

export interface Store {
  readonly credentials: Credentials;
  readonly tenant: Tenant;
  readonly log: Log;
  readonly idempotency: Idempotency;
  readonly agenda: Agenda;
  /**
   * Writes change, event and idempotency record in one atomic step, in the order of the calls. With a kept
   * file, resolved means synced to disk. `conflict`: something it relies on has changed, nothing was applied.
   * `full`: the disk has no room for it, nothing was applied.
   */
  commit(entry: Entry, now: number): Promise<Committed>;
  /** Whether it can still write. */
  ready(): boolean;
  /** Writes what is queued and what is kept in memory, then closes. */
  close(): Promise<void>;
}
