import { describe, expect, it } from 'vitest';
import { createBuckets } from '../../mock-server/src/limits/buckets.ts';
import { createMemoryLimiter } from '../../mock-server/src/limits/memory-limiter.ts';

const NOW = 1_800_000_000_000;
const from = (network: number) => ({
  policy: 'network',
  bucket: `2001:db8:0:${network.toString(16)}::/64`,
  quota: 5,
  windowMs: 60_000,
  cost: 5,
});

describe('attack: a caller pushes its own charges out of memory by coming from many networks', () => {
  it('finds them all still counted', async () => {
    const limiter = createMemoryLimiter({ bucketsPerPolicy: 100 });
    await limiter.reserve([from(0)], NOW, null);
    for (let network = 1; network < 5_000; network++)
      await limiter.reserve([from(network)], NOW + network, null);
    expect((await limiter.reserve([from(0)], NOW + 5_000, null)).kind).toBe('exhausted');
  });

  it('gains nothing by those that found no room: they share one allowance', async () => {
    const limiter = createMemoryLimiter({ bucketsPerPolicy: 100 });
    let admitted = 0;
    for (let network = 0; network < 5_000; network++) {
      if ((await limiter.reserve([from(network)], NOW, null)).kind === 'reserved') admitted++;
    }
    expect(admitted).toBe(101);
  });

  it('gains nothing by getting a bucket of its own while the shared one still counts', async () => {
    const limiter = createMemoryLimiter({ bucketsPerPolicy: 1 });
    await limiter.reserve([from(1)], NOW, null);
    // Admitted in the shared bucket; then the only other one becomes free.
    expect((await limiter.reserve([from(2)], NOW + 30_000, null)).kind).toBe('reserved');
    expect((await limiter.reserve([from(2)], NOW + 60_000, null)).kind).toBe('exhausted');
    expect((await limiter.reserve([from(2)], NOW + 90_000, null)).kind).toBe('reserved');
  });
});

describe('buckets', () => {
  it('make room of themselves as soon as others are idle', () => {
    const buckets = createBuckets(60_000, 100);
    for (let i = 0; i < 100; i++) buckets.open(`a${i}`, NOW).window.take(NOW, 1, 5);
    const later = NOW + 60_000;
    const fresh = Array.from({ length: 100 }, (_, i) => {
      const bucket = buckets.open(`b${i}`, later);
      bucket.window.take(later, 1, 5);
      return bucket;
    });
    expect(new Set(fresh).size).toBe(100);
    expect(buckets.find('a0')).toBeUndefined();
  });
});
