import type { Ownership } from '../users/record-owner.ts';

/** A listing belongs to the user who lists it. */
export const lister: Ownership = {
  member: 'listAgentKey',
  ownOnly: 'Agents list in their own name only.',
};
