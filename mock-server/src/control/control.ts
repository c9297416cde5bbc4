import type { ChangeRecord } from '../audit/event.ts';
import type { Refusal } from '../checks/refusal.ts';
import type { Host } from '../host/host.ts';

/** What a control operation answers; `changes` stand in the event of actor `control`. */
export interface ControlAnswer<Body> {
  readonly body: Body;
  readonly changes?: readonly ChangeRecord[];
}

export type ControlHandler<Input, Body> = (
  input: Input,
  host: Pick<Host, 'world' | 'reset'>,
) => Promise<ControlAnswer<Body> | Refusal>;
