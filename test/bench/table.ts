export interface Figure {
  readonly name: string;
  readonly unit: string;
  readonly aim: string;
  readonly median: number;
  readonly lowest: number;
  readonly highest: number;
}

/** The figures for people. */
export function table(figures: readonly Figure[]): string {
  const rows = figures.map((figure) => [
    figure.name,
    `${shown(figure.median)} ${figure.unit}`,
    `${shown(figure.lowest)} to ${shown(figure.highest)}`,
    figure.aim,
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
