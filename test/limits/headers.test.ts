import { parseRateLimit, parseRateLimitPolicy } from '@homestar/sdk/internal';
import { expect, it } from 'vitest';
import { rateLimitHeaders } from '../../mock-server/src/limits/headers.ts';

it('writes both fields, the time rounded up so that nobody comes back a moment early', () => {
  expect(
    rateLimitHeaders([
      { policy: 'network', quota: 3_000, windowMs: 60_000, remaining: 2_998, resetMs: 59_001 },
      { policy: 'lineage', quota: 1_200, windowMs: 60_000, remaining: 1_200, resetMs: 0 },
    ]),
  ).toEqual([
    'RateLimit',
    '"network";r=2998;t=60, "lineage";r=1200;t=0',
    'RateLimit-Policy',
    '"network";q=3000;w=60, "lineage";q=1200;w=60',
  ]);
});

it('is read by the SDK as it was meant', () => {
  const [, state, , quota] = rateLimitHeaders([
    { policy: 'rows', quota: 50_000, windowMs: 86_400_000, remaining: 3, resetMs: 1 },
  ]);
  expect(parseRateLimit(state!)).toEqual([{ policy: 'rows', remaining: 3, resetSeconds: 1 }]);
  expect(parseRateLimitPolicy(quota!)).toEqual([{ policy: 'rows', quota: 50_000, windowSeconds: 86_400 }]);
});

it('writes nothing where nothing was charged', () => {
  expect(rateLimitHeaders([])).toEqual([]);
});
