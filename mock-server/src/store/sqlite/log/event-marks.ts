/** How many events a block of the search projection holds. Part of the file's format: never another number. */
export const BLOCK = 200;

/**
 * What can be searched for, as 32-bit fingerprints (FNV-1a). Two texts may share one, so a mark that is there says
 * "look", and one that is not says "not here" for certain.
 */
export function markOf(kind: 'request' | 'key' | 'brokerage', value: string): number {
  let hash = 0x811c9dc5;
  for (const text of [kind, value]) {
    for (let index = 0; index < text.length; index++) {
      hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
    }
  }
  return hash >>> 0;
}

/** The set of marks as it is stored: four bytes each. */
export function packMarks(marks: ReadonlySet<number>): Uint8Array {
  return new Uint8Array(Uint32Array.from(marks).buffer);
}

export function holdsAll(packed: Uint8Array, asked: readonly number[]): boolean {
  const marks = new Uint32Array(packed.buffer, packed.byteOffset, packed.byteLength / 4);
  return asked.every((mark) => marks.includes(mark));
}
