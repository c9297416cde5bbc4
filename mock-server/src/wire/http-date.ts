let second = Number.NaN;
let text = '';

/** An instant as an HTTP date; the same second is written out once. */
export function httpDate(instant: number): string {
  const now = Math.floor(instant / 1000);
  if (now !== second) {
    second = now;
    text = new Date(now * 1000).toUTCString();
  }
  return text;
}
