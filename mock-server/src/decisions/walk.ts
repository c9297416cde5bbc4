import type { DecidedCheck } from '@homestar/sdk/internal';
import { firstFailure } from '../checks/check.ts';
import { limits } from '../checks/limits.ts';
import { ownLineage } from '../checks/own-lineage.ts';
import { permission } from '../checks/permission.ts';
import { isRefusal, type Refusal } from '../checks/refusal.ts';
import type { Stage } from '../checks/stage.ts';
import { anywhere, standing } from '../checks/standing.ts';
import { visible } from '../checks/visible.ts';
import { ownLineageRefusal } from '../keys/own-lineage.ts';
import { standingFacts } from '../keys/standing-facts.ts';
import { chargesOf } from '../limits/charges.ts';
import { isNetworkExempt } from '../limits/network-exempt.ts';
import { shortfall } from '../limits/shortfall.ts';
import type { Ports } from '../operations/operation.ts';
import { grantAt } from '../stages/authorize.ts';
import type { KeyRecord } from '../store/port.ts';
import { answered } from './answered.ts';
import { isVisible } from './record.ts';
import type { Trial } from './trial.ts';

export type Facts = Pick<Ports, 'store' | 'clock' | 'limiter' | 'policies' | 'keyRules' | 'profile'>;

/** Asks the checks of a request's stages from `vet` on, in their order, and stops at the first that fails. */
export async function walk(
  trial: Trial,
  key: KeyRecord,
  facts: Facts,
): Promise<{ readonly checks: DecidedCheck[]; readonly refusal: Refusal | undefined }> {
  const { operation, record, at, from } = trial;
  const checks: DecidedCheck[] = [];
  const told = (
    stage: Stage,
    group: readonly { readonly name: string }[],
    refusal: Refusal | undefined,
  ): Refusal | undefined => {
    checks.push(...answered(stage, group, refusal));
    return refusal;
  };

  async function decide(): Promise<Refusal | undefined> {
    const vetted = from ? standing : anywhere;
    const barred = firstFailure(vetted, standingFacts(key, from?.address ?? '', at));
    if (told('vet', vetted, barred)) return barred;

    const limited = firstFailure(limits, { exhausted: await exhausted(trial, key, facts) });
    if (told('limit', limits, limited)) return limited;

    const grant = grantAt(at, operation, key, facts.keyRules);
    if (isRefusal(grant)) return told('authorize', permission, grant);
    told('authorize', permission, undefined);

    if (!record) return undefined;
    const found = await isVisible(record, grant, facts.store);
    const hidden = told('handle', visible, firstFailure(visible, { target: record.id, found }));
    const target = record.parameter === 'keyId' ? facts.store.tenant.key(grant, record.id) : undefined;
    if (hidden || !target) return hidden;
    return told('handle', ownLineage, ownLineageRefusal(operation, grant.principal, target));
  }

  const refusal = await decide();
  return { checks, refusal };
}

/**
 * What is left now, whenever it is asked about: a limiter has no future, and one that was told of it would take what counts
 * now for long past. From nowhere in particular, the network's policies are not asked.
 */
async function exhausted(
  { operation, from }: Trial,
  { lineage }: KeyRecord,
  { clock, limiter, policies, profile }: Facts,
) {
  const charges = chargesOf(operation, {
    policies,
    role: lineage.role,
    overrides: lineage.limits,
    lineageId: lineage.id,
    network: from?.network ?? '',
    networkExempt: !from || isNetworkExempt({ addressGiven: false, peerAddress: from.address }, { profile }),
  });
  return shortfall(charges, await limiter.inspect(charges, clock.now()));
}
