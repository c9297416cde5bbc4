import type { Refusal } from '../checks/refusal.ts';
import { invalid } from '../operations/invalid.ts';

/** `america/chicago` is `America/Chicago`; a name that the platform's time zones do not have is refused. */
export function timeZoneOf(name: string): string | Refusal {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone;
  } catch {
    return invalid([{ pointer: '/body/timeZone', detail: 'is not a time zone such as America/Chicago' }]);
  }
}
