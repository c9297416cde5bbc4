import { roles } from '@homestar/sdk/internal';
import { nearest } from '../contract/nearest.ts';

/** What a key must be allowed to do: one permission, all or any of several, or not one. */
export type PermissionExpression =
  | { readonly name: string }
  | { readonly all: readonly PermissionExpression[] }
  | { readonly any: readonly PermissionExpression[] }
  | { readonly not: PermissionExpression };

/** Where an expression cannot be read, counted from 1, and what would do there. */
export interface ExpressionFault {
  readonly position: number;
  readonly fault: string;
}

/** How many parentheses and `not`s may stand in each other. */
const DEEPEST = 16;

const known: ReadonlySet<string> = new Set(Object.values(roles).flatMap(({ permissions }) => permissions));

export function isFault(read: PermissionExpression | ExpressionFault): read is ExpressionFault {
  return 'fault' in read;
}

/** Whether the permissions are what is asked for. */
export function satisfies(permissions: ReadonlySet<string>, expression: PermissionExpression): boolean {
  if ('name' in expression) return permissions.has(expression.name);
  if ('not' in expression) return !satisfies(permissions, expression.not);
  if ('all' in expression) return expression.all.every((part) => satisfies(permissions, part));
  return expression.any.some((part) => satisfies(permissions, part));
}

/**
 * Reads `properties:read and (leads:read or not leads:write)`: `not` binds before `and`, `and` before `or`. Each token is
 * looked at once, and the depth is bounded, so a text as long as the contract lets it be costs no more than its length.
 */
export function readPermissionExpression(text: string): PermissionExpression | ExpressionFault {
  const tokens = tokensOf(text);
  let next = 0;
  let depth = 0;

  const fault = (expected: string): ExpressionFault => ({
    position: (tokens[next]?.index ?? text.length) + 1,
    fault: expected,
  });
  function take(token: string): boolean {
    const taken = tokens[next]?.text === token;
    if (taken) next++;
    return taken;
  }

  function any(): PermissionExpression | ExpressionFault {
    return series('or', all, (parts) => ({ any: parts }));
  }

  function all(): PermissionExpression | ExpressionFault {
    return series('and', one, (parts) => ({ all: parts }));
  }

  function series(
    between: string,
    part: () => PermissionExpression | ExpressionFault,
    join: (parts: PermissionExpression[]) => PermissionExpression,
  ): PermissionExpression | ExpressionFault {
    const parts: PermissionExpression[] = [];
    do {
      const read = part();
      if (isFault(read)) return read;
      parts.push(read);
    } while (take(between));
    return parts.length === 1 ? parts[0]! : join(parts);
  }

  function one(): PermissionExpression | ExpressionFault {
    const token = tokens[next];
    if (token?.text === 'not' || token?.text === '(') {
      if (depth === DEEPEST) return fault(`more than ${DEEPEST} levels deep`);
      depth++;
      next++;
      const read = token.text === 'not' ? negated() : enclosed();
      depth--;
      return read;
    }
    if (!token || !/^[a-z]+:[a-z]+$/.test(token.text)) {
      return fault('expected a permission such as properties:read, "not" or "("');
    }
    if (!known.has(token.text)) return fault(unknown(token.text));
    next++;
    return { name: token.text };
  }

  function negated(): PermissionExpression | ExpressionFault {
    const read = one();
    return isFault(read) ? read : { not: read };
  }

  function enclosed(): PermissionExpression | ExpressionFault {
    const read = any();
    if (isFault(read)) return read;
    return take(')') ? read : fault('expected "and", "or" or ")"');
  }

  const read = any();
  if (isFault(read)) return read;
  return next === tokens.length ? read : fault('expected "and", "or" or the end');
}

/** Parentheses, and whatever stands between them and ASCII white space. */
function tokensOf(text: string): { readonly text: string; readonly index: number }[] {
  return Array.from(text.matchAll(/[()]|[^ \t\r\n()]+/g), ({ 0: token, index }) => ({ text: token, index }));
}

function unknown(name: string): string {
  const near = nearest(name, [...known]);
  return `no role has the permission ${name}${near === undefined ? '' : `; the nearest is ${near}`}`;
}
