import { usageError } from '../errors/usage.ts';
import { Secret } from '../key/secret.ts';

/** Writes a JSON body. A `Secret` in it is sent as its text, which is what it is given for. */
export function bodyText(body: unknown): string {
  let text: string | undefined;
  try {
    text = JSON.stringify(body, reveal);
  } catch {
    // The error of a getter or a toJSON is somebody else's, and may hold anything.
    throw usageError('argument_invalid', 'The body cannot be written as JSON.');
  }
  if (text === undefined) throw usageError('argument_invalid', 'The body cannot be written as JSON.');
  return text;
}

// JSON.stringify has called toJSON by the time it asks here; the value itself is still in its holder.
function reveal(this: unknown, name: string, value: unknown): unknown {
  const held = (this as Record<string, unknown>)[name];
  return held instanceof Secret ? held.reveal() : value;
}
