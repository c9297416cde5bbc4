import { Secret } from '../key/secret.ts';
import type { Received } from '../transport/transport.ts';
import { isJson, responseInfo } from './answer.ts';
import type { Answered } from './call.ts';
import { malformedError } from './failure.ts';
import { mapPointers } from './pointers.ts';
import type { Ongoing } from './start.ts';

/** Reads an answer of success. What the contract marks as secret comes out as a `Secret`. */
export function parse<T>(call: Ongoing, received: Received): Answered<T> {
  return { data: dataOf(call, received) as T, response: () => responseInfo(received, call.clean) };
}

function dataOf(call: Ongoing, received: Received): unknown {
  if (received.status === 204 || received.text === '') return undefined;
  if (!isJson(received)) throw malformedError(call, received, 'The answer is not JSON by its Content-Type.');
  let data: unknown;
  try {
    data = JSON.parse(received.text);
  } catch {
    // The parser's message quotes the text.
    throw malformedError(call, received, 'The answer cannot be read as JSON.');
  }
  for (const pointer of call.operation.sensitive) mapPointers(data, pointer, seal);
  return data;
}

function seal(value: unknown): unknown {
  return typeof value === 'string' ? new Secret(value) : value;
}
