import { execFile } from 'node:child_process';

/** Runs a program of its own process, from its text; it can import the client as an application does. */
export function runNode(
  program: string,
  env: Record<string, string> = {},
): Promise<{ stdout: string; stderr: string; code: number | null; ms: number }> {
  const began = performance.now();
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      ['--conditions=@homestar/source', '--input-type=module', '--eval', program],
      { cwd: new URL('../../..', import.meta.url), env: { PATH: process.env.PATH, ...env }, timeout: 20_000 },
      (error, stdout, stderr) => {
        const code = error === null ? 0 : typeof error.code === 'number' ? error.code : null;
        resolve({ stdout, stderr, code, ms: performance.now() - began });
      },
    );
  });
}
