import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createFinder } from './canary.ts';

/**
 * Every file below a folder that holds the text, in plain or in one of its usual disguises, with which. Links are not
 * followed: what they lead to was written by somebody else.
 */
export function searchFolder(folder: string, text: string): string[] {
  const find = createFinder(text);
  const search = (below: string): string[] =>
    readdirSync(below, { withFileTypes: true }).flatMap((entry) => {
      const path = join(below, entry.name);
      const form = find(Buffer.from(path)) ?? (entry.isFile() ? find(readFileSync(path)) : undefined);
      return [...(form ? [`${path} (${form})`] : []), ...(entry.isDirectory() ? search(path) : [])];
    });
  return search(folder);
}

/** Looks through what a stream is given, without changing it. */
export function watchStream(stream: NodeJS.WriteStream, text: string): { stop(): string | undefined } {
  const find = createFinder(text);
  const write = stream.write;
  const overlap = 4 * text.length;
  let tail = Buffer.alloc(0);
  let found: string | undefined;
  stream.write = function (this: NodeJS.WriteStream, chunk: string | Uint8Array, ...rest: never[]) {
    tail = Buffer.concat([tail, Buffer.from(chunk as string)]);
    found ??= find(tail);
    tail = tail.subarray(-overlap);
    return write.call(this, chunk, ...rest);
  } as typeof stream.write;
  return {
    stop() {
      stream.write = write;
      return found;
    },
  };
}
