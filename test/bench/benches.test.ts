import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { createSeededRandom } from '../../mock-server/src/fixtures/seeded-random.ts';
import { systemRandom } from '../../mock-server/src/time/random.ts';
import { createSecrets } from '../../mock-server/src/vault/secrets.ts';
import { ask } from './ask.ts';
import { issueKeys } from './issued-keys.ts';
import { keptFile } from './kept-file.ts';
import { differenceOfMedians, medianInterval } from './median-interval.ts';
import { plantKeys } from './plant-keys.ts';
import type { Figure } from './table.ts';
import { whoamiWith } from './whoami.ts';

const main = fileURLToPath(new URL('./main.ts', import.meta.url));
const bench = (...flags: string[]) =>
  promisify(execFile)(process.execPath, ['--conditions=@homestar/source', main, ...flags]);

test('one bench is run by its name', async () => {
  const { stdout } = await bench('--quick', '--json', '--only', 'timing');
  const { figures } = JSON.parse(stdout) as { figures: Figure[] };
  expect(figures.length).toBeGreaterThan(0);
  for (const { name, median, lowest, highest } of figures) {
    expect(name).toMatch(/^timing/);
    expect(median).toBeGreaterThanOrEqual(lowest);
    expect(median).toBeLessThanOrEqual(highest);
  }
}, 60_000);

test('a name that is no bench is told which there are', async () => {
  await expect(bench('--only', 'speed')).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/no bench "speed".*million-keys/),
  });
});

test('a planted key is accepted by the strict server that the benches start', async () => {
  const secrets = createSecrets(systemRandom);
  const kept = await keptFile(secrets, 4);
  const keys = await issueKeys(secrets, 12, 4);
  plantKeys(kept.file, keys);
  const served = await kept.serve();
  const answers = await Promise.all(keys.map(({ secret }) => ask(served.port, whoamiWith(secret))));
  await served.stop();
  kept.remove();
  expect(answers.map(({ status }) => status)).toEqual(keys.map(() => 200));
}, 60_000);

test('the interval of a median holds the true one in 95 of 100 samples', () => {
  const random = createSeededRandom(7);
  const draw = () => Array.from({ length: 400 }, () => random.whole(0, 1_000_000) ** 2);
  const holds = (value: number, { lowest, highest }: { lowest: number; highest: number }) =>
    lowest <= value && value <= highest;
  const median = 500_000 ** 2;
  let ofOne = 0;
  let ofTwo = 0;
  for (let i = 0; i < 1_000; i++) {
    const [one, other] = [medianInterval(draw()), medianInterval(draw())];
    if (holds(median, one)) ofOne++;
    if (holds(0, differenceOfMedians(one, other))) ofTwo++;
  }
  expect(ofOne / 1_000).toBeCloseTo(0.95, 1);
  expect(ofTwo / 1_000).toBeCloseTo(0.95, 1);
});
