import type { Grant } from '../access/grant.ts';
import type { Refusal } from '../checks/refusal.ts';

/**
 * Brokers manage agents. Who could make brokers could make an owner for a key of its own rank beside its own, and who
 * could change them could shut its equals out.
 */
export function onlyAgents({ principal }: Grant, role: string): Refusal | undefined {
  if (principal.role === 'admin' || role === 'agent') return undefined;
  const saw = { role, by: principal.role };
  const detail = 'Brokers manage users of role agent.';
  return { refused: 'permission_denied', check: { name: 'permission', saw }, detail };
}
