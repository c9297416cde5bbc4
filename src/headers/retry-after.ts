const SECONDS = /^\d+$/;

// The three forms of an HTTP-date (RFC 9110, section 5.6.7). Date.parse alone would read `-5` and
// `1.5` as days of 2001, which are long past, and so as no wait at all.
const HTTP_DATES = [
  /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/,
  /^(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day, \d{2}-[A-Z][a-z]{2}-\d{2} \d{2}:\d{2}:\d{2} GMT$/,
  /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) [A-Z][a-z]{2} [ \d]\d \d{2}:\d{2}:\d{2} \d{4}$/,
];

/**
 * Reads `Retry-After` (RFC 9110, section 10.2.3): seconds, or a date that is measured against the
 * answer's own `Date`, since two clocks seldom agree.
 *
 * @param date The `Date` header of the same answer.
 * @returns Milliseconds to wait, or `null` where the header says nothing that can be used.
 */
export function parseRetryAfter(value: string | undefined, date: string | undefined): number | null {
  const text = value?.trim() ?? '';
  if (SECONDS.test(text)) return Math.min(Number(text) * 1000, Number.MAX_SAFE_INTEGER);
  const until = parseHttpDate(text);
  const from = parseHttpDate(date?.trim() ?? '');
  return until === null || from === null ? null : Math.max(0, until - from);
}

/** Reads an HTTP-date as milliseconds since 1970. */
export function parseHttpDate(text: string): number | null {
  const form = HTTP_DATES.findIndex((pattern) => pattern.test(text));
  if (form < 0) return null;
  // The asctime form has no zone and means GMT; Date.parse would take the machine's own.
  const time = Date.parse(form === 2 ? `${text} GMT` : text);
  return Number.isNaN(time) ? null : time;
}
