import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { makeCanary, secretPartOf } from './canary.ts';
import { searchFolder, watchStream } from './search-output.ts';
import './run-context.ts';

/**
 * Gives the run its canary and one folder for all that tests write (as TMPDIR, so that a test which makes its own
 * temporary folder makes it in there too). At the end every file left in it, and all that went to the terminal, is
 * searched for the canary.
 */
export default function setup(project: TestProject): () => void {
  const canary = makeCanary();
  const secretPart = secretPartOf(canary);
  const outputRoot = mkdtempSync(join(tmpdir(), 'homestar-tests-'));
  const usual = process.env.TMPDIR;
  process.env.TMPDIR = outputRoot;
  project.provide('canary', canary);
  project.provide('outputRoot', outputRoot);
  const terminal = [process.stdout, process.stderr].map((stream) => watchStream(stream, secretPart));

  return function teardown() {
    if (usual === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = usual;
    const printed = terminal.map((watch) => watch.stop()).filter((form) => form !== undefined);
    const found = searchFolder(outputRoot, secretPart);
    const leaks = [...found, ...printed.map((form) => `the terminal (${form})`)];
    if (leaks.length > 0) {
      process.exitCode = 1;
      throw new Error(`A key that the servers under test were sent was written to:\n  ${leaks.join('\n  ')}`);
    }
    rmSync(outputRoot, { recursive: true, force: true });
  };
}
