import type { Ownership } from '../users/record-owner.ts';

/** A lead belongs to the user who follows it up. */
export const leadOwner: Ownership = {
  member: 'ownerUserId',
  ownOnly: 'Agents keep leads of their own only.',
};
