import { load, type Target } from './load.ts';
import type { Served } from './process.ts';
import { type Spread, spreadOf } from './spread.ts';

/** What one server did in one round. */
export interface Round {
  readonly perSecond: number;
  readonly cpuMicroseconds: number | null;
}

export interface Contender {
  readonly name: string;
  readonly served: Served;
  readonly target: Target;
}

/**
 * Short rounds in turn, so that a machine whose speed drifts drifts for all of them alike; another one begins each time,
 * so that none always comes behind the same one.
 */
export async function alternate(
  contenders: readonly Contender[],
  { rounds, requests, connections }: { rounds: number; requests: number; connections: number },
): Promise<Map<string, Round[]>> {
  const results = new Map(contenders.map(({ name }) => [name, [] as Round[]]));
  for (let i = -1; i < rounds; i++) {
    for (const { name, served, target } of rotated(contenders, i + 1)) {
      const cpuBefore = served.cpuSeconds();
      const { seconds } = await load(target, requests, connections);
      const cpuAfter = served.cpuSeconds();
      if (i < 0) continue; // the first round warms up
      const cpuMicroseconds =
        cpuBefore === null || cpuAfter === null ? null : ((cpuAfter - cpuBefore) / requests) * 1e6;
      results.get(name)?.push({ perSecond: requests / seconds, cpuMicroseconds });
    }
  }
  return results;
}

/** The same, begun further on. */
export function rotated<T>(all: readonly T[], by: number): readonly T[] {
  const at = by % all.length;
  return [...all.slice(at), ...all.slice(0, at)];
}

/** A figure pair by pair over two contenders' rounds. */
export function compare(
  own: readonly Round[],
  peer: readonly Round[],
  figureOf: (own: Round, peer: Round) => number | null,
): Spread | null {
  const values = own.map((round, i) => figureOf(round, peer[i] as Round));
  return values.some((value) => value === null) ? null : spreadOf(values as number[]);
}

/** What the one needs more than the other, in microseconds of processor time a request. */
export function addedCpu(own: Round, peer: Round): number | null {
  return own.cpuMicroseconds === null || peer.cpuMicroseconds === null
    ? null
    : own.cpuMicroseconds - peer.cpuMicroseconds;
}
