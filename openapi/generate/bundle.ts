import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { parse } from 'yaml';
import type { Document } from './document.ts';

const run = promisify(execFile);
const redocly = 'node_modules/@redocly/cli/bin/cli.js';
// Otherwise two schemas of one name become Key and Key-2.
const strict = ['--component-renaming-conflicts-severity', 'error'];

/**
 * One JSON document out of a root and the files it refers to, with `problems.yaml`, which OpenAPI has no
 * place for, as `x-problems`. Components stand in alphabetical order, so that moving a path in the root
 * does not reorder them.
 */
export async function bundle(root: string, problems?: string): Promise<Document> {
  const { stdout } = await run(process.execPath, [redocly, 'bundle', root, '--ext', 'json', ...strict], {
    // Offline, whoever runs it: neither usage figures nor a look for a newer version.
    env: { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' },
    maxBuffer: 64 * 1024 * 1024,
  });
  const document = JSON.parse(stdout) as Document;
  for (const [kind, members] of Object.entries(document.components)) {
    Object.assign(document.components, { [kind]: sorted(members) });
  }
  if (problems) document['x-problems'] = parse(await readFile(problems, 'utf8'));
  return document;
}

function sorted<T>(record: Record<string, T>): Record<string, T> {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));
}
