import { load, type Target } from './load.ts';
import type { Served } from './process.ts';

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

/** Short rounds in turn, so that a machine whose speed drifts drifts for all of them alike. */
export async function alternate(
  contenders: readonly Contender[],
  { rounds, requests, connections }: { rounds: number; requests: number; connections: number },
): Promise<Map<string, Round[]>> {
  const results = new Map(contenders.map(({ name }) => [name, [] as Round[]]));
  for (let i = -1; i < rounds; i++) {
    for (const { name, served, target } of contenders) {
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

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** Median, lowest and highest of a figure pair by pair over two contenders' rounds. */
export function compare(
  own: readonly Round[],
  peer: readonly Round[],
  figure: (own: Round, peer: Round) => number | null,
): { median: number; lowest: number; highest: number } | null {
  const values = own.map((round, i) => figure(round, peer[i] as Round));
  if (values.some((value) => value === null)) return null;
  const known = values as number[];
  return { median: median(known), lowest: Math.min(...known), highest: Math.max(...known) };
}
