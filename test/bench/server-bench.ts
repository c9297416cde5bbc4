import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { sample } from './load.ts';
import { type Served, serve } from './process.ts';
import { addedCpu, alternate, compare, type Round } from './rounds.ts';
import { type Figure, figure } from './table.ts';
import { whoamiWith } from './whoami.ts';

const command = fileURLToPath(new URL('../../mock-server/bin/homestar-mock.js', import.meta.url));
const bare = fileURLToPath(new URL('./bare-server.ts', import.meta.url));

/** The whole line (`whoami.get`, kept file, synced before the answer) beside node:http answering the same bytes. */
export async function benchServer({ quick }: { quick: boolean }): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'homestar-bench-'));
  const running: Served[] = [];
  const started = async (args: string[]) => {
    const served = await serve(args);
    running.push(served);
    return served;
  };
  try {
    const file = join(folder, 'bench.db');
    const made = execFileSync(
      process.execPath,
      [command, 'init', '--data', file, '--environment', 'test', '--json'],
      { encoding: 'utf8' },
    );
    const { secret } = JSON.parse(made) as { secret: string };
    raiseLimits(file);
    const request = whoamiWith(secret);
    const ours = await started([command, 'serve', '--data', file, '--port', '0', '--json']);
    const answer = join(folder, 'answer.json');
    writeFileSync(answer, JSON.stringify(await sample({ port: ours.port, request: () => request })));
    const floor = await started([bare, answer]);
    const again = await started([bare, answer]);
    const contender = (name: string, served: Served) => ({
      name,
      served,
      target: { port: served.port, request: () => request },
    });
    const figures: Figure[] = [];
    for (const connections of [1, 50]) {
      const requests = (quick ? 2_000 : 10_000) * (connections === 1 ? 1 : 3);
      const results = await alternate(
        [contender('ours', ours), contender('bare', floor), contender('again', again)],
        { rounds: quick ? 3 : 9, requests, connections },
      );
      figures.push(...figuresOf(`c${connections}`, results));
    }
    return figures;
  } finally {
    for (const served of running) await served.stop();
    rmSync(folder, { recursive: true });
  }
}

/** The policies stay and cost what they cost; only their quotas must not end the load. */
function raiseLimits(file: string): void {
  const database = new DatabaseSync(file);
  database.prepare('UPDATE lineages SET limits = ?').run(JSON.stringify({ lineage: 1e9, network: 1e9 }));
  database.close();
}

/** One caller alone pays a sync of the disk per request, so that the aims are those of fifty. */
const aims: Readonly<Record<string, { readonly cpu: string; readonly rate: string }>> = {
  c1: { cpu: '', rate: '' },
  c50: { cpu: '≤ 30', rate: '≥ 0.40' },
};

function figuresOf(load: string, results: Map<string, Round[]>): Figure[] {
  const [ours, floor, again] = ['ours', 'bare', 'again'].map((name) => results.get(name) ?? []) as [
    Round[],
    Round[],
    Round[],
  ];
  const rate = (own: Round, peer: Round) => own.perSecond / peer.perSecond;
  const { cpu, rate: atLeast } = aims[load] ?? { cpu: '', rate: '' };
  const row = (name: string, unit: string, aim: string, values: ReturnType<typeof compare>) =>
    figure(`server ${load}: ${name}`, unit, aim, values);
  return [
    row(
      'CPU per request of bare node:http',
      'µs',
      '',
      compare(floor, floor, (own) => own.cpuMicroseconds),
    ),
    row('added to it by the whole line', 'µs', cpu, compare(ours, floor, addedCpu)),
    row('added to it by itself (noise)', 'µs', '', compare(again, floor, addedCpu)),
    row('requests per second over bare node:http', '×', atLeast, compare(ours, floor, rate)),
    row('the same, bare over itself (noise)', '×', '', compare(again, floor, rate)),
  ];
}
