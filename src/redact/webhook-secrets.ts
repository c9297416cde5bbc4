/*
 * Masks webhook signing secrets, `whsec_` and base64. Base64 has characters that other encodings
 * escape, and an escape in the middle must not end the mask: `%2F` in URLs, `\/` in some JSON.
 */
import { isDigit } from './scan.ts';

const NAME = 'whsec_';
const PUNCTUATION = '+/=_-';
const ESCAPED = /%2[BF]|%3D|\\\/|\\u00(?:2[bf]|3d)/iy;

export function maskWebhookSecrets(text: string): string {
  let found = text.indexOf(NAME);
  if (found < 0) return text;
  let masked = '';
  let copied = 0;
  while (found >= 0) {
    const start = found + NAME.length;
    const end = base64End(text, start);
    if (end > start) {
      masked += `${text.slice(copied, start)}[redacted]`;
      copied = end;
    }
    found = text.indexOf(NAME, end);
  }
  return masked + text.slice(copied);
}

function base64End(text: string, start: number): number {
  let at = start;
  while (at < text.length) {
    if (isDigit(text.charCodeAt(at)) || PUNCTUATION.includes(text[at]!)) {
      at++;
      continue;
    }
    ESCAPED.lastIndex = at;
    if (!ESCAPED.test(text)) break;
    at = ESCAPED.lastIndex;
  }
  return at;
}
