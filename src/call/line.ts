import type { ClientOperation } from '../contract/operation.ts';
import type { Core } from '../core.ts';
import type { HomeStarError } from '../errors/base.ts';
import { build } from './build.ts';
import type { Answered } from './call.ts';
import type { Input } from './caller.ts';
import { classify } from './classify.ts';
import { gate } from './gate.ts';
import type { CallOptions } from './options.ts';
import { parse } from './parse.ts';
import type { Settings } from './settings.ts';
import { end, type Ongoing, start } from './start.ts';
import { rest, waitBefore } from './wait.ts';

/** A call from its beginning to its answer, every stage in its place. */
export async function runLine<T>(
  core: Core,
  operation: ClientOperation,
  input: Input,
  defaults: Settings,
  options: CallOptions | undefined,
): Promise<Answered<T>> {
  const call = start(core, operation, defaults, options);
  try {
    const request = build(core, call, input);
    for (;;) {
      const timeoutMs = gate(core, call);
      const key = operation.keyed ? core.ring.pick() : null;
      call.attempts++;
      const outcome = await core.transport.send(request, key, timeoutMs, call.life);
      const verdict = classify(core, call, outcome);
      if (verdict.next === 'parse') return parse(call, verdict.received);
      if (verdict.next === 'fail') throw verdict.error;
      const wait = waitBefore(call, verdict.askedMs, core.runtime);
      if (wait === null || core.closing !== null) throw verdict.error;
      tell(core, call, verdict.error, wait);
      await rest(core.runtime, wait, call.life);
      if (core.closing !== null) throw verdict.error;
    }
  } finally {
    end(core, call);
  }
}

function tell(core: Core, call: Ongoing, { code, status, requestId }: HomeStarError, waitMs: number): void {
  core.emit({
    type: 'retry',
    operation: call.operation.id,
    callId: call.callId,
    attempt: call.attempts,
    waitMs: Math.ceil(waitMs),
    code,
    status,
    requestId,
  });
}
