/** Whether a text that is about to be sent where it would be logged holds a key, percent-encoded or not. */
export function holdsKey(text: string): boolean {
  return /idx_(?:live|test)_/.test(text.replace(/%(?:25)*([0-9a-f]{2})/gi, decoded));
}

function decoded(_: string, hex: string): string {
  return String.fromCharCode(Number.parseInt(hex, 16));
}
