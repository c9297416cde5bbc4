import type { Role } from '@homestar/sdk/internal';

declare const granted: unique symbol;

/** What of the tenants' data a grant covers. */
export type Reach =
  | { readonly kind: 'all' }
  | { readonly kind: 'brokerage'; readonly brokerageId: string }
  | { readonly kind: 'agent'; readonly brokerageId: string; readonly userId: string }
  | { readonly kind: 'lineage'; readonly lineageId: string };

/** Who acts: the proven key with its lineage, role, brokerage and owner. */
export interface Principal {
  readonly keyId: string;
  readonly lineageId: string;
  readonly role: Role;
  readonly brokerageId: string | null;
  readonly ownerUserId: string;
  /** The role's permissions, narrowed by the lineage's scopes. */
  readonly permissions: ReadonlySet<string>;
}

/**
 * Proof that a request was authorized. Handlers and every tenant-owned method of the store demand one, so
 * that forgetting authorization or isolation does not compile. Made by `authorize` alone (a test holds this).
 */
export interface Grant {
  readonly [granted]: true;
  readonly principal: Principal;
  readonly reach: Reach;
}

export function makeGrant(principal: Principal, reach: Reach): Grant {
  return { principal, reach } as Grant;
}
