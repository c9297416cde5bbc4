import { Agent, type IncomingMessage, request } from 'node:http';

/** An answer as it came over the wire. */
export interface Answer<Body> {
  readonly status: number;
  readonly headers: {
    /** The value, those of several lines joined by a comma; undefined where there is none. */
    get(name: string): string | undefined;
    /** One entry a line. */
    all(name: string): readonly string[];
    /** Name, value, … */
    readonly raw: readonly string[];
  };
  readonly text: string;
  /** The text as JSON; undefined where there is none. */
  readonly body: Body;
}

export interface Sent {
  readonly method: string;
  readonly target: string;
  /** Name, value, … exactly as they go out. */
  readonly headers: readonly string[];
  readonly body?: string | Uint8Array;
}

/** Sends requests over real connections. */
export function createSender(port: number) {
  const agent = new Agent({ keepAlive: true });
  return {
    close: () => agent.destroy(),
    async send<Body>({ method, target, headers, body }: Sent): Promise<Answer<Body>> {
      const response = await new Promise<IncomingMessage>((resolve, reject) => {
        const outgoing = request({
          host: '127.0.0.1',
          port,
          method,
          path: target,
          agent,
          // Node takes the raw list as it is: doubled names and odd spellings included.
          headers: headers as unknown as Record<string, string>,
        });
        outgoing.once('response', resolve);
        // A server that refuses a body early also cuts it off, after it has answered.
        outgoing.on('error', reject);
        outgoing.end(body);
      });
      const chunks: Buffer[] = [];
      for await (const chunk of response) chunks.push(chunk as Buffer);
      return answerOf(response.statusCode!, response.rawHeaders, Buffer.concat(chunks).toString());
    },
  };
}

export function answerOf<Body>(status: number, raw: readonly string[], text: string): Answer<Body> {
  const all = (name: string) =>
    raw.filter((_, i) => i % 2 === 1 && raw[i - 1]!.toLowerCase() === name.toLowerCase());
  const headers = {
    raw,
    all,
    get: (name: string) => (all(name).length === 0 ? undefined : all(name).join(', ')),
  };
  return { status, headers, text, body: (text === '' ? undefined : JSON.parse(text)) as Body };
}
