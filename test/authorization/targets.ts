import { fixtureId } from '../../mock-server/src/fixtures/fixture-id.ts';
import { austin, denver, type Person } from '../../mock-server/src/fixtures/people.ts';
import type { World } from '../../mock-server/src/host/world.ts';
import { everything, type PlantedKey, plantKey } from '../support/planted.ts';
import type { Caller } from './callers.ts';

/** Records of one place, by what a call may be aimed at. */
export interface Place {
  readonly brokerageId: string;
  /** The agent whose listing this is, and another agent of the same brokerage with one of theirs. */
  readonly userId: string;
  readonly listingKey: string;
  readonly colleagueId: string;
  readonly colleagueListingKey: string;
  readonly keyId: string;
  /** An event about this brokerage. */
  readonly eventId: string;
}

export interface Targets {
  readonly self: string;
  readonly own: Place;
  readonly foreign: Place;
  readonly absent: Place;
}

const agents = {
  [austin]: ['noahWhite', 'priyaRama'],
  [denver]: ['tomasVega', 'hannahCol'],
} as const satisfies Record<string, readonly [Person, Person]>;

/** Ids of the form that the records have, and of none of them. */
const absent: Place = {
  brokerageId: 'brk_000000000000',
  userId: 'usr_000000000000',
  listingKey: 'lst_000000000000',
  colleagueId: 'usr_000000000001',
  colleagueListingKey: 'lst_000000000000',
  keyId: 'key_000000000000',
  eventId: 'evt_999999999',
};

/** What a caller may aim at, made anew for each, so that no call finds what another has left. */
export async function targetsOf(world: World, caller: Caller, { id }: PlantedKey): Promise<Targets> {
  const [home, abroad] = caller === 'otherBroker' ? [denver, austin] : [austin, denver];
  return { self: id, own: await placeOf(world, home), foreign: await placeOf(world, abroad), absent };
}

async function placeOf(world: World, brokerageId: string): Promise<Place> {
  const [agent, colleague] = agents[brokerageId]!;
  const key = await plantKey(world, colleague);
  return {
    brokerageId,
    userId: fixtureId('usr', agent),
    listingKey: listingOf(world, agent),
    colleagueId: fixtureId('usr', colleague),
    colleagueListingKey: listingOf(world, colleague),
    keyId: key.id,
    eventId: await eventAbout(world, brokerageId),
  };
}

/** A listing that the person has now. */
export function listingOf(world: World, person: Person): string {
  const filter = { sort: 'listPrice' } as const;
  const { rows } = world.store.tenant.properties(everything, filter, { limit: 1000, after: null });
  return rows.find(({ listAgentKey }) => listAgentKey === fixtureId('usr', person))!.listingKey;
}

async function eventAbout(world: World, brokerageId: string): Promise<string> {
  const at = new Date(world.clock.now()).toISOString();
  const event = `"at":"${at}","actor":{"type":"system"},"brokerageId":"${brokerageId}","outcome":"allowed","status":200,"changes":[]}`;
  const committed = await world.store.commit({ event }, world.clock.now());
  return `evt_${(committed as { sequence: number }).sequence}`;
}
