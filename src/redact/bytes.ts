import { redactText } from './text.ts';

/**
 * Redacts bytes as the text they may hold. Read as Latin-1, each byte is one character, so that no
 * other byte is changed, whatever the encoding around the key.
 */
export function redactBytes(view: ArrayBufferView): Uint8Array {
  const bytes = Buffer.from(view.buffer, view.byteOffset, view.byteLength);
  return Buffer.from(redactText(bytes.toString('latin1')), 'latin1');
}
