import { worldTime } from '../control/clock.ts';
import { formatInstant } from '../time/instant.ts';
import { isLoopback } from '../wire/loopback.ts';
import { CommandFailure } from './failure.ts';

/** Readers of the values that flags take; each says in one line what it would have taken. */

export function portOf(text: string): number {
  if (/^\d{1,5}$/.test(text) && Number(text) <= 65_535) return Number(text);
  throw new CommandFailure(`--port takes a number from 0 (any free port) to 65535, not "${text}".`, 2);
}

export function loopbackOf(text: string): string {
  if (text === 'localhost') return '127.0.0.1';
  const address = text.replace(/^\[(.*)\]$/, '$1');
  if (isLoopback(address)) return address;
  throw new CommandFailure(
    `--host takes a loopback address (127.0.0.1, ::1 or localhost) in this version, not "${text}": without TLS nothing else is safe.`,
    2,
  );
}

export function instantOf(text: string): number {
  const at = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,3})?)?Z)?$/.test(text) ? Date.parse(text) : Number.NaN;
  // `Date.parse` takes February 30 for March 2.
  if (Number.isNaN(at) || !formatInstant(at).startsWith(text.slice(0, 10))) {
    throw new CommandFailure(`--now takes a UTC time such as 2026-03-01T12:00:00Z, not "${text}".`, 2);
  }
  const { earliest, latest } = worldTime;
  if (at >= earliest && at <= latest) return at;
  throw new CommandFailure(
    `--now takes a time from ${formatInstant(earliest)} to ${formatInstant(latest)}, not "${text}".`,
    2,
  );
}

/** The name of a file. SQLite would make a database of no name, or of this one, that is gone with the process. */
export function fileOf(flag: string): (text: string) => string {
  return (text) => {
    if (text !== '' && text !== ':memory:') return text;
    throw new CommandFailure(`${flag} takes the name of a file, not "${text}".`, 2);
  };
}

/** A value out of a few. */
export function oneOf<const Value extends string>(
  flag: string,
  values: readonly Value[],
): (text: string) => Value {
  return (text) => {
    const value = values.find((known) => known === text);
    if (value !== undefined) return value;
    throw new CommandFailure(`${flag} takes ${values.join(' or ')}, not "${text}".`, 2);
  };
}
