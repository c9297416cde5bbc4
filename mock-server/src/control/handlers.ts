import type { ControlOperationId } from '../generated/control-operations.ts';
import type { OperationTypes } from '../generated/control-types.ts';
import { advanceClock, getClock, setClock } from './clock.ts';
import type { ControlHandler } from './control.ts';
import { listFixtures } from './fixtures.ts';
import { resetWorld } from './reset.ts';

export type ControlHandlers = {
  readonly [Id in ControlOperationId]: ControlHandler<
    Pick<OperationTypes[Id], 'path' | 'query' | 'body'>,
    OperationTypes[Id]['answer']
  >;
};

/** Every operation of the control API. One that the contract adds does not compile until it stands here. */
export const controlHandlers: ControlHandlers = {
  'fixtures.list': listFixtures,
  'clock.get': getClock,
  'clock.set': setClock,
  'clock.advance': advanceClock,
  'world.reset': resetWorld,
};
