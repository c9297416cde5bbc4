import { networkOf } from '../limits/network.ts';
import { newId } from '../operations/new-id.ts';
import { readBody } from '../wire/read-body.ts';
import { readHead } from '../wire/read-head.ts';
import type { Arrival } from './arrival.ts';
import type { Call, Peer } from './call.ts';
import type { World } from './world.ts';

/** Reads the head of a call once, into what the stages look at. */
export function arrive(call: Call, peer: Peer, world: World, draining: boolean): Arrival {
  const head = readHead(call.headers);
  const question = call.target.indexOf('?');
  const given = world.profile === 'qa' && head.mockClientIp !== null ? networkOf(head.mockClientIp) : null;
  const address = given === null ? peer.address : (head.mockClientIp as string);
  let body: ReturnType<Arrival['body']> | undefined;
  return {
    requestId: newId('req', world.random),
    clientRequestId:
      head.requestId !== null && /^[0-9A-Za-z._:-]{1,128}$/.test(head.requestId) ? head.requestId : null,
    method: call.method,
    target: call.target,
    path: question < 0 ? call.target : call.target.slice(0, question),
    query: question < 0 ? '' : call.target.slice(question + 1),
    head,
    address,
    network: given ?? networkOf(peer.address) ?? peer.address,
    addressGiven: given !== null,
    peerAddress: peer.address,
    encrypted: peer.encrypted,
    draining,
    body: () => {
      body ??= readBody(head, call.body, world.machine);
      return body;
    },
  };
}
