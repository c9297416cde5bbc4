import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface DocExample {
  /** File and line where it stands. */
  readonly place: string;
  readonly code: string;
}

/** Every TypeScript fence in a doc comment below a folder, without the comment's stars. */
export function docExamples(folder: string): DocExample[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .sort()
    .flatMap((name) => {
      const text = readFileSync(join(folder, name), 'utf8');
      return [...text.matchAll(/^ *\* ```ts\n(.*?)^ *\* ```$/gms)].map((match) => ({
        place: `${name}:${text.slice(0, match.index).split('\n').length}`,
        code: (match[1] as string).replace(/^ *\* ?/gm, ''),
      }));
    });
}

/** An example as a module: one that only uses `client` gets the client that the documentation speaks of. */
export function asModule({ code }: DocExample): string {
  const made = /\bclient\b/.test(code) && !/const client =/.test(code);
  const start = made
    ? `import { HomeStar as Client } from '@homestar/sdk';\nconst client = new Client();\n`
    : '';
  return `${start}${code}\nexport {};\n`;
}

/** What its `console.log` lines say that they print. */
export function promisedOutput({ code }: DocExample): string[] {
  return [...code.matchAll(/^console\.log\(.*\); \/\/ (.+)$/gm)].map(([, output]) => output as string);
}
