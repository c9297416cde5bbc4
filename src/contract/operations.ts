import { operationRules } from '../generated/operation-rules.ts';
import { type OperationId, operations as rows } from '../generated/operations.ts';
import type { Operation } from './operation.ts';
import { operationOf } from './operation-row.ts';

/** With what is literally said of each, so that types can tell some operations from others. */
type Operations = {
  readonly [Id in OperationId]: Operation &
    (typeof rows)[Id] &
    (typeof operationRules)[Id] & { readonly id: Id };
};

/** Every operation of the contract, by its id: what clients go by and what only a server does, in one. */
export const operations = joined() as Operations;

function joined(): Partial<Record<OperationId, Operation>> {
  const ids = Object.keys(rows) as OperationId[];
  return Object.fromEntries(ids.map((id) => [id, { ...operationOf(id, rows[id]), ...operationRules[id] }]));
}
