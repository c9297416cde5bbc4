import type { ClientOperation } from '../contract/operation.ts';
import { type OperationRow, operationOf } from '../contract/operation-row.ts';
import { usageError } from '../errors/usage.ts';
import { type OperationId, operations } from '../generated/operations.ts';

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;

/**
 * What is known of a method and a path: the contract's operation, so that its secrets are sealed and
 * it is repeated only where that is safe; else what the method says.
 *
 * @param path Path and query, never an origin: the key must not be led elsewhere.
 */
export function anyOperation(method: unknown, path: unknown): ClientOperation {
  const known = METHODS.find((name) => name === method);
  if (known === undefined)
    throw usageError('argument_invalid', `The method is one of ${METHODS.join(', ')}.`);
  checkPath(path);
  const [pathname = ''] = path.split('?', 1);
  for (const id in operations) {
    const row: OperationRow = operations[id as OperationId];
    if (row.method === known && matches(row.path, pathname)) return operationOf(id, { ...row, path });
  }
  return operationOf(`${known} ${pathname}`, { method: known, path });
}

function checkPath(path: unknown): asserts path is string {
  if (typeof path !== 'string' || !/^\/(?![/\\])[\x21-\x7e]*$/.test(path) || /[{}\\#]/.test(path)) {
    throw usageError(
      'argument_invalid',
      'The path begins with one slash and is percent-encoded, without an origin.',
    );
  }
  if (/(?:^|\/)(?:\.|%2e){1,2}(?:\/|\?|$)/i.test(path)) {
    throw usageError('argument_invalid', 'The path holds a segment that leads to another one.');
  }
}

function matches(template: string, pathname: string): boolean {
  const wanted = template.split('/');
  const given = pathname.split('/');
  return (
    wanted.length === given.length && wanted.every((part, at) => part.startsWith('{') || part === given[at])
  );
}
