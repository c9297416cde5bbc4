import type { Core } from '../core.ts';
import { usageError } from '../errors/usage.ts';
import { deadlineError } from './failure.ts';
import type { Ongoing } from './start.ts';

/**
 * Lets an attempt go: not on a closed client, not after the end of the call, not after its deadline.
 *
 * @returns How long the attempt may take, in milliseconds.
 */
export function gate(core: Core, call: Ongoing): number {
  if (call.life.aborted) throw call.life.reason;
  if (core.closing !== null) throw usageError('client_closed', 'The client is closed.');
  const left = call.deadlineAt - core.runtime.now();
  if (left <= 0) throw deadlineError(call);
  return Math.min(call.settings.timeoutMs, left);
}
