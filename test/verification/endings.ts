import { fixtureId } from '../../mock-server/src/fixtures/fixture-id.ts';
import { austin } from '../../mock-server/src/fixtures/people.ts';
import { amend, closeBrokerage, deactivateUser, type PlantedKey } from '../support/planted.ts';
import type { QaServer } from '../support/server.ts';

/** What ends a key of Noah White without a call of the API: its name, the answer from then on, how it happens. */
export const endings = [
  [
    'the owner is deactivated',
    401,
    'owner_deactivated',
    ({ world }: QaServer) => deactivateUser(world, fixtureId('usr', 'noahWhite')),
  ],
  [
    'the brokerage is closed',
    403,
    'brokerage_closed',
    ({ world }: QaServer) => closeBrokerage(world, austin),
  ],
  [
    'the key is suspended',
    401,
    'key_suspended',
    ({ world }: QaServer, key: PlantedKey) => amend(world, key, { suspendedAt: 1 }),
  ],
  [
    'the key has expired',
    401,
    'key_expired',
    ({ world, clock }: QaServer, key: PlantedKey) => amend(world, key, { expiresAt: clock.now() }),
  ],
  [
    'the approval is taken back',
    401,
    'key_awaiting_approval',
    ({ world }: QaServer, key: PlantedKey) => amend(world, key, { approvedAt: null }),
  ],
] as const;
