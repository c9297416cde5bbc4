import type { Reply } from '../host/call.ts';
import { newId } from '../operations/new-id.ts';
import { problemReply } from '../problems/problem-reply.ts';
import { systemRandom } from '../time/random.ts';
import { stamp } from '../wire/stamp.ts';

/**
 * The answer to a head that is no request. It never reached the host, so its id is made here and its date is the
 * machine's: what time it is in a world is known only to a request that has come to one. For the same reason it is
 * no event. The log tells what was asked of a world and by whom, and of these bytes neither can be read.
 */
export function headProblem(detail: string): Reply {
  const requestId = newId('req', systemRandom);
  const check = { name: 'head', saw: {} };
  const reply = problemReply({ refused: 'request_head_malformed', check, detail }, requestId);
  return { ...stamp(reply, requestId, Date.now()), wire: { close: true } };
}

/** The same as text, for a connection on which no request could be read. */
export function headProblemText(detail: string): string {
  const { status, headers, body } = headProblem(detail);
  let head = `HTTP/1.1 ${status} Bad Request\r\n`;
  for (let i = 0; i < headers.length; i += 2) head += `${headers[i]}: ${headers[i + 1]}\r\n`;
  return `${head}Content-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`;
}
