import { randomBytes } from 'node:crypto';
// By its path: vitest runs the global set-up without the condition that leads to the sources.
import { formatKey } from '../../src/key/format.ts';

/**
 * A true key that no world knows, made anew for each run. Servers under test are shown it wherever a key could
 * stand; at the end of the run nothing that was written may hold its random part (see `global-setup.ts`).
 */
export function makeCanary(): string {
  return formatKey('test', '000canary000', randomBytes(32));
}

/** What must not be found: 32 random bytes as 43 digits. The key id in front of them is public. */
export function secretPartOf(canary: string): string {
  return canary.split('_')[3]!.slice(0, 43);
}

/** Finds a text in bytes, also as UTF-16, in hexadecimal, or where base64 was made of what it stands in. */
export function createFinder(text: string): (bytes: Buffer) => string | undefined {
  const forms: [string, Buffer][] = [
    ['plain', Buffer.from(text)],
    ['backwards', Buffer.from([...text].reverse().join(''))],
    ['UTF-16', Buffer.from(text, 'utf16le')],
    ['hexadecimal', Buffer.from(Buffer.from(text).toString('hex'))],
    ...[0, 1, 2].map((offset): [string, Buffer] => ['base64', Buffer.from(base64Within(text, offset))]),
  ];
  return (bytes) => forms.find(([, form]) => bytes.includes(form))?.[0];
}

/** The digits that base64 has for a text however it goes on, with `offset` unknown bytes before it. */
function base64Within(text: string, offset: number): string {
  const digits = Buffer.from(' '.repeat(offset) + text).toString('base64');
  const shared = Math.ceil((offset * 4) / 3);
  return digits.slice(shared, Math.floor(((offset + text.length) * 4) / 3));
}
