import { existsSync, rmSync } from 'node:fs';
import type { Environment } from '@homestar/sdk/internal';
import { initStore } from '../host/init-store.ts';
import { createSecrets } from '../keys/secrets.ts';
import { writeSecretsFile } from '../keys/secrets-file.ts';
import { systemRandom } from '../time/random.ts';
import { CommandFailure } from './failure.ts';
import type { Output } from './output.ts';

export interface InitOptions {
  readonly data: string;
  readonly secrets?: string;
  readonly environment: Environment;
  readonly name: string;
  readonly email: string;
  readonly json: boolean;
}

/** `homestar-mock init`: database, secrets file, and the first admin key. */
export async function init(options: InitOptions, output: Output): Promise<void> {
  const { data, environment, name, email } = options;
  const secretsFile = options.secrets ?? `${data}.secrets`;
  refuseExisting(data);
  // Whatever is made here is its owner's alone; SQLite gives the files beside a database its mode.
  process.umask(0o077);
  const secrets = createSecrets(systemRandom);
  await writeSecretsFile(secretsFile, secrets);
  const made = await initStore({ file: data, secrets, environment, name, email, random: systemRandom }).catch(
    (error) => {
      for (const path of [secretsFile, data, `${data}-wal`, `${data}-shm`]) rmSync(path, { force: true });
      throw error;
    },
  );
  if (options.json) output.json({ event: 'initialized', data, secrets: secretsFile, environment, ...made });
  else output.line(told({ data, secretsFile, serve: serveLine(options), ...made }));
}

/** Never over what is there: a database, or what a crashed server left of one. */
function refuseExisting(data: string): void {
  const there = [data, `${data}-wal`].find((path) => existsSync(path));
  if (there !== undefined)
    throw new CommandFailure(`${there} exists already. Move it away, or name another file.`);
}

interface Told {
  readonly data: string;
  readonly secretsFile: string;
  readonly serve: string;
  readonly secret: string;
}

function told({ data, secretsFile, serve, secret }: Told): string {
  return [
    `Made ${data}, and ${secretsFile}, which must be kept apart from it and backed up: without it no key works.`,
    '',
    'The first admin key. It is shown this once; put it into your secret store now:',
    `  ${secret}`,
    '',
    'Start the server:',
    `  ${serve}`,
  ].join('\n');
}

function serveLine({ data, secrets }: InitOptions): string {
  return `homestar-mock serve --data ${quoted(data)}${secrets === undefined ? '' : ` --secrets ${quoted(secrets)}`}`;
}

const quoted = (path: string) => (/^[\w./:\\-]+$/.test(path) ? path : `"${path}"`);
