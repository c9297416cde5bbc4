import type { RateLimitPolicy } from '@homestar/sdk/internal';
import { describe, expect, it } from 'vitest';
import { type Charged, chargesOf } from '../../mock-server/src/limits/charges.ts';

const policies: Record<string, RateLimitPolicy> = {
  network: { description: '', scope: 'network', quota: 3_000, windowSeconds: 60 },
  lineage: {
    description: '',
    scope: 'lineage',
    quota: 1_200,
    quotaByRole: { agent: 600 },
    windowSeconds: 60,
  },
};
const operation = { policies: ['network', 'lineage'], cost: 10 };
const charged = (over: Partial<Charged> = {}) =>
  chargesOf(operation, {
    policies,
    role: 'broker',
    overrides: null,
    lineageId: 'lin_1',
    network: '203.0.113.7',
    networkExempt: false,
    ...over,
  });

describe('charges', () => {
  it('are one for each policy of the operation, at its cost, in its order', () => {
    expect(charged()).toEqual([
      { policy: 'network', bucket: '203.0.113.7', quota: 3_000, windowMs: 60_000, cost: 10 },
      { policy: 'lineage', bucket: 'lin_1', quota: 1_200, windowMs: 60_000, cost: 10 },
    ]);
  });

  it('have the quota of the role where the policy names it', () => {
    expect(charged({ role: 'agent' }).map(({ quota }) => quota)).toEqual([3_000, 600]);
  });

  it("have the lineage's own quota before all, also one of 0", () => {
    expect(charged({ role: 'agent', overrides: '{"lineage":5}' }).map(({ quota }) => quota)).toEqual([
      3_000, 5,
    ]);
    expect(charged({ overrides: '{"lineage":0}' })[1]!.quota).toBe(0);
  });

  it('leave the policies of an exempt network out, and no others', () => {
    expect(charged({ networkExempt: true }).map(({ policy }) => policy)).toEqual(['lineage']);
  });

  it('fail loudly where the table lacks a policy, rather than let the request go free', () => {
    expect(() => charged({ policies: {} })).toThrow('network');
  });
});
