import { expect, test } from 'vitest';
import { startScreen } from '../../mock-server/src/cli/screen.ts';
import { magicKeys } from '../../mock-server/src/fixtures/magic-keys.ts';
import { start } from './command.ts';

test('the screen names the URL, each magic key with its answer, and a call that works when pasted', async () => {
  const started = start('--port', '0');
  const screen = await started.says('/_mock/clock/advance');
  const [, url] = /HomeStar mock server at (http:\/\/127\.0\.0\.1:\d+)/.exec(screen)!;
  for (const [name, { answers }] of Object.entries(magicKeys)) {
    expect(screen).toMatch(
      new RegExp(`^ +${name} +${answers.status} (${answers.code ?? 'as'}).* idx_test_000`, 'm'),
    );
  }
  const [, key, target] = /curl -i -H "X-API-Key: (\S+)" "(\S+)"/.exec(screen)!;
  expect(target?.startsWith(`${url}/`)).toBe(true);
  const response = await fetch(target!, { headers: { 'X-API-Key': key! } });
  expect(response.status).toBe(200);
  expect(((await response.json()) as { data: unknown[] }).data).toHaveLength(2);
  expect((await started.stop()).code).toBe(0);
});

test('it fits a terminal of 120 columns, save for what is to be pasted', () => {
  const clock = { mode: 'running', now: '2026-03-01T12:00:00.000Z' } as const;
  const screen = startScreen({ url: 'http://127.0.0.1:4010', readyMs: 90, clock });
  const lines = screen.split('\n').filter((line) => !line.includes('curl'));
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(120);
});
