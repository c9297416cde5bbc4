import { type Role, roles } from '@homestar/sdk/internal';
import { worldTime } from '../control/clock.ts';
import type { KeyRules } from '../keys/rules.ts';
import { formatInstant } from '../time/instant.ts';
import { isLoopback } from '../wire/loopback.ts';
import { CommandFailure } from './failure.ts';

/**
 * A TCP port, 0 for any that is free.
 *
 * @throws CommandFailure where it is no whole number from 0 to 65535.
 */
export function portOf(text: string): number {
  if (/^\d{1,5}$/.test(text) && Number(text) <= 65_535) return Number(text);
  throw new CommandFailure(`--port takes a number from 0 (any free port) to 65535, not "${text}".`, 2);
}

/**
 * An address that only this machine reaches, without the brackets of a URL; 127.0.0.1 for `localhost`.
 *
 * @throws CommandFailure where others could reach it, or it is no address.
 */
export function loopbackOf(text: string): string {
  if (text === 'localhost') return '127.0.0.1';
  const address = text.replace(/^\[(.*)\]$/, '$1');
  if (isLoopback(address)) return address;
  throw new CommandFailure(
    `--host takes a loopback address (127.0.0.1, ::1 or localhost) in this version, not "${text}": without TLS nothing else is safe.`,
    2,
  );
}

/**
 * A UTC time such as `2026-03-01T12:00:00Z`, or a day for its midnight, in milliseconds since 1970.
 *
 * @throws CommandFailure where it is neither, or outside what world time can be.
 */
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

export function requestIdOf(text: string): string {
  // As an answer's header is pasted, too.
  const id = text.trim().replace(/^request-id:\s*/i, '');
  if (/^req_[0-9A-Za-z]{22}$/.test(id)) return id;
  throw new CommandFailure(
    `"${text}" is no request id. One looks like req_9sYt3LbQ7eGv1KxMn5ZaCw and is the Request-Id of an answer.`,
    2,
  );
}

/** The address of a server. A value that is none is not quoted, since a password may stand in it. */
export function urlOf(name: string): (text: string) => string {
  return (text) => {
    const url = URL.canParse(text) ? new URL(text) : null;
    if (url && /^https?:$/.test(url.protocol) && !(url.username || url.password || url.search || url.hash)) {
      return text;
    }
    throw new CommandFailure(`${name} takes an http or https address such as http://127.0.0.1:4010.`, 2);
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

/** Of some roles the longest life of their keys in days: `admin=90,broker=365`. */
export function lifetimesOf(text: string): KeyRules['maximumLifetimeDays'] {
  const days: Partial<Record<Role, number>> = {};
  for (const part of text.split(',')) {
    const [, role = '', count] = /^([a-z]+)=([1-9]\d{0,4})$/.exec(part) ?? [];
    if (!isRole(role) || role in days) {
      throw new CommandFailure(
        `--maximum-lifetime takes days (1 to 99999) by role, each role once, such as admin=90,broker=365, not "${text}".`,
        2,
      );
    }
    days[role] = Number(count);
  }
  return days;
}

const isRole = (text: string): text is Role => Object.hasOwn(roles, text);
