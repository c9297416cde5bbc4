import type { KeyVerification, ProblemCode } from '@homestar/sdk/internal';
import type { Grant, Principal } from '../access/grant.ts';
import { principalOf } from '../access/principal.ts';
import { firstFailure } from '../checks/check.ts';
import { limits } from '../checks/limits.ts';
import { isRefusal, type Refusal } from '../checks/refusal.ts';
import { standing } from '../checks/standing.ts';
import { wanted } from '../checks/wanted.ts';
import { lineageCharges } from '../limits/charges.ts';
import type { Allowance, Charge, Reservation } from '../limits/port.ts';
import { shortfall } from '../limits/shortfall.ts';
import { showAllowance } from '../limits/show-allowance.ts';
import type { Asked, Change, Ports, Result } from '../operations/operation.ts';
import type { KeyRecord } from '../store/port.ts';
import { type ProvenKey, proveKey } from './proven-key.ts';
import { rotationFacts } from './rotation-facts.ts';
import { standingFacts } from './standing-facts.ts';
import { type Wants, wantsOf } from './wants.ts';

type Verified = Result<KeyVerification>;

/** A proven key, and who it acts as. */
interface Shown {
  readonly record: KeyRecord;
  readonly principal: Principal;
}

/** Whether a key that the caller was shown would be accepted now: the checks of a request, in its order. */
export async function keysVerify(asked: Asked<'keys.verify'>, ports: Ports): Promise<Verified | Refusal> {
  const { grant, body } = asked;
  const wants = wantsOf(body);
  if (isRefusal(wants)) return wants;
  const within = (keyId: string) => ports.store.tenant.key(grant, keyId) !== undefined;
  const proven = await proveKey(body.apiKey, ports, within);
  if (!isRefusal(proven)) return verdict(proven, wants, asked, ports);
  // Which key it claimed to be is told to nobody, not even to the log, since its secret was not proven.
  if (proven.refused === 'busy') return proven;
  const verified = { valid: false, code: proven.refused };
  return { body: verified, about: { verified } };
}

async function verdict(
  { record, firstUse }: ProvenKey,
  wants: Wants,
  { grant, caller }: Asked<'keys.verify'>,
  ports: Ports,
): Promise<Verified> {
  const { clock, limiter } = ports;
  const shown: Shown = { record, principal: principalOf(record) };
  const priced = (cost: number) =>
    lineageCharges({ policies: ['lineage'], cost }, record.lineage, ports.policies);
  // Who only looks is told of a key that is used up all the same.
  const asks = priced(Math.max(1, wants.cost));
  const left = await limiter.inspect(asks, clock.now());
  const failed = firstRefusal(shown, wants, { asks, left }, grant, ports);
  if (failed) return answered(shown, failed, left);

  const reservation = await limiter.reserve(priced(wants.cost), clock.now(), null);
  if (reservation.kind === 'exhausted') return answered(shown, 'rate_limited', reservation.allowances);
  // Taken before it is certain, since taking it took time, in which the key may have run out.
  const now = clock.now();
  const barred = firstFailure(standing, standingFacts(record, wants.address, now))?.refused;
  if (barred) {
    await limiter.settle(reservation, [0]);
    return answered(shown, barred, left);
  }
  const first = countsWithCaller(record, caller) ? undefined : firstUse?.(now);
  return answered(shown, null, reservation.allowances, { reservation, ...first });
}

/** The first check of a proven key that fails. */
function firstRefusal(
  { record, principal }: Shown,
  { permission, brokerageId, address }: Wants,
  { asks, left }: { readonly asks: readonly Charge[]; readonly left: readonly Allowance[] },
  grant: Grant,
  { clock, keyRules, store }: Ports,
): ProblemCode | undefined {
  const { lineage } = record;
  const now = clock.now();
  const reachesBrokerage =
    brokerageId !== null &&
    (lineage.role === 'admin'
      ? store.tenant.brokerage(grant, brokerageId) !== undefined
      : lineage.brokerageId === brokerageId);
  const refusal =
    firstFailure(standing, standingFacts(record, address, now)) ??
    firstFailure(limits, { exhausted: shortfall(asks, left) }) ??
    firstFailure(wanted, {
      permission,
      brokerageId,
      reachesBrokerage,
      permissions: principal.permissions,
      ...rotationFacts(record, keyRules, now),
    });
  return refusal?.refused;
}

/** Whether the caller's own first use, which this request is, writes the row that a first use would be written to. */
function countsWithCaller({ key }: KeyRecord, { key: caller }: KeyRecord): boolean {
  return key.id === caller.id || (caller.firstUsedAt === null && key.id === caller.predecessorId);
}

interface Taken extends Partial<Pick<Change, 'puts' | 'schedules' | 'changes'>> {
  readonly reservation: Reservation;
}

/** What is told of a proven key. That it is valid rests on its standing: whoever revokes it meanwhile was first. */
function answered(
  { record, principal }: Shown,
  code: ProblemCode | null,
  left: readonly Allowance[],
  taken?: Taken,
): Verified {
  const { key, lineage, revision, epoch } = record;
  const { keyId, role, permissions } = principal;
  const body: KeyVerification = {
    valid: code === null,
    code,
    keyId,
    role,
    permissions: [...permissions],
    rateLimits: left.map(showAllowance),
  };
  const verified = { valid: body.valid, code };
  const about = { target: key.id, brokerageId: lineage.brokerageId, verified };
  if (!taken) return { body, about };
  const { reservation, puts = [], schedules = [], changes = [] } = taken;
  const relies = [{ keyId: key.id, revision, epoch }];
  return { body, about, reserved: reservation, change: { puts, schedules, relies, changes } };
}
