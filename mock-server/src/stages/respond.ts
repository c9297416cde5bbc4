import type { Refusal } from '../checks/refusal.ts';
import type { Arrival } from '../host/arrival.ts';
import type { Reply } from '../host/call.ts';
import type { World } from '../host/world.ts';
import { keyHeaders } from '../keys/headers.ts';
import { rateLimitHeaders } from '../limits/headers.ts';
import { bodyText } from '../operations/body-text.ts';
import { handlerOf } from '../operations/handlers.ts';
import { problemReply } from '../problems/problem-reply.ts';
import type { IdempotencyRecord } from '../store/port.ts';
import { stamp } from '../wire/stamp.ts';
import type { Recorded } from './commit.ts';
import { type Outcome, refusalOf, resultOf } from './outcome.ts';

/** The answer as a mount sends it. */
export async function respond(
  world: World,
  arrival: Arrival,
  outcome: Outcome,
  recorded: Recorded,
): Promise<Reply> {
  const refusal = decidedAgainst(outcome, recorded);
  const reply = refusal ? problemReply(refusal, arrival.requestId) : await answerOf(world, outcome, recorded);
  stamp(reply, arrival.requestId, world.clock.now());
  if (outcome.identity) reply.headers.push(...keyHeaders(outcome.identity.record, world.clock.now()));
  reply.headers.push(...rateLimitHeaders((outcome.reservation ?? outcome.refusal)?.allowances ?? []));
  return reply;
}

function decidedAgainst(outcome: Outcome, recorded: Recorded): Refusal | undefined {
  if (recorded === 'full') return { refused: 'storage_full', check: { name: 'commit', saw: {} } };
  if (outcome.fault) return { refused: 'internal_error', check: { name: 'fault', saw: {} } };
  return refusalOf(outcome);
}

async function answerOf(world: World, outcome: Outcome, recorded: Recorded): Promise<Reply> {
  const { received, open, handled } = outcome;
  if (open) return { status: 200, headers: headersOf({ cache: 'no-store' }), body: bodyText(open.body) };
  if (!received) throw new Error('Nothing decided this request');
  const cache = received.operation.sensitive.length > 0 ? 'no-store' : 'private, no-cache';
  if (handled?.kind === 'repeated') return againOf(world, outcome, handled.record, cache);
  const result = resultOf(outcome);
  if (!result) throw new Error('Nothing decided this request');
  const { etag, location } = result;
  const body = await completed(world, outcome, sequenceOf(recorded), result.body);
  return { status: received.operation.status, headers: headersOf({ cache, etag, location }), body };
}

async function againOf(
  world: World,
  outcome: Outcome,
  record: IdempotencyRecord,
  cache: string,
): Promise<Reply> {
  const { status, sequence, body } = record;
  if (status >= 400) {
    const headers = headersOf({ cache: 'no-store', type: 'application/problem+json' });
    return { status, headers, body: body ?? '' };
  }
  const { ETag: etag, Location: location } = JSON.parse(record.headers) as {
    ETag?: string;
    Location?: string;
  };
  const headers = headersOf({ cache, etag, location });
  return { status, headers, body: await completed(world, outcome, sequence, { json: body ?? '' }) };
}

/** Some answers hold what is only true once the change stands, such as which request a revoked key made last. */
async function completed(world: World, outcome: Outcome, sequence: number, body: unknown): Promise<string> {
  const { received, grant } = outcome;
  const after = received && handlerOf(received.operation.id).after;
  const text = bodyText(body);
  if (!after || !grant) return text;
  return JSON.stringify(await after(JSON.parse(text) as never, { grant, sequence }, world));
}

function sequenceOf(recorded: Recorded): number {
  if (typeof recorded !== 'object') throw new Error(`No sequence: ${recorded}`);
  return recorded.sequence;
}

interface Own {
  readonly cache: string;
  readonly type?: string;
  readonly etag?: string | undefined;
  readonly location?: string | undefined;
}

function headersOf({ cache, type = 'application/json', etag, location }: Own): string[] {
  const headers = ['Content-Type', type, 'Cache-Control', cache];
  if (etag) headers.push('ETag', etag);
  if (location) headers.push('Location', location);
  return headers;
}
