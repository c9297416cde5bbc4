const escaped = /%([0-9a-f]{2})/gi;

/**
 * A text with its percent-encoding undone, however often it was done: what is looked for in a text must not hide
 * behind a second encoding. Bytes are read as Latin-1, which is right for all of ASCII and harmless beyond.
 */
export function percentDecoded(text: string): string {
  let plain = text;
  // Each round that changes anything makes the text shorter, so that this ends.
  while (plain.includes('%')) {
    const next = plain.replace(escaped, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
    if (next === plain) break;
    plain = next;
  }
  return plain;
}
