import { type PolicyName, policies, type RateLimitPolicy } from '@homestar/sdk/internal';
import type { Call, Peer, Reply } from '../../mock-server/src/host/call.ts';
import { createHost } from '../../mock-server/src/host/create-host.ts';
import { createQaWorld } from '../../mock-server/src/host/create-world.ts';
import type { Host } from '../../mock-server/src/host/host.ts';
import type { World } from '../../mock-server/src/host/world.ts';

const peer: Peer = { address: '127.0.0.1', encrypted: false };
const body: Call['body'] = { async *[Symbol.asyncIterator]() {} };

/** A seeded world in memory whose allowances no load uses up, or what is made of it. */
export function inProcess(within: (world: World) => World = (world) => world): Promise<Host> {
  return createHost({ makeWorld: async () => within(await createQaWorld({ policies: boundless })) });
}

const boundless = Object.fromEntries(
  Object.keys(policies).map((name) => {
    const { description, scope, windowSeconds }: RateLimitPolicy = policies[name as PolicyName];
    return [name, { description, scope, windowSeconds, quota: 1e9 }];
  }),
);

/** `whoami.get` as a mount hands it over. */
export function whoami(secret: string): Call {
  return { method: 'GET', target: '/v1/whoami', headers: ['Host', 'localhost', 'X-API-Key', secret], body };
}

/** @throws Error where it is answered otherwise. */
export async function expectStatus(host: Host, call: Call, status: number): Promise<Reply> {
  const reply = await host.fetch(call, peer);
  if (reply.status !== status) throw new Error(`Answered ${reply.status}: ${reply.body}`);
  return reply;
}
