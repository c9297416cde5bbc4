import type { Lead } from '@homestar/sdk/internal';
import type { LeadRow } from '../store/rows.ts';
import { formatInstant } from '../time/instant.ts';

/** A lead as the contract shows it. */
export function showLead({ revision: _, createdAt, modifiedAt, ...row }: LeadRow): Lead {
  return { ...row, createdAt: formatInstant(createdAt), modifiedAt: formatInstant(modifiedAt) };
}
