import { z } from 'zod';

/** An instant as RFC 3339 has it, in UTC: `2026-02-01T09:30:00Z`, with up to three digits of a second. */
export function dateTime(): z.ZodString {
  return z.string().check(({ value, issues }) => {
    const shaped = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,3})?Z$/.test(value);
    // Date.parse takes the 30th of February for the 2nd of March, and 24:00 for the next day's midnight.
    if (shaped && isoOf(value)?.startsWith(value.slice(0, 19))) return;
    issues.push({ code: 'custom', input: value, message: 'is not a UTC time such as 2026-02-01T09:30:00Z' });
  });
}

/** A day of the calendar, such as `2026-02-01`. */
export function date(): z.ZodString {
  return z.string().check(({ value, issues }) => {
    if (/^\d{4}-\d\d-\d\d$/.test(value) && isoOf(value)?.startsWith(value)) return;
    issues.push({ code: 'custom', input: value, message: 'is not a date such as 2026-02-01' });
  });
}

function isoOf(value: string): string | null {
  const at = Date.parse(value);
  return Number.isNaN(at) ? null : new Date(at).toISOString();
}
