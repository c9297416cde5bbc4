import { randomBytes } from 'node:crypto';
import { formatKey, parseKey } from '@homestar/sdk/internal';
import { secrets } from '../../mock-server/src/fixtures/hashes.ts';
import { createSeededRandom } from '../../mock-server/src/fixtures/seeded-random.ts';
import type { Call } from '../../mock-server/src/host/call.ts';
import { systemRandom } from '../../mock-server/src/time/random.ts';
import { drawBase62 } from '../../mock-server/src/vault/base62-digits.ts';
import { expectStatus, inProcess, whoami } from './in-process.ts';
import { differenceOfMedians, type Interval, medianInterval } from './median-interval.ts';
import { type Figure, figure } from './table.ts';

/** What an attacker would like to tell apart by the clock: a secret nobody has seen yet each time. */
const guesses = {
  unknown: () => guess(`000${drawBase62(systemRandom, 9)}`),
  wrong: () => guess(id12Of(secrets.agent)),
  revoked: () => guess(id12Of(secrets.revoked)),
  again: () => guess(id12Of(secrets.agent)),
};

type Guess = keyof typeof guesses;
const names = Object.keys(guesses) as Guess[];

/** How long refusals take that must look alike, in process, where nothing of a socket blurs it. */
export async function benchTiming({ quick }: { quick: boolean }): Promise<Figure[]> {
  const samples = await measure(quick ? 2_000 : 20_000);
  const of = (name: Guess): Interval => medianInterval(samples[name]);
  const row = (name: string, aim: string, interval: Interval) =>
    figure(`timing, 95 % interval: ${name}`, 'µs', aim, interval);
  const over = (one: Guess, other: Guess) => differenceOfMedians(of(one), of(other));
  return [
    row('refusal of an unknown id', '', of('unknown')),
    row('wrong secret over unknown id', 'within ±5', over('wrong', 'unknown')),
    row('wrong secret of a revoked key over unknown id', 'within ±5', over('revoked', 'unknown')),
    row('wrong secrets, revoked over not revoked', 'within ±5', over('revoked', 'wrong')),
    row('wrong secret over itself (noise)', '', over('again', 'wrong')),
  ];
}

/** One of each in turn, in another order each time, so that none always comes behind the same one. */
async function measure(count: number): Promise<Record<Guess, number[]>> {
  const host = await inProcess();
  const random = createSeededRandom(1);
  const samples: Record<Guess, number[]> = { unknown: [], wrong: [], revoked: [], again: [] };
  // The first thousand warm up: code is compiled, and the log stops telling of each refusal singly.
  for (let i = -1_000; i < count; i++) {
    const left = names.map((name): [Guess, Call] => [name, whoami(guesses[name]())]);
    while (left.length > 0) {
      const [[name, call]] = left.splice(random.whole(0, left.length - 1), 1) as [[Guess, Call]];
      const started = performance.now();
      const { body } = await expectStatus(host, call, 401);
      const took = (performance.now() - started) * 1000;
      if (!body.includes('"key_unknown"')) throw new Error(`Answered ${body}`);
      if (i >= 0) samples[name].push(took);
    }
  }
  await host.close();
  return samples;
}

function guess(id12: string): string {
  return formatKey('test', id12, randomBytes(32));
}

function id12Of(secret: string): string {
  return parseKey(secret)!.id12;
}
