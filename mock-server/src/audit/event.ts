import type { Stage } from '../checks/stage.ts';

/** One audit record, as the contract's `AuditEvent` has it, save what the commit adds (`v`, `sequence`). */
export interface EventDraft {
  readonly at: number;
  readonly requestId: string | null;
  readonly clientRequestId?: string;
  readonly actor: Actor;
  readonly client: { readonly network: string; readonly address: string; readonly userAgent?: string } | null;
  readonly operationId?: string;
  readonly brokerageId?: string;
  readonly target?: string;
  readonly outcome: 'allowed' | 'refused' | 'failed';
  readonly status: number;
  readonly code?: string;
  /** The check that failed, with who asked and what it looked at. */
  readonly check?: { readonly stage: Stage; readonly name: string; readonly saw: object };
  readonly charges?: readonly { readonly policy: string; readonly cost: number }[];
  readonly changes: readonly ChangeRecord[];
  readonly aggregate?: { readonly count: number; readonly firstAt: number; readonly lastAt: number };
  /** What was answered about a key that was shown to be verified. */
  readonly verified?: { readonly valid: boolean; readonly code: string | null };
  /** What time brought about, and who is to be told of it. */
  readonly notice?: { readonly kind: string; readonly userId: string };
}

export interface Actor {
  readonly type: 'key' | 'system' | 'control' | 'anonymous';
  readonly keyId?: string;
  /** A key id that was presented and not proven. */
  readonly claimedKeyId?: string;
  readonly lineageId?: string;
  readonly userId?: string;
  readonly role?: string;
}

/** What a change did to one record, as the contract shows that record. */
export interface ChangeRecord {
  readonly target: string;
  readonly before: object | null;
  readonly after: object | null;
  /** What the caller said of it. */
  readonly note?: string;
}
