import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';

/** A server in its own process. */
export interface Served {
  readonly port: number;
  readonly readyMs: number;
  readonly ready: Record<string, unknown>;
  /** Processor seconds used so far, or null where the system does not tell. */
  cpuSeconds(): number | null;
  /** Resident memory in bytes, or null where the system does not tell. */
  resident(): number | null;
  stop(): Promise<void>;
}

/** Starts a command whose first line of output is a JSON ready line. */
export async function serve(args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Served> {
  const started = performance.now();
  const child = spawn(process.execPath, args, {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ...env },
  });
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const ready = await firstLine(child.stdout, exited);
  const { port } = new URL(ready.url as string);
  return {
    port: Number(port),
    readyMs: performance.now() - started,
    ready,
    cpuSeconds: () => fromProc(`/proc/${child.pid}/stat`, cpuOf),
    resident: () => fromProc(`/proc/${child.pid}/statm`, (text) => Number(text.split(' ')[1]) * 4096),
    async stop() {
      child.kill('SIGTERM');
      await exited;
    },
  };
}

async function firstLine(
  stdout: NodeJS.ReadableStream,
  exited: Promise<void>,
): Promise<Record<string, unknown>> {
  const lines = createInterface({ input: stdout });
  const line = await Promise.race([new Promise<string>((resolve) => lines.once('line', resolve)), exited]);
  if (line === undefined) throw new Error('The server ended before it was ready.');
  return JSON.parse(line);
}

/** Linux counts user and system time in hundredths of a second, fields 14 and 15 (proc(5)). */
function cpuOf(stat: string): number {
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

function fromProc(path: string, read: (text: string) => number): number | null {
  try {
    return read(readFileSync(path, 'latin1'));
  } catch {
    return null;
  }
}
