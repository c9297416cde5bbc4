import type { KeyVerifyParams } from '@homestar/sdk/internal';
import {
  isFault,
  type PermissionExpression,
  readPermissionExpression,
} from '../access/permission-expression.ts';
import type { Refusal } from '../checks/refusal.ts';
import { invalid } from '../operations/invalid.ts';
import { plainAddress } from '../wire/address.ts';

/** What a key that somebody was shown is wanted for. */
export interface Wants {
  readonly permission: PermissionExpression | null;
  readonly brokerageId: string | null;
  /** Empty where it is not known: no allowlist holds that. */
  readonly address: string;
  readonly cost: number;
}

/** What is asked of the key, or what in it means nothing. */
export function wantsOf({
  permission,
  brokerageId,
  ipAddress,
  cost = 1,
}: Omit<KeyVerifyParams, 'apiKey'>): Wants | Refusal {
  const expression = permission === undefined ? null : readPermissionExpression(permission);
  if (expression !== null && isFault(expression)) {
    const { position, fault } = expression;
    return invalid([{ pointer: '/body/permission', detail: `at character ${position}: ${fault}` }]);
  }
  const address = ipAddress === undefined ? '' : plainAddress(ipAddress);
  if (address === null) {
    const detail = 'is not an IPv4 address, nor an IPv6 one without a zone';
    return invalid([{ pointer: '/body/ipAddress', detail }]);
  }
  return { permission: expression, brokerageId: brokerageId ?? null, address, cost };
}
