import type { Refusal } from '../checks/refusal.ts';
import type { Arrival } from '../host/arrival.ts';
import type { Reply } from '../host/call.ts';
import type { World } from '../host/world.ts';
import { rateLimitHeaders } from '../limits/headers.ts';
import { handlerOf } from '../operations/handlers.ts';
import { problemReply } from '../problems/problem-reply.ts';
import { stamp } from '../wire/stamp.ts';
import { bodyText } from './body-text.ts';
import type { Recorded } from './commit.ts';
import { type Outcome, refusalOf } from './outcome.ts';

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
  if (outcome.identity) reply.headers.push('Api-Key-Lineage', outcome.identity.record.lineage.id);
  reply.headers.push(...rateLimitHeaders(allowancesOf(outcome)));
  return reply;
}

function decidedAgainst(outcome: Outcome, recorded: Recorded): Refusal | undefined {
  if (recorded === 'full') return { refused: 'storage_full', check: { name: 'commit', saw: {} } };
  if (outcome.fault) return { refused: 'internal_error', check: { name: 'fault', saw: {} } };
  return refusalOf(outcome);
}

function allowancesOf({ reservation, refusal }: Outcome) {
  if (reservation) return reservation.allowances;
  return refusal && 'exhausted' in refusal ? refusal.exhausted.allowances : [];
}

async function answerOf(world: World, outcome: Outcome, recorded: Recorded): Promise<Reply> {
  const { received, open, handled } = outcome;
  if (open) return { status: 200, headers: headersOf({ cache: 'no-store' }), body: bodyText(open.body) };
  if (handled?.replay) return replayOf(world, outcome, handled.replay);
  if (!received || !handled?.result) throw new Error('Nothing decided this request');
  const { result } = handled;
  const cache = received.operation.sensitive.length > 0 ? 'no-store' : 'private, no-cache';
  const body = await completed(world, outcome, sequenceOf(recorded), result.body);
  return { status: received.operation.status, headers: headersOf({ cache, ...result }), body };
}

async function replayOf(
  world: World,
  outcome: Outcome,
  replay: NonNullable<NonNullable<Outcome['handled']>['replay']>,
): Promise<Reply> {
  const { ETag: etag, Location: location } = JSON.parse(replay.headers) as {
    ETag?: string;
    Location?: string;
  };
  if (replay.status >= 400) {
    const headers = headersOf({ cache: 'no-store', type: 'application/problem+json' });
    return { status: replay.status, headers, body: replay.body ?? '' };
  }
  const body = await completed(world, outcome, replay.sequence, { json: replay.body ?? '' });
  const headers = headersOf({
    cache: 'private, no-cache',
    ...(etag && { etag }),
    ...(location && { location }),
  });
  return { status: replay.status, headers, body };
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

function headersOf(own: { cache: string; type?: string; etag?: string; location?: string }): string[] {
  const headers = ['Content-Type', own.type ?? 'application/json', 'Cache-Control', own.cache];
  if (own.etag) headers.push('ETag', own.etag);
  if (own.location) headers.push('Location', own.location);
  return headers;
}
