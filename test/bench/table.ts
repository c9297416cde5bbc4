import type { Spread } from './spread.ts';

export interface Figure extends Spread {
  readonly name: string;
  readonly unit: string;
  readonly aim: string;
}

/** One thing that is measured: its figures, and fewer and shorter rounds where it has to be quick. */
export type Bench = (options: { readonly quick: boolean }) => Promise<Figure[]>;

const notKnown: Spread = { median: Number.NaN, lowest: Number.NaN, highest: Number.NaN };

/** @param spread Null where the system does not tell. */
export function figure(name: string, unit: string, aim: string, spread: Spread | null): Figure {
  const { median, lowest, highest } = spread ?? notKnown;
  return { name, unit, aim, median, lowest, highest };
}

/** The figures for people. */
export function table(figures: readonly Figure[]): string {
  const rows = figures.map((row) => [
    row.name,
    `${shown(row.median)} ${row.unit}`,
    `${shown(row.lowest)} to ${shown(row.highest)}`,
    row.aim,
  ]);
  const all = [['figure', 'median', 'spread', 'aim'], ...rows];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  return all
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function shown(value: number): string {
  if (Number.isNaN(value)) return 'not known';
  return Math.abs(value) >= 100 ? value.toFixed(0) : value.toFixed(2);
}
