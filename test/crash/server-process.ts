import { type ChildProcessByStdio, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { promisify } from 'node:util';

const command = [
  '--conditions=@homestar/source',
  join(import.meta.dirname, '../../mock-server/src/cli/main.ts'),
];

/** A database with its first admin key, made by the command. */
export async function initDatabase(
  folder: string,
): Promise<{ readonly file: string; readonly secret: string }> {
  const file = join(folder, 'homestar.db');
  const run = promisify(execFile);
  const { stdout } = await run(process.execPath, [...command, 'init', '--data', file, '--json']);
  return { file, secret: (JSON.parse(stdout) as { secret: string }).secret };
}

export interface ServerProcess {
  readonly port: number;
  /** `kill -9`; resolves when the process is gone. */
  kill(): Promise<void>;
}

/** `serve` over the database, as a process of its own; resolves when it is ready. */
export async function serve(file: string): Promise<ServerProcess> {
  const args = [...command, 'serve', '--data', file, '--port', '0', '--json'];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const exited = once(child, 'exit');
  const { url } = await readyLine(child);
  return {
    port: Number(new URL(url).port),
    async kill() {
      child.kill('SIGKILL');
      await exited;
    },
  };
}

async function readyLine(child: ChildProcessByStdio<null, Readable, null>): Promise<{ url: string }> {
  for await (const line of createInterface(child.stdout)) return JSON.parse(line) as { url: string };
  throw new Error('The server ended before it was ready.');
}
