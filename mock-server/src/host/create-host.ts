import { answerContract, isContract } from '../contract/served.ts';
import { answerControl } from '../control/line.ts';
import { answer } from '../line.ts';
import { problemReply } from '../problems/problem-reply.ts';
import { stamp } from '../wire/stamp.ts';
import type { Arrival } from './arrival.ts';
import { arrive } from './arrive.ts';
import type { Call, Peer, Reply } from './call.ts';
import { allowOrigin, answerPreflight, isPreflight } from './cors.ts';
import type { Host } from './host.ts';
import type { World } from './world.ts';

/**
 * Holds the default world. Requests in flight are counted per world, so that a reset can swap a fresh one in at once
 * and the old one closes when its last request has been answered.
 */
export async function createHost({ makeWorld }: { makeWorld(): Promise<World> }): Promise<Host> {
  let current = inhabited(await makeWorld());
  let draining = false;

  const host: Host = {
    async fetch(call: Call, peer: Peer): Promise<Reply> {
      const { world, enter, leave } = current;
      enter();
      try {
        const arrival = arrive(call, peer, world, draining);
        const reply = world.profile === 'qa' ? answerQa(host, world, arrival) : answerStrict(world, arrival);
        return await reply.catch((fault) => failed(world, arrival, fault));
      } finally {
        leave();
      }
    },
    get world() {
      return current.world;
    },
    async reset() {
      const old = current;
      current = inhabited(await makeWorld());
      old.retire().catch((fault) => old.world.report(fault, null));
    },
    drain() {
      draining = true;
    },
    close: () => current.retire(),
  };
  return host;
}

/** What failed here is the commit, or what comes after it: there is no event that could tell. */
function failed(world: World, { requestId }: Arrival, fault: unknown): Reply {
  world.report(fault, requestId);
  const reply = problemReply({ refused: 'internal_error', check: { name: 'fault', saw: {} } }, requestId);
  return stamp(reply, requestId, world.clock.now());
}

function answerStrict(world: World, arrival: Arrival): Promise<Reply> {
  return isContract(arrival, world) ? answerContract(arrival, world) : answer(world, arrival);
}

async function answerQa(host: Host, world: World, arrival: Arrival): Promise<Reply> {
  if (isPreflight(arrival)) return answerPreflight(arrival, world);
  const control = arrival.path.startsWith('/_mock/') && !isContract(arrival, world);
  return allowOrigin(await (control ? answerControl(host, arrival) : answerStrict(world, arrival)), arrival);
}

/** A world with the number of requests that are in it. */
function inhabited(world: World) {
  let inside = 0;
  let retired: PromiseWithResolvers<void> | undefined;
  const closeIfEmpty = () => {
    if (retired && inside === 0) retired.resolve(world.close());
  };
  return {
    world,
    enter() {
      inside++;
    },
    leave() {
      inside--;
      closeIfEmpty();
    },
    /** Closes it once it is empty. */
    retire(): Promise<void> {
      retired ??= Promise.withResolvers<void>();
      closeIfEmpty();
      return retired.promise;
    },
  };
}
