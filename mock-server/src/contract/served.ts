import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { isRefusal } from '../checks/refusal.ts';
import type { Arrival } from '../host/arrival.ts';
import type { Reply } from '../host/call.ts';
import type { World } from '../host/world.ts';
import { problemReply } from '../problems/problem-reply.ts';
import { stamp } from '../wire/stamp.ts';
import { admit } from './admit.ts';
import { createRouter } from './router.ts';

/** Where the contracts are served, and the package that holds each. */
const documents = [
  { method: 'GET', path: '/openapi.json', keyed: false, file: '@homestar/sdk/openapi.json' },
  { method: 'GET', path: '/_mock/openapi.json', keyed: false, file: '@homestar/mock-server/openapi.json' },
] as const;

const route = createRouter<(typeof documents)[number]>(documents);
const { resolve } = createRequire(import.meta.url);

/** Whether a path is that of a contract; the control API's has none in the strict profile. */
export function isContract({ path }: Arrival, { profile }: Pick<World, 'profile'>): boolean {
  return path === '/openapi.json' || (path === '/_mock/openapi.json' && profile === 'qa');
}

/** The contract that this server keeps, as it ships. Needs no key, and is no event: it is the same for everybody. */
export async function answerContract(arrival: Arrival, world: World): Promise<Reply> {
  const admitted = admit(route, arrival, world);
  const now = world.clock.now();
  if (isRefusal(admitted)) return stamp(problemReply(admitted, arrival.requestId), arrival.requestId, now);
  const body = await readFile(resolve(admitted.operation.file), 'utf8');
  const headers = ['Content-Type', 'application/json', 'Cache-Control', 'no-cache'];
  return stamp({ status: 200, headers, body }, arrival.requestId, now);
}
