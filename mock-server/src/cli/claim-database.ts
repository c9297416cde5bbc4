import { closeSync, existsSync, openSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { CommandFailure } from './failure.ts';

/** What SQLite puts beside a database, and would take for its own if it found it there. */
const beside = ['-wal', '-journal', '-shm'] as const;

/** A database and what may stand beside it. */
export const filesOf = (data: string): readonly string[] => [data, ...beside.map((end) => `${data}${end}`)];

/**
 * Makes the file, empty and for its owner only, in one step that of two runs at once only one can take. To look
 * first and make it later let both go on, and each then removed or filled what was the other's.
 *
 * @throws CommandFailure where it is there, or cannot be made; nothing is left then.
 */
export function claimDatabase(data: string): void {
  try {
    closeSync(openSync(data, 'wx', 0o600));
  } catch (error) {
    throw new CommandFailure(refusal(data, (error as NodeJS.ErrnoException).code));
  }
  const left = filesOf(data).find((path) => path !== data && existsSync(path));
  if (left === undefined) return;
  rmSync(data);
  throw new CommandFailure(
    `${left} is left of another database, and may hold its latest changes. Put ${data} back beside it, or move it away.`,
  );
}

function refusal(data: string, code: string | undefined): string {
  switch (code) {
    case 'EEXIST':
      return `${data} exists already. Move it away, or name another file.`;
    case 'ENOENT':
      return `The folder ${dirname(data)} does not exist. Make it, or name another file.`;
    default:
      return `${data} cannot be made (${code}). Name another file, or see to its folder.`;
  }
}
