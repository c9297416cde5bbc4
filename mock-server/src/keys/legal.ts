import type { Refusal } from '../checks/refusal.ts';
import type { KeyAndLineage } from '../store/port.ts';
import { type KeyChange, statusAt, statusesFor } from './status.ts';

/** Refuses what the status of a key does not allow. */
export function statusRefusal(change: KeyChange, key: KeyAndLineage, now: number): Refusal | undefined {
  const status = statusAt(key, now);
  const needed = statusesFor(change);
  if (needed.includes(status)) return undefined;
  return {
    refused: status === 'revoked' ? 'key_already_revoked' : 'key_status_conflict',
    check: { name: 'status_allows', saw: { change, status, needed } },
    detail: `The key is ${inWords(status)}. This can be done while it is ${needed.map(inWords).join(', ')}.`,
  };
}

const inWords = (status: string) => status.replaceAll('_', ' ');
