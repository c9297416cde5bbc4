import type { Asking, QaServer } from '../support/server.ts';

/** A request under an Idempotency-Key. */
export interface Once extends Asking {
  readonly value: string;
  readonly method?: string;
  readonly target: string;
}

export function once<Body>(
  { call }: Pick<QaServer, 'call'>,
  { value, method = 'POST', target, headers = [], ...asking }: Once,
) {
  return call<Body>(method, target, { ...asking, headers: [...headers, 'Idempotency-Key', value] });
}

export const agentKey = { name: 'Feed', purpose: 'Publishes our listings.', role: 'agent' };
export const lakeside = { name: 'Lakeside Homes', timeZone: 'America/Chicago' };

/** How many records a list has. */
export async function count({ call, keys }: QaServer, target: string): Promise<number> {
  const { body } = await call<{ data: unknown[] }>('GET', `${target}?limit=100`, { key: keys.admin });
  return body.data.length;
}
