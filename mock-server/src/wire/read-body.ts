import type { Refusal } from '../checks/refusal.ts';
import type { Head } from '../host/arrival.ts';
import type { MachineClock } from '../time/clocks.ts';
import { parseStrictJson } from './strict-json.ts';

/** A body as it came (for the idempotency hash), and what it says. */
export interface Body {
  readonly bytes: Uint8Array;
  /** Undefined where there was no body. */
  readonly value: unknown;
}

const maximumBytes = 1024 * 1024;
const maximumMs = 10_000;
const json = /^application\/json\s*(?:;\s*charset\s*=\s*"?utf-8"?\s*)?$/i;

/** Reads a JSON body of at most 1 MiB within 10 s. */
export async function readBody(
  head: Head,
  body: AsyncIterable<Uint8Array>,
  machine: MachineClock,
): Promise<Body | Refusal> {
  if (head.contentEncoding !== null)
    return refuse('content_encoding_not_supported', { contentEncoding: head.contentEncoding });
  if (Number(head.contentLength ?? 0) > maximumBytes)
    return refuse('body_too_large', { contentLength: Number(head.contentLength), maximumBytes });
  const bytes = await collect(body, machine);
  if (bytes === 'cut')
    return refuse('body_malformed', { bytes }, 'The connection ended before the body did.');
  if (typeof bytes === 'string') return refuse(bytes, { maximumBytes, maximumMs });
  if (bytes.length === 0) return { bytes, value: undefined };
  if (head.contentType === null || !json.test(head.contentType))
    return refuse('unsupported_media_type', { contentType: head.contentType });
  return parse(bytes);
}

function parse(bytes: Uint8Array): Body | Refusal {
  let text: string;
  try {
    // A byte order mark is kept, and so no JSON: some parsers skip it and others do not.
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return refuse('body_malformed', { bytes: bytes.length }, 'The body is not UTF-8.');
  }
  const parsed = parseStrictJson(text);
  return 'fault' in parsed
    ? refuse('body_malformed', { bytes: bytes.length }, parsed.fault)
    : { bytes, value: parsed.value };
}

async function collect(
  body: AsyncIterable<Uint8Array>,
  machine: MachineClock,
): Promise<Uint8Array | 'body_too_large' | 'body_timeout' | 'cut'> {
  const late = Promise.withResolvers<'late'>();
  const timer = machine.after(maximumMs, () => late.resolve('late'));
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = body[Symbol.asyncIterator]();
  try {
    for (;;) {
      const next = await Promise.race([reader.next().catch(() => 'cut' as const), late.promise]);
      if (next === 'late') return 'body_timeout';
      if (next === 'cut') return 'cut';
      if (next.done) return chunks.length === 1 ? (chunks[0] as Uint8Array) : Buffer.concat(chunks);
      size += next.value.length;
      if (size > maximumBytes) return 'body_too_large';
      chunks.push(next.value);
    }
  } finally {
    timer.cancel();
  }
}

function refuse(refused: Refusal['refused'], saw: object, detail?: string): Refusal {
  return { refused, check: { name: 'body', saw }, ...(detail && { detail }) };
}
