import { secrets } from '../../mock-server/src/fixtures/hashes.ts';
import type { Host } from '../../mock-server/src/host/host.ts';
import type { World } from '../../mock-server/src/host/world.ts';
import { expectStatus, inProcess, whoami } from './in-process.ts';
import { medianInterval } from './median-interval.ts';
import { rotated } from './rounds.ts';
import { type Figure, figure } from './table.ts';

const call = whoami(secrets.agent);
const WARM_UP = 6;
/** In a round: enough for the garbage that they make to be collected in it. */
const REQUESTS = 500;

interface Contender {
  readonly host: Host;
  /** Of each round. */
  readonly microseconds: number[];
}

/** `whoami.get` with a remembered proof, beside a vault that calls every secret proven without a look. */
export async function benchProof({ quick }: { quick: boolean }): Promise<Figure[]> {
  const contenders: Contender[] = [
    { host: await inProcess(), microseconds: [] },
    { host: await inProcess(believing), microseconds: [] },
    { host: await inProcess(believing), microseconds: [] },
  ];
  const rounds = quick ? 40 : 400;
  for (let i = -WARM_UP; i < rounds; i++) {
    for (const { host, microseconds } of rotated(contenders, i + WARM_UP)) {
      const took = await cpuMicroseconds(host);
      if (i >= 0) microseconds.push(took);
    }
  }
  for (const { host } of contenders) await host.close();
  const [proven, believed, again] = contenders.map(({ microseconds }) => microseconds) as [
    number[],
    number[],
    number[],
  ];
  const row = (name: string, values: readonly number[]) =>
    figure(`proof, 95 % interval: ${name}`, 'µs', '', medianInterval(values));
  const added = (own: readonly number[]) => own.map((value, i) => value - believed[i]!);
  return [
    row('CPU per request in process, without it', believed),
    row('added by a remembered one', added(proven)),
    row('added without it again (noise)', added(again)),
  ];
}

function believing(world: World): World {
  return { ...world, vault: { ...world.vault, prove: async () => 'proven' } };
}

async function cpuMicroseconds(host: Host): Promise<number> {
  const before = process.cpuUsage();
  for (let i = 0; i < REQUESTS; i++) await expectStatus(host, call, 200);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / REQUESTS;
}
