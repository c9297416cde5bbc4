import { allows, parseEntry } from '../access/allowlist.ts';
import type { InputError, Refusal } from '../checks/refusal.ts';
import type { Asked } from '../operations/operation.ts';
import type { LineageRow } from '../store/rows.ts';

/** An allowlist as it is stored, each entry once and in its canonical spelling, and what is wrong with it. */
export function allowlistOf(entries: readonly string[]): {
  readonly text: string;
  readonly faults: readonly InputError[];
} {
  const faults: InputError[] = [];
  const canonical = new Set<string>();
  for (const [index, entry] of entries.entries()) {
    const parsed = parseEntry(entry);
    if ('text' in parsed) canonical.add(parsed.text);
    else faults.push({ pointer: `/body/ipAllowlist/${index}`, detail: parsed.fault });
  }
  return { text: JSON.stringify([...canonical]), faults };
}

/**
 * Refuses an allowlist that is most likely a mistake, unless the caller says that it is none: one that holds nothing, or
 * one that shuts the caller out of another key of the same owner.
 */
export function lockoutRefusal(
  { body, address, grant }: Pick<Asked<'keys.update'>, 'body' | 'address' | 'grant'>,
  { ipAllowlist, ownerUserId }: Pick<LineageRow, 'ipAllowlist' | 'ownerUserId'>,
): Refusal | undefined {
  if (!body.ipAllowlist || body.allowLockout) return undefined;
  if (ipAllowlist === '[]') return refuse('It is empty, so the key would be accepted from nowhere.', address);
  if (ownerUserId !== grant.principal.ownerUserId || allows(ipAllowlist, address)) return undefined;
  return refuse(`It does not hold ${address}, from where this request comes.`, address);
}

function refuse(detail: string, address: string): Refusal {
  return {
    refused: 'allowlist_lockout',
    check: { name: 'allowlist_lockout', saw: { address } },
    detail,
    errors: [{ pointer: '/body/ipAllowlist', detail }],
  };
}
