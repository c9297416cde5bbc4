import { type Fired, fireDue } from '../agenda/fire-due.ts';
import type { Refusal } from '../checks/refusal.ts';
import type { Clock, ClockAdvanced, ClockAdvanceParams, ClockSetParams } from '../generated/control-types.ts';
import { flushTally } from '../host/flush-tally.ts';
import type { World } from '../host/world.ts';
import { invalid } from '../operations/invalid.ts';
import { formatInstant } from '../time/instant.ts';
import type { ControlAnswer } from './control.ts';

/**
 * Where world time may stand. An instant's text has a year of four digits, and what is made at the very end still
 * expires later, so the last of those years is left free.
 */
export const worldTime = { earliest: Date.UTC(2000, 0, 1), latest: Date.UTC(9999, 0, 1) - 1 } as const;

/** How many of the things that happened the answer lists. */
const listed = 1000;

interface Holder {
  readonly world: World;
}

export async function getClock(_input: unknown, { world }: Holder): Promise<ControlAnswer<Clock>> {
  return { body: { now: formatInstant(world.clock.now()), mode: world.clock.mode } };
}

export async function setClock(
  { body }: { readonly body: ClockSetParams },
  { world }: Holder,
): Promise<ControlAnswer<ClockAdvanced> | Refusal> {
  const from = world.clock.now();
  const until = body.now === undefined ? from : Date.parse(body.now);
  if (until < from) return backwards(from, until);
  if (until > worldTime.latest) return tooLate('now');
  // Before the move: a running clock would have left `until` behind by the time all has happened.
  if (body.mode) world.clock.setMode(body.mode);
  return move(world, from, until, body.mode);
}

export async function advanceClock(
  { body }: { readonly body: ClockAdvanceParams },
  { world }: Holder,
): Promise<ControlAnswer<ClockAdvanced> | Refusal> {
  const from = world.clock.now();
  const until = untilOf(body, from, world);
  if (until < from && 'until' in body) return backwards(from, until);
  if (until > worldTime.latest) return tooLate(Object.keys(body)[0] as string);
  return move(world, from, Math.max(from, until));
}

function untilOf(body: ClockAdvanceParams, from: number, world: World): number {
  if ('seconds' in body) return from + body.seconds * 1000;
  if ('until' in body) return Date.parse(body.until);
  return world.store.agenda.next() ?? from;
}

async function move(
  world: World,
  from: number,
  until: number,
  mode?: Clock['mode'],
): Promise<ControlAnswer<ClockAdvanced>> {
  // Refusals that were only counted belong to the time before.
  if (until > from) await flushTally(world, 'all');
  const fired = await fireDue(world, until);
  if (until > world.clock.now()) world.clock.moveTo(until);
  const now = formatInstant(world.clock.now());
  const before = { now: formatInstant(from) };
  return {
    body: { from: before.now, now, fired: fired.slice(0, listed).map(shown), more: fired.length > listed },
    changes: [{ target: 'clock', before, after: { now, ...(mode && { mode }) } }],
  };
}

const shown = ({ at, kind, target }: Fired) => ({ at: formatInstant(at), kind, target });

function tooLate(member: string): Refusal {
  const detail = `goes beyond ${formatInstant(worldTime.latest)}, where world time ends`;
  return invalid([{ pointer: `/body/${member}`, detail }]);
}

function backwards(from: number, asked: number): Refusal {
  const now = formatInstant(from);
  return {
    refused: 'clock_backwards',
    check: { name: 'clock_forward', saw: { now, asked: formatInstant(asked) } },
    detail: `It is ${now} in this world, and ${formatInstant(asked)} lies before that.`,
  };
}
