const SECONDS = /^\d+$/;

// The three forms of an HTTP-date (RFC 9110, section 5.6.7). Date.parse alone would read `-5` and
// `1.5` as days of 2001, which are long past, and so as no wait at all.
const HTTP_DATES = [
  /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/,
  /^(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day, \d{2}-[A-Z][a-z]{2}-\d{2} \d{2}:\d{2}:\d{2} GMT$/,
  /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) [A-Z][a-z]{2} [ \d]\d \d{2}:\d{2}:\d{2} \d{4}$/,
];

// The comma behind the day of a date parts no members.
const BETWEEN_MEMBERS = /(?<!day|Mon|Tue|Wed|Thu|Fri|Sat|Sun),/;

/**
 * Reads `Retry-After` (RFC 9110, section 10.2.3): seconds, or a date that is measured against the
 * answer's own `Date`, since two clocks seldom agree. Where several headers of the name have become
 * one, the longest wait counts.
 *
 * @param date The `Date` header of the same answer.
 * @param receivedAt When the answer came, in milliseconds since 1970 by the clock here: what an answer
 *   without a usable `Date` is dated by (RFC 9110, section 6.6.1).
 * @returns Milliseconds to wait, or `null` where the header says nothing that can be used.
 */
export function parseRetryAfter(
  value: string | undefined,
  date: string | undefined,
  receivedAt: number,
): number | null {
  const from = parseHttpDate(date?.trim() ?? '') ?? receivedAt;
  const waits = (value ?? '').split(BETWEEN_MEMBERS).flatMap((member) => waitOf(member.trim(), from) ?? []);
  return waits.length === 0 ? null : waits.reduce((longest, wait) => Math.max(longest, wait));
}

function waitOf(member: string, from: number): number | null {
  if (SECONDS.test(member)) return Math.min(Number(member) * 1000, Number.MAX_SAFE_INTEGER);
  const until = parseHttpDate(member);
  return until === null ? null : Math.max(0, until - from);
}

/** Reads an HTTP-date as milliseconds since 1970. */
export function parseHttpDate(text: string): number | null {
  const form = HTTP_DATES.findIndex((pattern) => pattern.test(text));
  if (form < 0) return null;
  // The asctime form has no zone and means GMT; Date.parse would take the machine's own.
  const time = Date.parse(form === 2 ? `${text} GMT` : text);
  return Number.isNaN(time) ? null : time;
}
