import { fileURLToPath } from 'node:url';
import { serve } from './process.ts';
import { spreadOf } from './spread.ts';
import { type Figure, figure } from './table.ts';

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
    figure('time to ready', 'ms', '≤ 150', spreadOf(ours)),
    figure('time to ready: an empty Node process', 'ms', '', spreadOf(empty)),
  ];
}

async function readyMs(args: string[]): Promise<number> {
  const served = await serve(args);
  await served.stop();
  return served.readyMs;
}
