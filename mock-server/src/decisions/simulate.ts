import { type DecidedCheck, problems, redact, type Simulation } from '@homestar/sdk/internal';
import { isRefusal, type Refusal } from '../checks/refusal.ts';
import { invalid } from '../operations/invalid.ts';
import { notFound } from '../operations/not-found.ts';
import type { Asked, Result } from '../operations/operation.ts';
import { formatInstant } from '../time/instant.ts';
import { trialOf } from './trial.ts';
import { type Facts, walk } from './walk.ts';

/** Reads only, and charges nobody but who asks: the key that is asked about is neither used nor recorded as an actor. */
export async function decisionsSimulate(
  { grant, body }: Asked<'decisions.simulate'>,
  ports: Facts,
): Promise<Result<Simulation> | Refusal> {
  const trial = trialOf(body, ports.clock.now());
  if (isRefusal(trial)) return trial;
  const within = ports.store.tenant.key(grant, body.keyId);
  const key = within && ports.store.credentials.read(body.keyId);
  if (!key) return notFound(body.keyId);
  const { createdAt } = key.key;
  if (trial.at < createdAt) {
    return invalid([
      { pointer: '/body/at', detail: `lies before the key was made, ${formatInstant(createdAt)}` },
    ]);
  }

  const { checks, refusal } = await walk(trial, key, ports);
  const { status } = refusal ? problems[refusal.refused] : trial.operation;
  return {
    body: {
      allowed: !refusal,
      status,
      ...(refusal && { code: refusal.refused }),
      checks: redact(checks) as DecidedCheck[],
    },
    about: { target: key.key.id, brokerageId: key.lineage.brokerageId },
  };
}
