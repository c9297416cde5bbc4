import type { OperationTypes, Wire } from '@homestar/sdk/internal';
import { showAllowance } from '../limits/show-allowance.ts';
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
      limits: allowances.map(showAllowance),
    },
    about: { target: keyId, brokerageId },
  };
}
