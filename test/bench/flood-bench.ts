import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Flooded, FloodOrders } from './flood.ts';
import { issuedKeys } from './issued-keys.ts';
import { keptFile } from './kept-file.ts';
import { load } from './load.ts';
import { plantKeys } from './plant-keys.ts';
import { quantile, spreadOf } from './spread.ts';
import { type Figure, figure } from './table.ts';
import { whoamiWith } from './whoami.ts';

const flood = fileURLToPath(new URL('./flood.ts', import.meta.url));
const WORK_FACTOR = 4;
const PER_SECOND = 500;
// Linux takes all of 127.0.0.0/8 for its own. Elsewhere there is one address, and one network's guesses.
const NETWORKS = process.platform === 'linux' ? 100 : 1;

/** How long a good key waits while others guess secrets of stored keys, beside how long it waits when they do not. */
export async function benchFlood({ quick }: { quick: boolean }): Promise<Figure[]> {
  const { secrets, keys } = await issuedKeys(100, WORK_FACTOR);
  const kept = await keptFile(secrets, WORK_FACTOR);
  plantKeys(kept.file, keys);
  const served = await kept.serve();
  const child = fork(flood);
  try {
    const request = whoamiWith(keys[0]!.secret);
    const p99 = async () => {
      const { waitsMs } = await load({ port: served.port, request: () => request }, quick ? 500 : 3_000, 1);
      return quantile(waitsMs, 0.99);
    };
    await p99();
    const guessed = keys.map(({ keyId }) => keyId);
    const rounds: { rest: number; flooded: number; again: number; told: Flooded }[] = [];
    for (let i = 0; i < (quick ? 3 : 15); i++) {
      const rest = await p99();
      const orders = { port: served.port, perSecond: PER_SECOND, networks: NETWORKS, keyIds: guessed };
      await ordered(child, orders);
      const flooded = await p99();
      const told = (await ordered(child, 'stop')) as Flooded;
      rounds.push({ rest, flooded, again: await p99(), told });
    }
    return figuresOf(rounds);
  } finally {
    child.kill();
    await served.stop();
    kept.remove();
  }
}

type Round = {
  readonly rest: number;
  readonly flooded: number;
  readonly again: number;
  readonly told: Flooded;
};

function figuresOf(rounds: readonly Round[]): Figure[] {
  const title = `wrong secrets from ${NETWORKS} networks, ${PER_SECOND} a second`;
  const row = (name: string, unit: string, aim: string, of: (round: Round) => number) =>
    figure(`${title}: ${name}`, unit, aim, spreadOf(rounds.map(of)));
  return [
    row('answered to them', 'per s', '', ({ told }) => told.answered / told.seconds),
    row('p99 of a good key at rest', 'ms', '', ({ rest }) => rest),
    row('p99 over that at rest', '×', '≤ 1.5', ({ rest, flooded }) => flooded / rest),
    row('p99 at rest over itself (noise)', '×', '', ({ rest, again }) => again / rest),
  ];
}

/** What the flood says to an order. */
async function ordered(child: ChildProcess, order: FloodOrders | 'stop'): Promise<unknown> {
  const gone = new AbortController();
  const onExit = () => gone.abort(new Error('The flood ended by itself.'));
  child.once('exit', onExit);
  child.send(order);
  const [told] = await once(child, 'message', { signal: gone.signal });
  child.off('exit', onExit);
  return told;
}
