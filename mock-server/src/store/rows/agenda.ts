/** What falls due for a key, or is told to its owner at once. */
export type Occasion =
  | 'key.valid'
  | 'key.expiring'
  | 'key.expired'
  | 'key.grace_ended'
  | 'key.revoked'
  | 'key.rotated'
  | 'key.successor_used'
  | 'key.rotation_due'
  | 'key.rotation_overdue'
  | 'key.rotation_stalled';

/** Something that falls due in world time. Made and taken back with the change that brings it about, never edited. */
export interface AgendaRow {
  id: string;
  dueAt: number;
  kind: Occasion;
  /** The key that it is about. */
  subject: string;
  /** Whose log tells of it, beside the platform's. */
  brokerageId: string | null;
  /** Who is to be told. */
  ownerUserId: string;
}
