import type { DatabaseSync } from 'node:sqlite';

/** Facts about the database itself, such as its environment or the fingerprints of its peppers. */
export interface Meta {
  names(): readonly string[];
  get(name: string): string | undefined;
  /** Written at once; certain to survive a power cut after the next acknowledged commit or a clean close. */
  put(name: string, value: string): void;
}

export function createMeta(db: DatabaseSync): Meta {
  const read = db.prepare('SELECT value FROM meta WHERE name = ?');
  const write = db.prepare(
    'INSERT INTO meta (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
  );
  return {
    names: () =>
      db
        .prepare('SELECT name FROM meta')
        .all()
        .map((row) => row.name as string),
    get: (name) => read.get(name)?.value as string | undefined,
    put: (name, value) => void write.run(name, value),
  };
}
