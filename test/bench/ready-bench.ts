import { fileURLToPath } from 'node:url';
import { serve } from './process.ts';
import { median } from './rounds.ts';
import type { Figure } from './table.ts';

const command = fileURLToPath(new URL('../../mock-server/bin/homestar-mock.js', import.meta.url));

/** From the start of the process to its ready line, the seeded world included, beside an empty Node process. */
export async function benchReady({ quick }: { quick: boolean }): Promise<Figure[]> {
  const ours: number[] = [];
  const empty: number[] = [];
  for (let i = 0; i < (quick ? 3 : 11); i++) {
    ours.push(await readyMs([command, '--port', '0', '--json']));
    empty.push(
      await readyMs(['-e', 'console.log(JSON.stringify({ event: "ready", url: "http://127.0.0.1:1" }))']),
    );
  }
  return [
    {
      name: 'time to ready',
      unit: 'ms',
      aim: '≤ 150',
      median: median(ours),
      lowest: Math.min(...ours),
      highest: Math.max(...ours),
    },
    {
      name: 'time to ready: an empty Node process',
      unit: 'ms',
      aim: '',
      median: median(empty),
      lowest: Math.min(...empty),
      highest: Math.max(...empty),
    },
  ];
}

async function readyMs(args: string[]): Promise<number> {
  const served = await serve(args);
  await served.stop();
  return served.readyMs;
}
