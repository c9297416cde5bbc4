import { Backlog } from './backlog.ts';
import { type Bucket, type Buckets, createBuckets } from './buckets.ts';
import { amountOf } from './charges.ts';
import type { Allowance, Charge, Exhausted, Limiter, Reservation } from './port.ts';

/** What a reservation took, so that it can be given back; null once it is settled. */
interface Taken extends Reservation {
  taken: { readonly bucket: Bucket; readonly amount: number; readonly free: number }[] | null;
}

/**
 * The limiter of one process. No step of `reserve` awaits anything, so that two never interleave.
 *
 * @param bucketsPerPolicy Beyond it, newcomers share an allowance until others have theirs back.
 */
export function createMemoryLimiter({
  bucketsPerPolicy = 100_000,
}: {
  bucketsPerPolicy?: number;
} = {}): Limiter {
  const policies = new Map<string, Buckets>();
  let latest = 0;

  // Should the clock step back, time stands still here: what has come back is not taken away again, and what
  // counts goes on counting.
  const advance = (now: number) => {
    latest = Math.max(latest, now);
    return latest;
  };

  function bucketsOf(charge: Charge): Buckets {
    let buckets = policies.get(charge.policy);
    if (!buckets) {
      buckets = createBuckets(charge.windowMs, bucketsPerPolicy);
      policies.set(charge.policy, buckets);
    }
    return buckets;
  }

  function refuse(charges: readonly Charge[], opened: readonly Bucket[], now: number, caller: string | null) {
    let last: { charge: Charge; backlog: Backlog; at: number } | undefined;
    for (const [index, charge] of charges.entries()) {
      const bucket = opened[index]!;
      if (fits(bucket, charge, now)) continue;
      bucket.backlog ??= new Backlog(bucket.window);
      const at = bucket.backlog.slot(now, amountOf(charge), charge.quota, caller);
      if (!last || at > last.at) last = { charge, backlog: bucket.backlog, at };
    }
    const { charge, backlog, at } = last!;
    return { exhausted: charge, until: backlog.promise(now, at, amountOf(charge), caller) };
  }

  return {
    async reserve(charges, asked, caller): Promise<Reservation | Exhausted> {
      const now = advance(asked);
      const opened = charges.map((charge) => bucketsOf(charge).open(charge.bucket, now));
      if (!charges.every((charge, index) => fits(opened[index]!, charge, now))) {
        const { exhausted, until } = refuse(charges, opened, now, caller);
        return {
          kind: 'exhausted',
          exhausted,
          waitMs: until - asked,
          allowances: allowancesOf(charges, opened, now),
        };
      }
      const taken = charges.map((charge, index) => {
        const bucket = opened[index]!;
        const amount = amountOf(charge);
        return { bucket, amount, free: bucket.window.take(now, amount, charge.quota) };
      });
      const reservation: Taken = {
        kind: 'reserved',
        at: now,
        charges,
        allowances: allowancesOf(charges, opened, now),
        taken,
      };
      return reservation;
    },

    async settle(reservation, used) {
      const { taken } = reservation as Taken;
      (reservation as Taken).taken = null;
      for (const [index, { bucket, amount, free }] of (taken ?? []).entries()) {
        const kept = Math.max(0, used[index] ?? amount);
        if (kept < amount) bucket.window.giveBack(free, amount - kept);
      }
    },

    async inspect(charges, asked) {
      const now = advance(asked);
      const found = charges.map((charge) => policies.get(charge.policy)?.find(charge.bucket));
      return allowancesOf(charges, found, now);
    },
  };
}

function fits({ window }: Bucket, charge: Charge, now: number): boolean {
  return window.left(now, charge.quota) >= amountOf(charge);
}

function allowancesOf(
  charges: readonly Charge[],
  buckets: readonly (Bucket | undefined)[],
  now: number,
): Allowance[] {
  return charges.map(({ policy, quota, windowMs }, index) => {
    const window = buckets[index]?.window;
    const used = window?.used(now) ?? 0;
    const resetMs = used === 0 ? 0 : window!.nextFree(now) - now;
    return { policy, quota, windowMs, remaining: Math.max(0, quota - used), resetMs };
  });
}
