import type { StandingFacts } from '../checks/standing.ts';
import type { KeyRecord } from '../store/port.ts';
import { statusAt } from './status.ts';

/** What the standing of a key is judged by: its record, from where it is used and when. */
export function standingFacts(record: KeyRecord, address: string, now: number): StandingFacts {
  return { record, status: statusAt(record, now), address };
}
