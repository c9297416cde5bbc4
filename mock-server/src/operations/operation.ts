import type { Operation, OperationId, OperationTypes, Wire } from '@homestar/sdk/internal';
import type { Grant } from '../access/grant.ts';
import type { ChangeRecord, EventDraft } from '../audit/event.ts';
import type { Refusal } from '../checks/refusal.ts';
import type { World } from '../host/world.ts';
import type { Allowance, Limiter, Reservation } from '../limits/port.ts';
import type { KeyRecord, Relied, Schedule, Store } from '../store/port.ts';
import type { Put, Read } from '../store/rows.ts';

/** What an operation is asked: validated input, and the grant it was authorized under. */
export interface Asked<Id extends OperationId> {
  readonly operation: Operation;
  readonly grant: Grant;
  /** The calling key, as `identify` read it. */
  readonly caller: KeyRecord;
  /** From where it is called. */
  readonly address: string;
  readonly path: OperationTypes[Id]['path'];
  readonly query: OperationTypes[Id]['query'];
  readonly body: OperationTypes[Id]['body'];
  /** Entity tags of `If-Match`, or `*`; null where it was not sent. */
  readonly ifMatch: readonly string[] | null;
  /** What names the query a cursor belongs to: operation, filters and reach. */
  readonly binding: string;
  /** What is left of the caller's allowances, as told on the answer. */
  readonly allowances: readonly Allowance[];
}

/** Rows to write and the revisions they rely on, with what the log says of it. */
export interface Change {
  readonly puts: readonly Put[];
  readonly reads?: readonly Read[];
  /** Other keys than the calling one on whose standing it rests. */
  readonly relies?: readonly Relied[];
  readonly schedules?: readonly Schedule[];
  readonly changes: readonly ChangeRecord[];
}

/** JSON that stands as text already and is sent as it is. */
export interface JsonText {
  readonly json: string;
}

/** What a request was about, for the log; whose brokerage's log tells of it. */
interface About {
  /** Left out where what was asked about was not found, or must not be told of. */
  readonly target?: string;
  /** Undefined: the caller's own. */
  readonly brokerageId?: string | null;
  readonly verified?: NonNullable<EventDraft['verified']>;
}

interface Answer<Body> {
  readonly body: Body | JsonText;
  readonly etag?: string;
  /** Path of a created record. */
  readonly location?: string;
  /** What of other keys' allowances it has taken, to be given back where it does not stand. */
  readonly reserved?: Reservation;
}

/** What an operation answers; whoever changes something also says what it was about. */
export type Result<Body = unknown> = Answer<Body> &
  (
    | { readonly about?: About; readonly change?: undefined }
    | { readonly about: About; readonly change: Change }
  );

/** All that a handler is given of the world: it reads, and has nothing to write with. */
export type Ports = Pick<
  World,
  'vault' | 'clock' | 'random' | 'cursors' | 'environment' | 'policies' | 'keyRules' | 'profile'
> & {
  readonly store: Pick<Store, 'tenant' | 'log' | 'credentials'>;
  readonly limiter: Limiter;
  readonly tally: Pick<World['tally'], 'find'>;
};

/** Reads and answers; what it wants written is in the answer. */
type Run<Id extends OperationId> = (
  asked: Asked<Id>,
  ports: Ports,
) =>
  | Result<Wire<OperationTypes[Id]['answer']>>
  | Refusal
  | Promise<Result<Wire<OperationTypes[Id]['answer']>> | Refusal>;

/**
 * Completes an answer with what is only true once the change stands, and stays true then; run after the commit
 * and again on a replay.
 */
type After<Id extends OperationId> = (
  body: Wire<OperationTypes[Id]['answer']>,
  committed: { readonly grant: Grant; readonly sequence: number },
  ports: Ports,
) => Promise<Wire<OperationTypes[Id]['answer']>>;

export interface Handler<Id extends OperationId> {
  readonly run: Run<Id>;
  readonly after?: After<Id>;
}
