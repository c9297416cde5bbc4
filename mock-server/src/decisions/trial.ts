import {
  type DecisionSimulateParams,
  type Operation,
  type OperationId,
  operations,
} from '@homestar/sdk/internal';
import type { InputError, Refusal } from '../checks/refusal.ts';
import { nearest } from '../contract/nearest.ts';
import { networkOf } from '../limits/network.ts';
import { invalid } from '../operations/invalid.ts';

/** A request that is only tried. */
export interface Trial {
  readonly operation: Operation & { readonly id: OperationId };
  /** The record that it is about, by the parameter of its path. */
  readonly record?: { readonly parameter: string; readonly id: string };
  readonly at: number;
  readonly from?: { readonly address: string; readonly network: string };
}

/** What is asked, or what in it means nothing. */
export function trialOf(asked: DecisionSimulateParams, now: number): Trial | Refusal {
  const { operationId, target, at, ipAddress } = asked;
  const errors: InputError[] = [];
  const operation = operationOf(operationId);
  if (!operation) errors.push({ pointer: '/body/operationId', detail: unknown(operationId) });
  else if (!operation.keyed) errors.push({ pointer: '/body/operationId', detail: 'needs no key' });
  const parameter = operation && parameterOf(operation.path);
  if (target !== undefined && operation && parameter === undefined) {
    errors.push({ pointer: '/body/target', detail: `is not taken: ${operationId} is about no record` });
  }
  const network = ipAddress === undefined ? undefined : networkOf(ipAddress);
  if (network === null) errors.push({ pointer: '/body/ipAddress', detail: 'is not an IP address' });
  if (errors.length > 0) return invalid(errors);
  return {
    operation: operation!,
    at: at === undefined ? now : Date.parse(at),
    ...(target !== undefined && { record: { parameter: parameter!, id: target } }),
    ...(network && { from: { address: ipAddress!, network } }),
  };
}

function operationOf(id: string): Trial['operation'] | undefined {
  return Object.hasOwn(operations, id) ? operations[id as OperationId] : undefined;
}

function unknown(operationId: string): string {
  const near = nearest(operationId, Object.keys(operations));
  return near === undefined ? 'is no operation' : `is no operation; the nearest is ${near}`;
}

/** The parameter of a path, which names the kind of record that it is about. */
function parameterOf(path: string): string | undefined {
  return /\{(\w+)\}/.exec(path)?.[1];
}
