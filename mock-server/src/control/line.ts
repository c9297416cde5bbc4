import type { ChangeRecord } from '../audit/event.ts';
import { eventText } from '../audit/event-text.ts';
import { isRefusal, type Refusal } from '../checks/refusal.ts';
import { admit } from '../contract/admit.ts';
import { mockAddressFault } from '../contract/mock-address.ts';
import { createRouter } from '../contract/router.ts';
import { validate } from '../contract/validate.ts';
import { type ControlOperationId, controlOperations } from '../generated/control-operations.ts';
import type { Arrival } from '../host/arrival.ts';
import type { Reply } from '../host/call.ts';
import type { Host } from '../host/host.ts';
import { problemReply } from '../problems/problem-reply.ts';
import type { Body } from '../wire/read-body.ts';
import { stamp } from '../wire/stamp.ts';
import { controlHandlers } from './handlers.ts';

type ControlOperation = (typeof controlOperations)[ControlOperationId];

const route = createRouter<ControlOperation>(Object.values(controlOperations));

/** The order of a control call: `receive → validate → handle → record → respond`, without keys and limits. */
export async function answerControl(host: Pick<Host, 'world' | 'reset'>, arrival: Arrival): Promise<Reply> {
  const { world } = host;
  let reply: Reply;
  try {
    const answer = await run(host, arrival);
    reply = isRefusal(answer) ? problemReply(answer, arrival.requestId) : answer;
  } catch (fault) {
    world.report(fault, arrival.requestId);
    reply = problemReply({ refused: 'internal_error', check: { name: 'fault', saw: {} } }, arrival.requestId);
  }
  return stamp(reply, arrival.requestId, host.world.clock.now());
}

async function run(host: Pick<Host, 'world' | 'reset'>, arrival: Arrival): Promise<Reply | Refusal> {
  const admitted = admit(route, arrival, host.world);
  if (isRefusal(admitted)) return admitted;
  const unreadable = mockAddressFault(arrival, host.world);
  if (unreadable) return unreadable;
  const { operation } = admitted;
  const body = operation.body === null ? noBody : await arrival.body();
  if (isRefusal(body)) return body;
  const { requestSchemas } = await import('../generated/control-schemas.ts');
  const input = validate(requestSchemas[operation.id], admitted, arrival, body);
  if (isRefusal(input)) return input;
  const handler = controlHandlers[operation.id] as (typeof controlHandlers)['clock.get'];
  const answer = await handler(input as never, host);
  if (isRefusal(answer)) return answer;
  if (answer.changes) await record(host, arrival, operation, answer.changes);
  const headers = ['Content-Type', 'application/json', 'Cache-Control', 'no-store'];
  return answer.body === undefined
    ? { status: operation.status, headers: headers.slice(2), body: '' }
    : { status: operation.status, headers, body: JSON.stringify(answer.body) };
}

const noBody: Body = { bytes: new Uint8Array(), value: undefined };

/** What QA do to a world stands in its log like everything else. */
async function record(
  { world }: Pick<Host, 'world'>,
  arrival: Arrival,
  { id, status }: ControlOperation,
  changes: readonly ChangeRecord[],
): Promise<void> {
  const now = world.clock.now();
  const { requestId, network, address, head } = arrival;
  const event = eventText({
    at: now,
    requestId,
    actor: { type: 'control' },
    client: { network, address, ...(head.userAgent !== null && { userAgent: head.userAgent }) },
    operationId: id,
    outcome: 'allowed',
    status,
    changes,
  });
  await world.store.commit({ event }, now);
}
