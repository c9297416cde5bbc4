import type { KeyAndLineage } from '../store/port.ts';
import { expiringMs } from './schedule.ts';
import { statusAt, usable } from './status.ts';

/** What a proven key is told of itself on every answer: name, value, … */
export function keyHeaders(told: KeyAndLineage, now: number): string[] {
  const { key, lineage } = told;
  const headers = ['Api-Key-Lineage', lineage.id];
  // Most keys have neither an end nor a successor.
  if (key.graceEndsAt === null && lineage.expiresAt === null && key.successorId === null) return headers;
  if (!usable(statusAt(told, now))) return headers;
  const endsAt = endOf(told, now);
  // A date as in RFC 9651, section 3.3.7.
  if (endsAt !== null) headers.push('Api-Key-Expires', `@${Math.floor(endsAt / 1000)}`);
  // Grace that the successor's first use began: who sends this key has the other. A planned revocation proves no such thing.
  const endsByRotation = key.graceEndsAt !== null && key.revocationReason === null;
  if (key.successorId !== null && !endsByRotation) headers.push('Api-Key-Successor', key.successorId);
  return headers;
}

/** When a retiring key ends, or one whose life is nearly over. */
function endOf({ key, lineage }: KeyAndLineage, now: number): number | null {
  const { graceEndsAt } = key;
  const { expiresAt } = lineage;
  const nearly = expiresAt !== null && expiresAt - now <= expiringMs ? expiresAt : null;
  return graceEndsAt === null || nearly === null ? (graceEndsAt ?? nearly) : Math.min(graceEndsAt, nearly);
}
