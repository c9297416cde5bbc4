import type { AuditEvent } from '@homestar/sdk/internal';
import { newListing } from '../support/new-listing.ts';
import { type Answer, createSender } from '../support/send.ts';

interface Body extends Record<string, unknown> {
  readonly id?: string;
  readonly listingKey?: string;
  readonly key?: { readonly id: string };
  readonly secret?: string;
}

/** What the clients were told before the server died. */
export interface Acknowledged {
  /** The Request-Id of every answer. */
  readonly answers: string[];
  /** Of each listing the newest version that was told, by its revision. */
  readonly listings: Map<string, { readonly revision: number; readonly shown: Body }>;
  /** Ids of the keys that were made, with their secrets. */
  readonly keys: Map<string, string>;
}

interface Asking {
  readonly key?: string;
  readonly body?: object;
  readonly headers?: readonly string[];
}

/** Clients of one server, who note what they are told. */
export function createLoad(port: number, secret: string) {
  const sender = createSender(port);
  const told: Acknowledged = { answers: [], listings: new Map(), keys: new Map() };
  let brokerageId: string;
  let listAgentKey: string;
  let clients: Promise<void>[] = [];
  let turn = 0;

  async function call(method: string, target: string, asking: Asking = {}): Promise<Answer<Body>> {
    const { key = secret, body, headers = [] } = asking;
    const text = body && JSON.stringify(body);
    const sent = ['Host', `127.0.0.1:${port}`, 'X-API-Key', key, ...headers];
    if (text)
      sent.push('Content-Type', 'application/json', 'Content-Length', String(Buffer.byteLength(text)));
    const answer = await sender.send<Body>({ method, target, headers: sent, ...(text && { body: text }) });
    told.answers.push(answer.headers.get('Request-Id')!);
    return answer;
  }

  function must(answer: Answer<Body>, status: number): Body {
    if (answer.status !== status) throw new Error(`${answer.status} ${answer.text}`);
    return answer.body;
  }

  function noteListing(answer: Answer<Body>, status: number): void {
    const shown = must(answer, status);
    const revision = Number(JSON.parse(answer.headers.get('ETag')!));
    const known = told.listings.get(shown.listingKey!);
    if (!known || known.revision < revision) told.listings.set(shown.listingKey!, { revision, shown });
  }

  const inTurn = <T>(from: readonly T[]) => from[turn++ % from.length]!;

  async function makeListing() {
    const body = { ...newListing, brokerageId, listAgentKey };
    noteListing(await call('POST', '/v1/properties', { body }), 201);
  }

  async function makeKey() {
    const body = { name: 'Load', purpose: 'Load', role: 'agent', ownerUserId: listAgentKey };
    const made = must(await call('POST', '/v1/keys', { body }), 201);
    told.keys.set(made.key!.id, made.secret!);
  }

  async function changeListing() {
    const sent = { headers: ['If-Match', '*'], body: { listPrice: turn } };
    const target = `/v1/properties/${inTurn([...told.listings.keys()])}`;
    const answer = await call('PATCH', target, sent);
    // 503: overtaken by the others again and again, and nothing was changed.
    if (answer.status !== 503) noteListing(answer, 200);
  }

  /** The deeds of a client, one after the other and over again. */
  const deeds: readonly (() => Promise<unknown>)[] = [
    async () => must(await call('GET', '/v1/properties?limit=5'), 200),
    makeListing,
    changeListing,
    async () => must(await call('GET', '/v1/brokerages/brk_999999999999'), 404),
    async () => must(await call('GET', '/v1/whoami', { key: inTurn([...told.keys.values()]) }), 200),
  ];

  return {
    call,
    /** A brokerage, an agent of it, a key and a listing. */
    async prepare(): Promise<void> {
      const brokerage = { name: 'Barton Creek Realty', timeZone: 'America/Chicago' };
      brokerageId = must(await call('POST', '/v1/brokerages', { body: brokerage }), 201).id!;
      const agent = { role: 'agent', brokerageId, name: 'Noah', email: 'noah@homestar.example' };
      listAgentKey = must(await call('POST', '/v1/users', { body: agent }), 201).id!;
      await makeKey();
      await makeListing();
    },
    /** Resolves when so many answers have come; the clients go on until the server is gone. */
    run({ connections, acknowledged }: { connections: number; acknowledged: number }): Promise<void> {
      const { promise, resolve, reject } = Promise.withResolvers<void>();
      async function client(number: number) {
        for (let i = number; ; i++) {
          if (told.answers.length >= acknowledged) resolve();
          // bcrypt takes its time: one client alone makes keys, and few.
          const deed = number === 0 && i % 10 === 9 ? makeKey : deeds[i % deeds.length]!;
          await deed();
        }
      }
      const gone = (error: NodeJS.ErrnoException) => {
        if (!['ECONNRESET', 'ECONNREFUSED', 'EPIPE'].includes(error.code ?? '')) reject(error);
      };
      clients = Array.from({ length: connections }, (_, number) => client(number).catch(gone));
      return promise;
    },
    /** What all clients were told, once none is under way any more. */
    async settled(): Promise<Acknowledged> {
      await Promise.all(clients);
      sender.close();
      return told;
    },
    async wholeLog(): Promise<AuditEvent[]> {
      const events: AuditEvent[] = [];
      for (let cursor: string | null = ''; cursor !== null; ) {
        const target: string = `/v1/audit-events?limit=100&order=asc${cursor && `&cursor=${cursor}`}`;
        const page: unknown = must(await call('GET', target), 200);
        const { data, nextCursor } = page as { data: AuditEvent[]; nextCursor: string | null };
        events.push(...data);
        cursor = nextCursor;
      }
      return events;
    },
    close: sender.close,
  };
}
