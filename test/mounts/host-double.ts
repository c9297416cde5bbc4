import type { Call, Peer, Reply } from '../../mock-server/src/host/call.ts';

export interface HostDouble {
  readonly calls: { readonly call: Call; readonly peer: Peer }[];
  fetch(call: Call, peer: Peer): Promise<Reply>;
}

/** A host that answers as it is told, so that a test sees what the mount alone does. */
export function createHostDouble(answer: (call: Call, peer: Peer) => Promise<Reply> | Reply): HostDouble {
  const calls: HostDouble['calls'] = [];
  return {
    calls,
    async fetch(call, peer) {
      calls.push({ call, peer });
      return answer(call, peer);
    },
  };
}

export const echo = (call: Call): Reply => ({
  status: 200,
  headers: ['X-Target', call.target],
  body: call.target,
});

export async function readAll(body: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of body) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}
