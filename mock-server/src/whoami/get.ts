import type { OperationTypes, Wire } from '@homestar/sdk/internal';
import type { Asked, Result } from '../operations/operation.ts';
import { formatInstantOrNull } from '../time/instant.ts';

export function whoamiGet({
  grant,
  caller,
  allowances,
}: Asked<'whoami.get'>): Result<Wire<OperationTypes['whoami.get']['answer']>> {
  const { keyId, lineageId, role, brokerageId, ownerUserId, permissions } = grant.principal;
  return {
    body: {
      keyId,
      lineageId,
      role,
      brokerageId,
      ownerUserId,
      permissions: [...permissions],
      expiresAt: formatInstantOrNull(caller.lineage.expiresAt),
      limits: allowances.map(({ policy, quota, windowMs, remaining }) => ({
        policy,
        quota,
        windowSeconds: windowMs / 1000,
        remaining,
      })),
    },
    about: { target: keyId, brokerageId },
  };
}
