let table: Int32Array | null = null;

/** CRC-32 as in zlib, PNG and gzip (reflected polynomial 0xEDB88320), of ASCII text. */
export function crc32(text: string): number {
  // Signed throughout: unsigned numbers beyond 2^31 leave the engine's fast integers.
  table ??= makeTable();
  let crc = -1;
  for (let at = 0; at < text.length; at++) {
    crc = table[(crc ^ text.charCodeAt(at)) & 0xff]! ^ (crc >>> 8);
  }
  return ~crc >>> 0;
}

// Made on first use, so that importing the module does no work.
function makeTable(): Int32Array {
  return Int32Array.from({ length: 256 }, (_, index) => {
    let entry = index;
    for (let bit = 0; bit < 8; bit++) entry = entry & 1 ? (entry >>> 1) ^ 0xedb88320 : entry >>> 1;
    return entry;
  });
}
