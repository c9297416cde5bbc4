/* Which change each status allows: written by hand, and derived from nothing. */
import { describe, expect, test } from 'vitest';
import { statusRefusal } from '../../mock-server/src/keys/legal.ts';
import { type KeyChange, statusAt, statusTable, usable } from '../../mock-server/src/keys/status.ts';
import { key, lineage } from '../store/rows.ts';
import { people } from '../store/two-brokerages.ts';

const changes = `
status             usable  update  rotate  completeRotation  cancelRotation  suspend  resume  revoke
revoked            no      no      no      no                no              no       no      no
rejected           no      no      no      no                no              no       no      yes
awaiting_approval  no      no      no      no                no              no       no      yes
suspended          no      yes     no      no                yes             no       yes     yes
expired            no      no      no      no                no              no       no      yes
retired            no      no      no      no                no              no       no      yes
not_yet_valid      no      yes     no      no                no              yes      no      yes
retiring           yes     yes     no      yes               yes             yes      no      yes
pending            yes     yes     no      no                no              yes      no      yes
active             yes     yes     yes     yes               yes             yes      no      yes
`;
const [[, , ...names], ...rows] = changes
  .trim()
  .split('\n')
  .map((line) => line.split(/\s+/)) as [string[], ...string[][]];

const now = 5000;
const facts: Readonly<Record<string, readonly [key: object, lineage: object]>> = {
  revoked: [{ revokedAt: 1 }, {}],
  rejected: [{}, { approvedAt: null, rejectedAt: 1 }],
  awaiting_approval: [{}, { approvedAt: null }],
  suspended: [{}, { suspendedAt: 1 }],
  expired: [{}, { expiresAt: now }],
  retired: [{ graceEndsAt: now }, {}],
  not_yet_valid: [{}, { notBefore: now + 1 }],
  retiring: [{ graceEndsAt: now + 1 }, {}],
  pending: [{ predecessorId: 'key_before' }, {}],
  active: [{}, {}],
};
const viewOf = (status: string) => ({
  key: key('key_a', 'lin_a', facts[status]![0]),
  lineage: lineage('lin_a', people.brokerA, facts[status]![1]),
});

test('every status has a row', () => {
  expect(rows.map(([status]) => status)).toEqual(statusTable.map(({ status }) => status));
});

describe.each(rows)('%s', (status, isUsable, ...allowed) => {
  const view = viewOf(status!);

  test('is the status of such a key', () => {
    expect(statusAt(view, now)).toBe(status);
    expect(usable(statusAt(view, now))).toBe(isUsable === 'yes');
  });

  test.each(names.map((name, column) => [name, allowed[column]]))('%s: %s', (name, answer) => {
    const refusal = statusRefusal(name as KeyChange, view, now);
    expect(refusal === undefined).toBe(answer === 'yes');
    if (!refusal) return;
    expect(refusal.refused).toBe(status === 'revoked' ? 'key_already_revoked' : 'key_status_conflict');
    const needed = rows.filter((row) => row[names.indexOf(name) + 2] === 'yes').map(([other]) => other);
    expect(refusal.check.saw).toEqual({ change: name, status, needed });
    expect(refusal.detail).toContain(status!.replaceAll('_', ' '));
  });
});

describe('of two that hold, the one that stands first is told', () => {
  const pairs = rows.flatMap(([first], at) =>
    rows.slice(at + 1).map(([second]) => [first!, second!] as const),
  );
  test.each(pairs.filter(([first, second]) => compatible(first, second)))('%s before %s', (first, second) => {
    const [one, other] = [facts[second]!, facts[first]!];
    const both = {
      key: key('key_a', 'lin_a', { ...one[0], ...other[0] }),
      lineage: lineage('lin_a', people.brokerA, { ...one[1], ...other[1] }),
    };
    expect(statusAt(both, now)).toBe(first);
  });
});

/** Whether no fact of the one takes the place of a fact of the other. */
function compatible(first: string, second: string): boolean {
  const named = (status: string) => facts[status]!.flatMap((part) => Object.keys(part));
  return named(first).every((name) => !named(second).includes(name));
}
