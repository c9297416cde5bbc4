/**
 * What the server asks of a store. Every method is one atomic step over plain data; none hands out a
 * transaction, and none knows what a request is. A promise rejects only where the engine itself failed.
 */
import type { Grant } from '../access/grant.ts';
import type {
  AgendaRow,
  BrokerageRow,
  KeyRow,
  LeadRow,
  LineageRow,
  PropertyRow,
  Put,
  Read,
  UserRow,
} from './rows.ts';

/** What is known of a presented key: the join of key, lineage, owner and brokerage. */
export interface KeyRecord extends KeyAndLineage {
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

/** A key with what it has in common with its lineage. */
export interface KeyAndLineage {
  readonly key: KeyRow;
  readonly lineage: LineageRow;
}

/** A key as it is shown: with its lineage and the latest use. */
export interface KeyView extends KeyAndLineage {
  readonly lastUsedAt: number | null;
}

export interface KeyFilter {
  readonly status?: string;
  readonly role?: string;
  readonly brokerageId?: string;
  readonly ownerUserId?: string;
  /** Text in the name, whatever the case of its letters A to Z. */
  readonly nameContains?: string;
  /** Not used at this instant or later, among them those that never were. */
  readonly lastUsedBefore?: number;
  /** Used at this instant or later. */
  readonly lastUsedAfter?: number;
  /** Usable, without a successor, and to be replaced before this instant. */
  readonly rotationDueBefore?: number;
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

/** A listing that is gone from a reach. */
export interface Gone {
  readonly listingKey: string;
  readonly deleted: true;
  readonly modificationTimestamp: number;
}

export interface PropertyChanges extends Page<PropertyRow | Gone> {
  /**
   * Since when the next sync has to ask, read in one with its first page: whatever is committed later has a time no
   * lower than this.
   */
  readonly until: number;
}

/** Days since 1970, in UTC, both included. */
export interface DaysAsked {
  readonly from: number;
  readonly to: number;
}

/** What a key was used for, as of the latest entry. */
export interface KeyUses {
  readonly last: { readonly at: number; readonly network: string | null } | null;
  /** In the order of day, operation and outcome. */
  readonly days: readonly DayOfUse[];
}

interface DayOfUse {
  readonly day: number;
  readonly operationId: string;
  readonly outcome: string;
  readonly count: number;
}

interface LeadFilter {
  readonly status?: readonly string[];
  readonly ownerUserId?: string;
  readonly listingKey?: string;
  readonly brokerageId?: string;
}

interface UserFilter {
  readonly brokerageId?: string;
  readonly role?: string;
}

/**
 * The tenants' data. Every method takes the grant and stays within its reach in the statement itself: what lies
 * outside is not there. An agent's reach covers its own brokerage record, its own properties (`listAgentKey`)
 * and leads (`ownerUserId`), its own user record, and no keys; the reach of a lineage covers the keys of that lineage only.
 * Lists are ordered by (their sort, id), ids by code point; `brokerages`, `users` and `keys` by (createdAt, id),
 * `leads` by the same from the newest on.
 * A sort with a leading `-` turns the whole order round, ids included.
 */
export interface Tenant {
  brokerage(grant: Grant, id: string): BrokerageRow | undefined;
  brokerages(grant: Grant, page: PageAsked): Page<BrokerageRow>;
  user(grant: Grant, id: string): UserRow | undefined;
  users(grant: Grant, filter: UserFilter, page: PageAsked): Page<UserRow>;
  /**
   * Whether a user of this brokerage (or of the platform, for null), other than `except`, has the email, whatever
   * its letters' case.
   */
  emailTaken(grant: Grant, brokerageId: string | null, email: string, except?: string): boolean;
  key(grant: Grant, id: string): KeyView | undefined;
  keys(grant: Grant, filter: KeyFilter, page: PageAsked): Page<KeyView>;
  /** The uses of a key; none where it lies without. */
  keyUses(grant: Grant, id: string, days: DaysAsked): KeyUses;
  /** All keys of a lineage, oldest first. */
  lineageKeys(grant: Grant, lineageId: string): readonly KeyRow[];
  /**
   * How many keys of role admin, of any lineage, are usable at `now` and in no grace, their owners not deactivated;
   * those of the user `except` left out.
   */
  lastingAdminKeys(grant: Grant, now: number, except?: string): number;
  property(grant: Grant, listingKey: string): PropertyRow | undefined;
  properties(grant: Grant, filter: PropertyFilter, page: PageAsked): Page<PropertyRow>;
  /**
   * A page of what has changed at `since` or later, in the order of (modificationTimestamp, listingKey): listings
   * within reach as they are, and tombstones of those that were. Of the other reaches an agent is told what it lost
   * to a colleague.
   */
  propertyChanges(grant: Grant, since: number, page: PageAsked): PropertyChanges;
  lead(grant: Grant, id: string): LeadRow | undefined;
  leads(grant: Grant, filter: LeadFilter, page: PageAsked): Page<LeadRow>;
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
  /** The answer's body, sealed where it holds a secret; null where an older version did not keep it for that reason. */
  readonly body: string | null;
  /** The key that the body is sealed for, since it holds a secret; null where it stands plain. */
  readonly sealedFor: string | null;
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
  /** The key that an entry is about, as it is now. */
  key(keyId: string): KeyAndLineage | undefined;
}

/** What is still to come for a subject, in place of all that was. What has fallen due already stays. */
export interface Schedule {
  readonly subject: string;
  /**
   * When it was drawn up. What is due then or earlier is told at once; where a row has fallen due since, the entry
   * conflicts: it may have been there, and happened, already.
   */
  readonly at: number;
  readonly rows: readonly AgendaRow[];
}

/**
 * A use of a key, of which its event tells the same: `actor.keyId`, `at`, `operationId`, `outcome` and
 * `client.network`. From these, counts and last uses are made anew after a crash.
 */
export interface Use {
  readonly keyId: string;
  readonly at: number;
  readonly operationId: string;
  readonly outcome: string;
  readonly network: string;
}

/** A key with its lineage, owner and brokerage, as it was read. */
export interface Relied {
  readonly keyId: string;
  readonly revision: number;
  readonly epoch: number;
}

/** All that one request, or one due entry, wants written: applied whole or not at all. */
export interface Entry {
  /** The event's members after `v` and `sequence`, as JSON text without the opening brace: `"at":…}`. */
  readonly event: string;
  /** The proven keys whose standing the decision rests on. */
  readonly relies?: readonly Relied[];
  readonly reads?: readonly Read[];
  /**
   * Conflicts where a listing's or a tombstone's modificationTimestamp is lower than the newest committed before:
   * whoever has read up to that one would never be told.
   */
  readonly puts?: readonly Put[];
  /** What falls due later because of it. Of two for one subject the second holds. */
  readonly schedules?: readonly Schedule[];
  /** Ids of agenda entries that are done; conflicts where one is not there. */
  readonly done?: readonly string[];
  /** Kept under the sequence that the entry gets. Conflicts where an unexpired one stands already. */
  readonly idempotency?: Omit<IdempotencyRecord, 'sequence'>;
  /**
   * What is stored of a key's secret, made anew. No change of the key: neither its revision nor the epoch grows, and
   * requests in flight that have read the old hash go on. Conflicts where the stored hash is not `from` any more, or
   * the key is revoked.
   */
  readonly rehash?: {
    readonly keyId: string;
    readonly from: string;
    readonly to: Pick<KeyRow, 'hash' | 'filter' | 'pepperVersion'>;
  };
  /** That the event is a use of its key, and what it tells of that. */
  readonly uses?: Use;
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
