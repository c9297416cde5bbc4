import { join } from 'node:path';
import type { Environment } from '@homestar/sdk/internal';
import { secrets } from '../../mock-server/src/fixtures/hashes.ts';
import type { MagicKeyName } from '../../mock-server/src/fixtures/magic-keys.ts';
import { createHost } from '../../mock-server/src/host/create-host.ts';
import {
  createQaWorld,
  createStrictWorld,
  type QaWorldOptions,
  type Shared,
  type StrictWorldOptions,
} from '../../mock-server/src/host/create-world.ts';
import { initStore } from '../../mock-server/src/host/init-store.ts';
import type { World } from '../../mock-server/src/host/world.ts';
import { systemRandom } from '../../mock-server/src/time/random.ts';
import { createSecrets, type Secrets } from '../../mock-server/src/vault/secrets.ts';
import { cheapBcrypt, magicProofs } from './cheap-proofs.ts';
import { type MountOptions, mount, type TestServer } from './mounted-server.ts';
import { tempFolder } from './temp-folder.ts';

export type { Asking, TestServer } from './mounted-server.ts';
export type { Answer } from './send.ts';

/** World time at the start of a test's server, where the test does not say otherwise. */
export const startOfTime = Date.UTC(2026, 2, 1, 12);

export interface QaServer extends TestServer {
  /** What to send as the magic keys, by their names. */
  readonly keys: Readonly<Record<MagicKeyName, string>>;
}

export interface StrictServer extends TestServer {
  readonly keys: { readonly admin: string };
  readonly file: string;
  readonly secrets: Secrets;
  /** Closes this one and starts another over the same database, with something done to it in between. */
  reopen(options?: StrictCommon, between?: (file: string) => void): Promise<StrictServer>;
}

interface Common extends Omit<Shared, 'report'>, MountOptions {}

/** The work factor is the lowest unless said, so that the keys which cheap bcrypt makes are up to date. */
interface StrictCommon extends Common, Partial<Pick<StrictWorldOptions, 'workFactor' | 'secrets'>> {}

export interface ServerOptions extends Common, Pick<QaWorldOptions, 'mode' | 'now'> {
  /** Puts another world in the place of each that is made, such as one with a port that breaks. */
  readonly within?: (world: World) => World;
}

export interface StrictOptions extends StrictCommon {
  /** @default test */
  readonly environment?: Environment;
}

/** The qa profile on a free port; its clock stands still at {@link startOfTime}. */
export async function startServer(options: ServerOptions = {}): Promise<QaServer> {
  const { bounds, canary, within = (world) => world, ...world } = options;
  const faults: unknown[] = [];
  const host = await createHost({
    makeWorld: async () =>
      within(
        await createQaWorld({
          mode: 'frozen',
          now: startOfTime,
          proofs: magicProofs,
          bcrypt: cheapBcrypt,
          ...world,
          report: (fault) => faults.push(fault),
        }),
      ),
  });
  return Object.assign(await mount(host, faults, options), { keys: secrets });
}

/** The strict profile over a fresh database. */
export async function startStrictServer({
  environment = 'test',
  ...options
}: StrictOptions = {}): Promise<StrictServer> {
  const file = join(tempFolder('strict'), 'homestar.db');
  const { secrets: stored = createSecrets(systemRandom) } = options;
  const admin = { name: 'First administrator', email: 'admin@localhost' };
  const { secret } = await initStore({ file, secrets: stored, environment, random: systemRandom, ...admin });
  return open(options);

  async function open({ bounds, canary, ...shared }: StrictCommon): Promise<StrictServer> {
    const { secrets = stored } = shared;
    const faults: unknown[] = [];
    const report = (fault: unknown) => faults.push(fault);
    const host = await createHost({
      makeWorld: () =>
        createStrictWorld({
          bcrypt: cheapBcrypt,
          workFactor: 4,
          ...shared,
          report,
          file,
          secrets,
          durability: 'disk',
        }),
    });
    const server = await mount(host, faults, {
      ...(bounds && { bounds }),
      ...(canary !== undefined && { canary }),
    });
    return Object.assign(server, {
      keys: { admin: secret },
      file,
      secrets,
      async reopen(again: StrictCommon = options, between: (file: string) => void = () => {}) {
        await server.close();
        between(file);
        return open(again);
      },
    });
  }
}
