import type { JsonText } from './operation.ts';

/** An answer's body as JSON text. */
export function bodyText(body: unknown): string {
  return isJsonText(body) ? body.json : JSON.stringify(body);
}

function isJsonText(body: unknown): body is JsonText {
  return typeof body === 'object' && body !== null && 'json' in body;
}
