/**
 * The order of a request:
 *
 *   receive → identify → vet → limit → authorize → handle → commit → respond
 *
 * Each stage takes what those before it returned, and answers with its own value or a refusal. Nothing is written
 * before `commit`, which applies all of it or none; where something it relied on has changed meanwhile, the request
 * is decided anew.
 */
import { isRefusal, type Refusal } from './checks/refusal.ts';
import type { Arrival } from './host/arrival.ts';
import type { Reply } from './host/call.ts';
import type { World } from './host/world.ts';
import type { Reservation } from './limits/port.ts';
import { answerOpen } from './operations/open.ts';
import { authorize } from './stages/authorize.ts';
import { commit } from './stages/commit.ts';
import { handle } from './stages/handle.ts';
import { identify } from './stages/identify.ts';
import { limit } from './stages/limit.ts';
import { contended, type Outcome } from './stages/outcome.ts';
import { receive } from './stages/receive.ts';
import { renew } from './stages/renew.ts';
import { respond } from './stages/respond.ts';
import { giveBack, settle } from './stages/settle.ts';
import { vet } from './stages/vet.ts';

const mostDecisions = 3;

export async function answer(world: World, arrival: Arrival): Promise<Reply> {
  let outcome: Outcome = {};
  try {
    for (let i = 0; i < mostDecisions; i++) {
      // What is decided anew keeps its reservation: the request was admitted once.
      outcome = await decide(world, arrival, outcome.reservation);
      const committed = await commit(world, arrival, outcome);
      if (committed !== 'conflict') return await respond(world, arrival, outcome, committed);
      await giveBack(world, outcome);
    }
    outcome = { ...outcome, refusal: contended(mostDecisions) };
    return await respond(world, arrival, outcome, await commit(world, arrival, outcome));
  } finally {
    renew(world, outcome);
    await settle(world, outcome);
  }
}

type Draft = { -readonly [Stage in keyof Outcome]: Outcome[Stage] };

async function decide(world: World, arrival: Arrival, held: Reservation | undefined): Promise<Outcome> {
  const outcome: Draft = held ? { reservation: held } : {};
  try {
    const refusal = await walk(outcome, world, arrival);
    if (refusal) outcome.refusal = refusal;
  } catch (cause) {
    world.report(cause, arrival.requestId);
    outcome.fault = { cause };
  }
  return outcome;
}

async function walk(outcome: Draft, world: World, arrival: Arrival): Promise<Refusal | undefined> {
  const received = receive(arrival, world);
  if (isRefusal(received)) return received;
  outcome.received = received;
  if (!received.operation.keyed) {
    const open = answerOpen(received.operation.id, arrival, world);
    if (isRefusal(open)) return open;
    outcome.open = open;
    return undefined;
  }

  const identity = await identify(received, arrival, world);
  if (isRefusal(identity)) return identity;
  outcome.identity = identity;

  const barred = vet(identity, arrival, world);
  if (barred) return barred;
  outcome.vetted = true;

  const reservation = outcome.reservation ?? (await limit(received, identity, arrival, world));
  if (isRefusal(reservation)) return reservation;
  outcome.reservation = reservation;

  const grant = authorize(received, identity, world);
  if (isRefusal(grant)) return grant;
  outcome.grant = grant;

  const handled = await handle(received, identity, reservation, grant, arrival, world);
  if (isRefusal(handled)) return handled;
  outcome.handled = handled;
  // Body and operation took time, in which the key's own may have run out: then this was no use of it.
  const late = vet(identity, arrival, world);
  if (late) delete outcome.vetted;
  return late;
}
