import type { DatabaseSync } from 'node:sqlite';
import { createAdministrators } from './administrators.ts';
import { createAgenda } from './agenda.ts';
import type { SqliteStore, SqliteStoreOptions } from './create-sqlite-store.ts';
import { createCredentials } from './credentials.ts';
import { createIdempotency, createIdempotencyPurge } from './idempotency.ts';
import { createEventIndex } from './log/event-index.ts';
import { createLog } from './log/log.ts';
import { createTrim } from './log/trim.ts';
import { createUses } from './log/uses.ts';
import { createMeta } from './meta.ts';
import { createTenant } from './tenant/tenant.ts';
import { createChores } from './write/chores.ts';
import { createGroupCommit } from './write/group-commit.ts';
import { createRoom } from './write/room.ts';
import { createTombstonePurge } from './write/tombstone-purge.ts';
import { createWalSync, noSync } from './write/wal-sync.ts';
import { createWriter, type Write, type Written } from './write/writer.ts';

const KEPT_IN_MEMORY = 50_000;

const isCommitted = (outcome: Written): outcome is { readonly sequence: number } =>
  typeof outcome === 'object' && 'sequence' in outcome;

function newestInstant(db: DatabaseSync): number {
  const newest = db.prepare('SELECT text FROM events ORDER BY sequence DESC LIMIT 1').get() as
    | { text: string }
    | undefined;
  return newest ? Date.parse((JSON.parse(newest.text) as { at: string }).at) : 0;
}

/** Puts the pieces together over an open database, which is the store's from now on. */
export function createStoreOver(db: DatabaseSync, options: SqliteStoreOptions): SqliteStore {
  const inMemory = options.file === ':memory:';
  const { machine, maxEvents = inMemory ? KEPT_IN_MEMORY : Number.POSITIVE_INFINITY } = options;
  let failed = false;
  let closing: Promise<void> | undefined;
  /** The latest world time that the store was told, by its log at first. */
  let latest = newestInstant(db);

  const meta = createMeta(db);
  const room = createRoom(meta);
  const writer = createWriter(db);
  const uses = createUses(db, meta, writer.lastSequence);
  const index = createEventIndex(db, writer.lastSequence);
  const purge = createIdempotencyPurge(db, () => latest);
  const purgeTombstones = createTombstonePurge(db, () => latest);
  const trim = createTrim(db, meta, maxEvents, writer.lastSequence);
  const durability = inMemory || options.durability === 'process' ? noSync : createWalSync(options.file);
  const group = createGroupCommit(apply, durability, machine, (error) => {
    failed = true;
    options.onFailure(error);
  });
  const chores = createChores([index.slice, uses.flush, purge, purgeTombstones, trim], machine, group.fail);

  function apply(batch: readonly Write[]) {
    const written = writer.apply(batch);
    written.forEach((outcome, at) => {
      if (outcome === 'full') room.saw(true);
      if (!isCommitted(outcome)) return;
      room.saw(false);
      const { entry, now } = batch[at]!;
      latest = Math.max(latest, now);
      if (entry.uses) uses.note(entry.uses, outcome.sequence);
    });
    chores.wake();
    return written;
  }

  async function close() {
    await group.drain();
    try {
      if (!failed) chores.finish();
    } finally {
      durability.close();
      db.close();
    }
  }

  return {
    credentials: createCredentials(db, writer.epoch),
    tenant: createTenant(db, uses),
    log: createLog(db, index),
    idempotency: createIdempotency(db),
    agenda: createAgenda(db),
    meta,
    administrators: createAdministrators(db),
    latest: () => latest,
    commit: group.commit,
    ready: () => !failed && !closing && room.left(),
    close: () => (closing ??= close()),
  };
}
