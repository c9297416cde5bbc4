import { availableParallelism } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { nativeBcrypt } from '../../mock-server/src/vault/bcrypt.ts';
import { atOnceFor } from '../../mock-server/src/vault/bcrypt-queue.ts';
import { createDigest } from '../../mock-server/src/vault/digest.ts';
import { ask } from './ask.ts';
import { type IssuedKeys, issuedKeys } from './issued-keys.ts';
import { keptFile } from './kept-file.ts';
import { plantKeys } from './plant-keys.ts';
import { quantile, spreadOf } from './spread.ts';
import { type Figure, figure } from './table.ts';
import { whoamiWith } from './whoami.ts';

const WORK_FACTOR = 12;

interface ColdStart {
  readonly seconds: number;
  /** What the same bcrypts take on a thread pool that nobody else uses: half of them before it, half after. */
  readonly floors: readonly [number, number];
  readonly callers: readonly Caller[];
}

interface Caller {
  readonly calls: number;
  readonly firstStatus: number;
  readonly waitSeconds: number;
}

/** All keys call at once after a start, when none is proven yet, and come back when they are told to. */
export async function benchColdStart({ quick }: { quick: boolean }): Promise<Figure[]> {
  // More than may wait at once, or nobody would be turned away.
  const count = quick ? 100 : 1_000;
  const issued = await issuedKeys(count, WORK_FACTOR);
  const starts: ColdStart[] = [];
  for (let i = 0; i < (quick ? 1 : 3); i++) starts.push(await coldStart(issued));
  const row = (name: string, unit: string, of: (start: ColdStart) => number) =>
    figure(`cold start of ${count} keys: ${name}`, unit, '', spreadOf(starts.map(of)));
  const waits = ({ callers }: ColdStart) => callers.map(({ waitSeconds }) => waitSeconds);
  const floor = ({ floors: [before, after] }: ColdStart) => before + after;
  return [
    row('until all were served', 's', ({ seconds }) => seconds),
    row('their bcrypts alone', 's', floor),
    row('the one over the other', '×', (start) => start.seconds / floor(start)),
    row('half of the bcrypts over the other half (noise)', '×', ({ floors: [a, b] }) => b / a),
    row('wait of a caller, median', 's', (start) => quantile(waits(start), 0.5)),
    row('wait of a caller, 99 of 100 less than', 's', (start) => quantile(waits(start), 0.99)),
    row('first answers that are 503', '%', ({ callers }) => {
      return (100 * callers.filter(({ firstStatus }) => firstStatus === 503).length) / callers.length;
    }),
    row('calls per success', '', ({ callers }) => {
      return callers.reduce((sum, { calls }) => sum + calls, 0) / callers.length;
    }),
  ];
}

async function coldStart(issued: IssuedKeys): Promise<ColdStart> {
  const half = Math.floor(issued.keys.length / 2);
  const kept = await keptFile(issued.secrets, WORK_FACTOR);
  try {
    plantKeys(kept.file, issued.keys);
    const before = await bcryptsAlone({ ...issued, keys: issued.keys.slice(0, half) });
    const served = await kept.serve();
    const started = performance.now();
    const callers = await Promise.all(issued.keys.map(({ secret }) => callUntilServed(served.port, secret)));
    const seconds = (performance.now() - started) / 1000;
    await served.stop();
    const after = await bcryptsAlone({ ...issued, keys: issued.keys.slice(half) });
    return { seconds, floors: [before, after], callers };
  } finally {
    kept.remove();
  }
}

async function callUntilServed(port: number, secret: string): Promise<Caller> {
  const request = whoamiWith(secret);
  const started = performance.now();
  let firstStatus: number | undefined;
  for (let calls = 1; ; calls++) {
    const { status, retryAfterSeconds } = await ask(port, request);
    firstStatus ??= status;
    if (status === 200) return { calls, firstStatus, waitSeconds: (performance.now() - started) / 1000 };
    if (status !== 503 || retryAfterSeconds === null) throw new Error(`Answered ${status}`);
    await sleep(retryAfterSeconds * 1000);
  }
}

/** As many at once as the server has. */
async function bcryptsAlone({ secrets, keys }: IssuedKeys): Promise<number> {
  const digest = createDigest(secrets.peppers[0]!.key);
  const left = keys.values();
  const started = performance.now();
  async function work(): Promise<void> {
    for (const { secret, stored } of left)
      await nativeBcrypt.compare(digest.bcryptInput(secret), stored.hash);
  }
  const atOnce = atOnceFor(process.env.UV_THREADPOOL_SIZE, availableParallelism());
  await Promise.all(Array.from({ length: atOnce }, work));
  return (performance.now() - started) / 1000;
}
