import { statSync } from 'node:fs';
import { createHost } from '../host/create-host.ts';
import { createStrictWorld } from '../host/create-world.ts';
import { SecretsMismatch } from '../host/secrets-match.ts';
import { readSecretsFile } from '../vault/secrets-file.ts';
import { CommandFailure } from './failure.ts';
import { type Output, reportTo } from './output.ts';
import { run } from './run.ts';

export interface ServeOptions {
  readonly data: string;
  readonly secrets?: string;
  readonly host: string;
  readonly port: number;
  readonly durability: 'disk' | 'process';
  readonly json: boolean;
}

/** `homestar-mock serve`: the strict profile over a database that `init` made. */
export async function serve(options: ServeOptions, output: Output): Promise<void> {
  const { data, durability } = options;
  refuseNoFile(data);
  const secretsFile = options.secrets ?? `${data}.secrets`;
  const secrets = await readSecretsFile(secretsFile);
  const onFailure = (error: Error) => {
    // Nothing can be acknowledged any more, and to go on answering would promise what is not kept.
    output.note(`homestar-mock: ${error.message}`);
    process.exit(1);
  };
  const host = await createHost({
    makeWorld: () =>
      createStrictWorld({ file: data, secrets, durability, onFailure, report: reportTo(output) }),
  }).catch((error) => {
    throw error instanceof SecretsMismatch ? mismatch(secretsFile, data, error) : error;
  });
  if (durability === 'process') {
    output.note(
      '--durability process: a power cut can lose the latest acknowledged changes. A crash of the server cannot.',
    );
  }
  await run({
    host,
    address: options.host,
    port: options.port,
    announce(url, readyMs) {
      if (options.json) output.json({ event: 'ready', url, profile: 'strict', readyMs });
      else output.line(`HomeStar server at ${url} over ${data} (ready in ${readyMs} ms, Ctrl-C stops it)`);
    },
  });
}

/** Before it is opened: from a pipe SQLite would wait for a database for ever. */
function refuseNoFile(data: string): void {
  const found = statSync(data, { throwIfNoEntry: false });
  if (found === undefined)
    throw new CommandFailure(`${data} does not exist. Make it with: homestar-mock init --data ${data}`);
  if (!found.isFile()) throw new CommandFailure(`${data} is not a file. Name the database with --data.`);
}

function mismatch(secretsFile: string, data: string, { message }: SecretsMismatch): CommandFailure {
  return new CommandFailure(
    `${secretsFile} does not belong to ${data} (${message}). Name the file that was made with it, with --secrets.`,
  );
}
