import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { tempFolder } from '../support/temp-folder.ts';

const launcher = fileURLToPath(new URL('../../mock-server/bin/homestar-mock.js', import.meta.url));

/** A copy without a built command beside it. */
function unbuilt(): string {
  const folder = tempFolder('launcher');
  mkdirSync(join(folder, 'bin'));
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
  copyFileSync(launcher, join(folder, 'bin', 'homestar-mock.js'));
  return join(folder, 'bin', 'homestar-mock.js');
}

test.each(['12.22.12', '20.20.0', '22.18.0'])('Node %s is told in one line that it is too old', (version) => {
  const older = join(tempFolder('launcher'), 'older.cjs');
  writeFileSync(
    older,
    `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '${version}' } });`,
  );
  const { status, stderr } = spawnSync(process.execPath, ['--require', older, unbuilt()], {
    encoding: 'utf8',
  });
  expect(status).toBe(1);
  expect(stderr).toBe(
    `homestar-mock: needs Node 22.19 or newer, this is ${version}. Install a newer one from https://nodejs.org.\n`,
  );
});

test('an old Node can parse it: no syntax later than import()', () => {
  expect(readFileSync(launcher, 'utf8')).not.toMatch(/\?\.|\?\?|`|\bconst\b|\bawait\b/);
});

test('where nothing is built it says how to', () => {
  const { status, stderr } = spawnSync(process.execPath, [unbuilt()], { encoding: 'utf8' });
  expect({ status, stderr }).toEqual({
    status: 1,
    stderr: 'homestar-mock: is not built yet. Run: npm run build\n',
  });
});
