import type { World } from '../../mock-server/src/host/world.ts';
import { type PlantedKey, plantKey } from '../support/planted.ts';

/** The kinds of caller that the tables of this folder have a column for. */
export const callers = ['admin', 'broker', 'otherBroker', 'agent', 'unscoped', 'narrowed'] as const;

export type Caller = (typeof callers)[number];

/** A key for each caller: two brokerages, Austin for all but `otherBroker`, who is of Denver. */
export async function plantCallers(world: World): Promise<Record<Caller, PlantedKey>> {
  return {
    admin: await plantKey(world, 'adaMoreno'),
    broker: await plantKey(world, 'elenaRuiz'),
    otherBroker: await plantKey(world, 'graceLind'),
    agent: await plantKey(world, 'noahWhite'),
    unscoped: await plantKey(world, 'noahWhite', { lineage: { scopes: '[]' } }),
    narrowed: await plantKey(world, 'elenaRuiz', {
      lineage: { scopes: '["properties:read","keys:read"]' },
    }),
  };
}
