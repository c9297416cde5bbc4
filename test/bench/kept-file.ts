import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { initStore } from '../../mock-server/src/host/init-store.ts';
import { systemRandom } from '../../mock-server/src/time/random.ts';
import type { Secrets } from '../../mock-server/src/vault/secrets.ts';
import { writeSecretsFile } from '../../mock-server/src/vault/secrets-file.ts';
import { type Served, serve } from './process.ts';

const strictServer = fileURLToPath(new URL('./strict-server.ts', import.meta.url));

/** A fresh database, as `init` makes it, in a folder of its own. */
export interface KeptFile {
  readonly file: string;
  /** Starts the strict profile over it, in its own process. */
  serve(): Promise<Served>;
  remove(): void;
}

/** @param workFactor bcrypt's, of the keys that will be planted: those with a lower one would be renewed under load. */
export async function keptFile(secrets: Secrets, workFactor: number): Promise<KeptFile> {
  const folder = mkdtempSync(join(tmpdir(), 'homestar-bench-'));
  const file = join(folder, 'bench.db');
  const owner = { name: 'Bench', email: 'bench@localhost' };
  await writeSecretsFile(`${file}.secrets`, secrets);
  await initStore({ file, secrets, environment: 'test', random: systemRandom, ...owner });
  return {
    file,
    serve: () => serve(['--conditions=@homestar/source', strictServer, file, String(workFactor)]),
    remove: () => rmSync(folder, { recursive: true }),
  };
}
