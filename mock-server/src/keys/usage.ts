import type { KeyUsage } from '@homestar/sdk/internal';
import { isRefusal, type Refusal } from '../checks/refusal.ts';
import { lineageCharges } from '../limits/charges.ts';
import { showAllowance } from '../limits/show-allowance.ts';
import { invalid } from '../operations/invalid.ts';
import { notFound } from '../operations/not-found.ts';
import type { Asked, Ports, Result } from '../operations/operation.ts';
import type { DaysAsked } from '../store/port.ts';
import { dateOf, dayAt, dayOf } from '../time/day.ts';
import { formatInstantOrNull } from '../time/instant.ts';

/** How many days after the first one the last one is. Both are counted. */
const usualSpan = 30;
const mostSpan = 366;

/** What a key was used for until now; the request that asks is in the next answer. */
export async function keysUsage(
  { grant, path, query }: Asked<'keys.usage'>,
  { store, clock, limiter, policies }: Pick<Ports, 'store' | 'clock' | 'limiter' | 'policies'>,
): Promise<Result<KeyUsage> | Refusal> {
  const asked = daysAsked(query, clock.now());
  if (isRefusal(asked)) return asked;
  const view = store.tenant.key(grant, path.keyId);
  if (!view) return notFound(path.keyId);

  const { key, lineage } = view;
  const own = Object.keys(policies).filter((name) => policies[name]!.scope === 'lineage');
  const charges = lineageCharges({ policies: own, cost: 0 }, lineage, policies);
  const allowances = await limiter.inspect(charges, clock.now());
  const { last, days } = store.tenant.keyUses(grant, key.id, asked);
  return {
    body: {
      days: days.map(({ day, ...counted }) => ({ date: dateOf(day), ...counted })),
      lastUsedAt: formatInstantOrNull(last?.at ?? null),
      lastNetwork: last?.network ?? null,
      limits: allowances.map(showAllowance),
    },
    about: { target: key.id, brokerageId: lineage.brokerageId },
  };
}

function daysAsked(query: Asked<'keys.usage'>['query'], now: number): DaysAsked | Refusal {
  const to = query.to === undefined ? dayAt(now) : dayOf(query.to);
  const from = query.from === undefined ? to - usualSpan : dayOf(query.from);
  if (from > to)
    return invalid([{ pointer: '/query/from', detail: 'is after the last day that is asked for' }]);
  if (to - from <= mostSpan) return { from, to };
  const pointer = query.to === undefined ? '/query/from' : '/query/to';
  const detail = `puts the first and the last day ${to - from} days apart, and ${mostSpan} is the most`;
  return invalid([{ pointer, detail }]);
}
