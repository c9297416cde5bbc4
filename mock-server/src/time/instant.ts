let second = Number.NaN;
let text = '';

/**
 * An instant as RFC 3339 text in UTC with milliseconds. The text of the latest second is remembered: a
 * busy server writes thousands of instants of the same second, and `toISOString` takes as long as all
 * the rest of an event.
 */
export function formatInstant(at: number): string {
  const whole = Math.floor(at / 1000);
  if (whole !== second) {
    text = new Date(whole * 1000).toISOString().slice(0, -4);
    second = whole;
  }
  const milliseconds = at - whole * 1000;
  return `${text}${milliseconds < 10 ? '00' : milliseconds < 100 ? '0' : ''}${milliseconds}Z`;
}

export function formatInstantOrNull(at: number | null): string | null {
  return at === null ? null : formatInstant(at);
}
