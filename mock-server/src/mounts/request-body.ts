import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Call } from '../host/call.ts';

/** Without a body's headers the message is closed already, and would be read as one that was cut off. */
export function bodyOf(request: IncomingMessage): Call['body'] {
  const { headers } = request;
  return 'content-length' in headers || 'transfer-encoding' in headers ? request : nothing;
}

const nothing: Call['body'] = {
  [Symbol.asyncIterator]: () => ({ next: async () => ({ done: true, value: undefined }) }),
};

/** With `Expect: 100-continue` the client sends its body when told to, so a refusal before that spares it. */
export function awaitedBodyOf(request: IncomingMessage, response: ServerResponse): Call['body'] {
  return {
    [Symbol.asyncIterator]() {
      response.writeContinue();
      return request[Symbol.asyncIterator]();
    },
  };
}
