import { createHost } from '../host/create-host.ts';
import { createStrictWorld } from '../host/create-world.ts';
import type { KeyRules } from '../keys/rules.ts';
import { readSecretsFile } from '../vault/secrets-file.ts';
import { explainMismatch, refuseNoFile } from './existing-database.ts';
import { type Output, reportTo } from './output.ts';
import { run } from './run.ts';

export interface ServeOptions {
  readonly data: string;
  readonly secrets?: string;
  readonly host: string;
  readonly port: number;
  readonly rotation: KeyRules['rotation'];
  readonly maximumLifetime?: KeyRules['maximumLifetimeDays'];
  readonly durability: 'disk' | 'process';
  readonly json: boolean;
}

/** `homestar-mock serve`: the strict profile over a database that `init` made. */
export async function serve(options: ServeOptions, output: Output): Promise<void> {
  const { data, durability, rotation, maximumLifetime = {} } = options;
  refuseNoFile(data);
  const secretsFile = options.secrets ?? `${data}.secrets`;
  const secrets = await readSecretsFile(secretsFile);
  const keyRules = { rotation, maximumLifetimeDays: maximumLifetime };
  const onFailure = (error: Error) => {
    // Nothing can be acknowledged any more, and to go on answering would promise what is not kept.
    output.note(`homestar-mock: ${error.message}`);
    process.exit(1);
  };
  const host = await createHost({
    makeWorld: () =>
      createStrictWorld({ file: data, secrets, durability, keyRules, onFailure, report: reportTo(output) }),
  }).catch(explainMismatch(secretsFile, data));
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
