import { statSync } from 'node:fs';
import { SecretsMismatch } from '../host/secrets-match.ts';
import { CommandFailure } from './failure.ts';

/**
 * Before it is opened: from a pipe SQLite would wait for a database for ever.
 *
 * @throws CommandFailure where there is no such file.
 */
export function refuseNoFile(data: string): void {
  const found = statSync(data, { throwIfNoEntry: false });
  if (found === undefined)
    throw new CommandFailure(`${data} does not exist. Make it with: homestar-mock init --data ${data}`);
  if (!found.isFile()) throw new CommandFailure(`${data} is not a file. Name the database with --data.`);
}

/** What went wrong with a database and its secrets, with the names of both where they do not belong together. */
export function explainMismatch(secretsFile: string, data: string): (error: unknown) => never {
  return (error) => {
    if (!(error instanceof SecretsMismatch)) throw error;
    throw new CommandFailure(
      `${secretsFile} does not belong to ${data} (${error.message}). Name the file that was made with it, with --secrets.`,
    );
  };
}
