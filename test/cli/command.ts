import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { inject } from 'vitest';
import '../support/run-context.ts';

const main = fileURLToPath(new URL('../../mock-server/src/cli/main.ts', import.meta.url));

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The command as a process of its own. */
export interface Started {
  readonly child: ChildProcess;
  /** The first line of stdout; rejects where it ends without one. */
  readonly firstLine: Promise<string>;
  readonly ended: Promise<Ended>;
  /** Resolves once stdout holds the text. */
  says(text: string | RegExp): Promise<string>;
  stop(): Promise<Ended>;
}

export function start(...args: readonly string[]): Started {
  const child = spawn(process.execPath, ['--conditions=@homestar/source', main, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    // Whatever a relative path makes lies where it is searched for keys, and not in the repository.
    cwd: inject('outputRoot'),
  });
  let stdout = '';
  let stderr = '';
  const waiting = new Set<() => void>();
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
    for (const look of waiting) look();
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  const ended = new Promise<Ended>((resolve) =>
    child.once('close', (code) => resolve({ code, stdout, stderr })),
  );
  const firstLine = new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).once('line', resolve);
    ended.then(({ stderr }) => reject(new Error(`It ended without a line: ${stderr}`)));
  });
  // Where nobody asks for it.
  firstLine.catch(() => {});
  return {
    child,
    firstLine,
    ended,
    says(text) {
      return new Promise((resolve, reject) => {
        const look = () => {
          if (typeof text === 'string' ? stdout.includes(text) : text.test(stdout)) resolve(stdout);
        };
        waiting.add(look);
        look();
        ended.then(() => reject(new Error(`It ended and had not said ${text}: ${stdout}${stderr}`)));
      });
    },
    stop() {
      child.kill('SIGTERM');
      return ended;
    },
  };
}

/** Runs a command to its end. */
export function runCommand(...args: readonly string[]): Promise<Ended> {
  return start(...args).ended;
}

export interface Ready {
  readonly event: string;
  readonly url: string;
  readonly profile: string;
  readonly readyMs: number;
  readonly fixtures?: Readonly<Record<string, { readonly secret: string; readonly keyId: string | null }>>;
}

/** Starts a server on a free port and waits for its ready line. */
export async function startReady(...args: readonly string[]): Promise<Started & { readonly ready: Ready }> {
  const started = start(...args, '--port', '0', '--json');
  return { ...started, ready: JSON.parse(await started.firstLine) as Ready };
}
