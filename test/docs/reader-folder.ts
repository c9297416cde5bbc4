import { execFile } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { tempFolder } from '../support/temp-folder.ts';

const root = join(import.meta.dirname, '../..');

export interface ReaderFolder {
  readonly path: string;
  write(name: string, text: string): void;
  /** Runs a program that was written; rejects where it ends with another code than 0. */
  run(name: string, env?: Readonly<Record<string, string>>): Promise<{ stdout: string; stderr: string }>;
}

/** A folder in which the package's name resolves to these sources, as in a reader's it does to the build. */
export function readerFolder(name: string): ReaderFolder {
  const path = tempFolder(name);
  const write = (file: string, text: string) => writeFileSync(join(path, file), text);
  mkdirSync(join(path, 'node_modules/@homestar'), { recursive: true });
  symlinkSync(root, join(path, 'node_modules/@homestar/sdk'));
  write('package.json', '{ "type": "module" }');
  return {
    path,
    write,
    run: (file, env) =>
      promisify(execFile)(process.execPath, ['--conditions=@homestar/source', file], {
        cwd: path,
        env: { ...process.env, ...env },
      }),
  };
}
