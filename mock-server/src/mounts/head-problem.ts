import type { Reply } from '../host/call.ts';
import { newId } from '../operations/new-id.ts';
import { problemReply } from '../problems/problem-reply.ts';
import { systemRandom } from '../time/random.ts';

/** The answer to a head that is no request. It never reached the host, so the id is made here. */
export function headProblem(detail: string): Reply {
  const requestId = newId('req', systemRandom);
  const check = { name: 'head', saw: {} };
  const reply = problemReply({ refused: 'request_head_malformed', check, detail }, requestId);
  return {
    ...reply,
    headers: [...reply.headers, 'Request-Id', requestId, 'Vary', 'X-API-Key'],
    wire: { close: true },
  };
}

/** The same as text, for a connection on which no request could be read. */
export function headProblemText(detail: string): string {
  const { status, headers, body } = headProblem(detail);
  let head = `HTTP/1.1 ${status} Bad Request\r\n`;
  for (let i = 0; i < headers.length; i += 2) head += `${headers[i]}: ${headers[i + 1]}\r\n`;
  return `${head}Content-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`;
}
