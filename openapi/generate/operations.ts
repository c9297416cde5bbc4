import type { ClientOperation } from '../../src/contract/operation.ts';
import type { OperationRow } from '../../src/contract/operation-row.ts';
import type { Contract, Facts } from './contract.ts';
import { literal } from './literal.ts';
import { clientOperation, operation, rules } from './operation.ts';

/** The table that a client sends by. */
export function operations(contract: Contract): string {
  const rows = table(contract, (facts) => row(clientOperation(contract, facts)));
  return `import type { OperationRow } from '../contract/operation-row.ts';

/** Every operation of the contract, by its id. */
export const operations = ${rows} as const satisfies Record<string, OperationRow>;

export type OperationId = keyof typeof operations;
`;
}

/** The rest of it, for the server alone. */
export function operationRules(contract: Contract): string {
  const rows = table(contract, rules);
  return `import type { OperationRules } from '../contract/operation.ts';
import type { OperationId } from './operations.ts';

/** What only a server goes by, for every operation. */
export const operationRules = ${rows} as const satisfies Record<OperationId, OperationRules>;
`;
}

/** The operations of the control API, which no client of the SDK calls. */
export function controlOperations(contract: Contract): string {
  const rows = table(contract, (facts) => operation(contract, facts));
  return `import type { Operation } from '@homestar/sdk/internal';

/** Every operation of the contract, by its id. */
export const controlOperations = ${rows} as const satisfies Record<string, Operation>;

export type ControlOperationId = keyof typeof controlOperations;
`;
}

function table(contract: Contract, row: (facts: Facts) => object): string {
  const rows = contract.operations.map((facts) => `'${facts.id}': ${literal(row(facts))},`);
  return `{ ${rows.join('\n')} }`;
}

/** Leaves out what `operationOf` fills in. */
function row(operation: ClientOperation): OperationRow {
  const { method, path, keyed, readOnly, idempotent, sensitive, carriesKey } = operation;
  return {
    method,
    path,
    ...(keyed ? {} : { keyed }),
    ...(readOnly === (method === 'GET') ? {} : { readOnly }),
    ...(idempotent === !readOnly ? {} : { idempotent }),
    ...(sensitive.length === 0 ? {} : { sensitive }),
    ...(carriesKey.length === 0 ? {} : { carriesKey }),
  };
}
