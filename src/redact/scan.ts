/** Where the run of base-62 digits that begins at `start` ends, looking at most `most` characters ahead. */
export function digitsEnd(text: string, start: number, most = Number.POSITIVE_INFINITY): number {
  const limit = Math.min(text.length, start + most);
  let at = start;
  while (at < limit && isDigit(text.charCodeAt(at))) at++;
  return at;
}

/** Whether it is one of `0-9A-Za-z`. */
export function isDigit(code: number): boolean {
  const letter = code | 0x20;
  return (letter >= 0x61 && letter <= 0x7a) || (code >= 0x30 && code <= 0x39);
}
