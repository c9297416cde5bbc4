import { rmSync } from 'node:fs';
import type { Environment } from '@homestar/sdk/internal';
import { initStore } from '../host/init-store.ts';
import { systemRandom } from '../time/random.ts';
import { createSecrets } from '../vault/secrets.ts';
import { writeSecretsFile } from '../vault/secrets-file.ts';
import { claimDatabase, filesOf } from './claim-database.ts';
import type { Output } from './output.ts';
import { readOwner } from './owner.ts';
import { serveLine } from './serve-line.ts';

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
  const { data, environment } = options;
  const secretsFile = options.secrets ?? `${data}.secrets`;
  const { name, email } = await readOwner(options);
  // Whatever is made here is its owner's alone; SQLite gives the files beside a database its mode.
  process.umask(0o077);
  claimDatabase(data);
  const ours = [...filesOf(data)];
  let made: Awaited<ReturnType<typeof initStore>>;
  try {
    const secrets = createSecrets(systemRandom);
    await writeSecretsFile(secretsFile, secrets);
    ours.push(secretsFile);
    made = await initStore({ file: data, secrets, environment, name, email, random: systemRandom });
  } catch (error) {
    // Only what this run made: a secrets file that was there already belongs to another database.
    for (const path of ours) rmSync(path, { force: true });
    throw error;
  }
  if (options.json) output.json({ event: 'initialized', data, secrets: secretsFile, environment, ...made });
  else output.line(told({ data, secretsFile, serve: serveLine(options), ...made }));
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
