import { usageError } from '../errors/usage.ts';
import { ownMember } from '../own-members.ts';
import { readHeaders } from './headers.ts';
import type { CallDefaults } from './options.ts';

/** The limits of a call, decided. */
export interface Settings {
  readonly timeoutMs: number;
  readonly deadlineMs: number;
  readonly maxRetries: number;
  /** Names in lower case, and values, in turn. */
  readonly headers: readonly string[];
}

export const DEFAULTS: Settings = { timeoutMs: 30_000, deadlineMs: 120_000, maxRetries: 4, headers: [] };

// What setTimeout can hold; a longer time would end at once.
const LONGEST_MS = 2_147_483_647;

/** Lays what is given over what holds otherwise. Only own members are read. */
export function settingsOf(given: CallDefaults, otherwise: Settings): Settings {
  const own = <Name extends keyof CallDefaults>(name: Name) => ownMember(given, name);
  const headers = own('headers');
  return {
    timeoutMs: duration('timeout', own('timeout')) ?? otherwise.timeoutMs,
    deadlineMs: duration('deadline', own('deadline')) ?? otherwise.deadlineMs,
    maxRetries: count('maxRetries', own('maxRetries')) ?? otherwise.maxRetries,
    headers: headers === undefined ? otherwise.headers : readHeaders(headers, otherwise.headers),
  };
}

function duration(name: string, value: unknown): number | undefined {
  if (value === undefined) return undefined;
  if (typeof value === 'number' && value > 0 && value <= LONGEST_MS) return value;
  throw usageError(
    'option_invalid',
    `The option ${name} is a number of milliseconds above 0, up to ${LONGEST_MS}.`,
  );
}

function count(name: string, value: unknown): number | undefined {
  if (value === undefined) return undefined;
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return value;
  throw usageError('option_invalid', `The option ${name} is a whole number from 0.`);
}
