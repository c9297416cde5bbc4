/* `kill -9` in the midst of a mixed load: what was acknowledged is there after the restart, recorded once, without a gap. */
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { runCommand, startReady } from '../cli/command.ts';
import { tempFolder } from '../support/temp-folder.ts';
import { createLoad } from './load.ts';

test('nothing that was acknowledged is lost, and nothing is recorded twice', async () => {
  const file = join(tempFolder('crash'), 'homestar.db');
  const init = await runCommand('init', '--data', file, '--json');
  expect(init.code, init.stderr).toBe(0);
  const { secret } = JSON.parse(init.stdout);
  const before = await serve(file);
  onTestFinished(before.kill);
  const load = createLoad(before.port, secret);
  await load.prepare();
  await load.run({ connections: 20, acknowledged: 600 });
  await before.kill();
  const { answers, listings, keys } = await load.settled();

  const after = await serve(file);
  onTestFinished(after.kill);
  const reader = createLoad(after.port, secret);
  onTestFinished(reader.close);
  const log = await reader.wholeLog();

  // Every answer's event, once, in a log without a gap.
  expect(log.map(({ sequence }) => sequence)).toEqual(log.map((_, index) => index + 1));
  const recorded = new Map<unknown, number>();
  for (const { requestId } of log) recorded.set(requestId, (recorded.get(requestId) ?? 0) + 1);
  expect(answers.length).toBeGreaterThanOrEqual(600);
  expect(answers.filter((requestId) => recorded.get(requestId) !== 1)).toEqual([]);

  // Every change, and each listing as the events that changed it say, each the members that it changed.
  const told = new Map<unknown, object>();
  for (const { target, after } of log.flatMap(({ changes }) => changes))
    told.set(target, { ...told.get(target), ...after });
  for (const [listingKey, { revision, shown }] of listings) {
    const { headers, body } = await reader.call('GET', `/v1/properties/${listingKey}`);
    const present = Number(JSON.parse(headers.get('ETag')!));
    expect(present).toBeGreaterThanOrEqual(revision);
    if (present === revision) expect(body).toEqual(shown);
    expect(body).toEqual(told.get(listingKey));
  }

  // Uses are written behind the log; what the crash left unwritten is made of the log again.
  for (const [keyId, key] of keys) {
    const { body } = await reader.call('GET', `/v1/keys/${keyId}`);
    const uses = log.filter(({ actor }) => actor.keyId === keyId).map(({ at }) => at);
    expect(body.lastUsedAt).toBe(uses.toSorted().at(-1) ?? null);
    const usage = await reader.call('GET', `/v1/keys/${keyId}/usage`);
    const days = usage.body.days as { count: number }[];
    expect(days.reduce((sum, { count }) => sum + count, 0)).toBe(uses.length);
    expect((await reader.call('GET', '/v1/whoami', { key })).status).toBe(200);
  }
});

/** `serve` over the database, as a process of its own; `kill` resolves when it is gone. */
async function serve(file: string) {
  const { ready, child, ended } = await startReady('serve', '--data', file);
  return {
    port: Number(new URL(ready.url).port),
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}
