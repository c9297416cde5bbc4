import { fixtureId } from '../fixtures/fixture-id.ts';
import { secrets } from '../fixtures/hashes.ts';
import { type MagicKeyName, magicKeys } from '../fixtures/magic-keys.ts';
import { createHost } from '../host/create-host.ts';
import { createQaWorld } from '../host/create-world.ts';
import type { KeyRules } from '../keys/rules.ts';
import { formatInstant } from '../time/instant.ts';
import { machineClock } from '../time/machine-clock.ts';
import { nativeBcrypt } from '../vault/bcrypt.ts';
import { createBcryptQueue } from '../vault/bcrypt-queue.ts';
import { createProofs } from '../vault/proofs.ts';
import { type Output, reportTo } from './output.ts';
import { run } from './run.ts';
import { startScreen } from './screen.ts';

export interface MockOptions {
  readonly host: string;
  readonly port: number;
  readonly rotation: KeyRules['rotation'];
  readonly maximumLifetime?: KeyRules['maximumLifetimeDays'];
  readonly json: boolean;
  readonly proofs: 'on' | 'off';
  readonly clock: 'running' | 'frozen';
  readonly now?: number;
}

/** `homestar-mock`: the qa profile, in memory. */
export async function mock(options: MockOptions, output: Output): Promise<void> {
  const { clock: mode, now, proofs, rotation, maximumLifetime = {} } = options;
  const shared = {
    bcrypt: createBcryptQueue({ bcrypt: nativeBcrypt, machine: machineClock }),
    proofs: createProofs({ remember: proofs === 'on' }),
    keyRules: { rotation, maximumLifetimeDays: maximumLifetime },
    report: reportTo(output),
  };
  const makeWorld = () => createQaWorld({ ...shared, mode, ...(now !== undefined && { now }) });
  const host = await createHost({ makeWorld });
  await run({
    host,
    address: options.host,
    port: options.port,
    announce(url, readyMs) {
      const { clock } = host.world;
      if (options.json) output.json({ event: 'ready', url, profile: 'qa', readyMs, fixtures: fixtures() });
      else
        output.line(
          startScreen({ url, readyMs, clock: { mode: clock.mode, now: formatInstant(clock.now()) } }),
        );
    },
  });
}

function fixtures(): Record<string, { secret: string; keyId: string | null }> {
  const names = Object.keys(magicKeys) as MagicKeyName[];
  return Object.fromEntries(
    names.map((name) => {
      const keyId = magicKeys[name].role === null ? null : fixtureId('key', name);
      return [name, { secret: secrets[name], keyId }];
    }),
  );
}
