import { runInThisContext } from 'node:vm';
import { roles } from '@homestar/sdk/internal';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  isFault,
  readPermissionExpression,
  satisfies,
} from '../../mock-server/src/access/permission-expression.ts';

const names = ['properties:read', 'properties:write', 'leads:read', 'leads:write'] as const;

function holds(text: string, ...held: string[]): boolean {
  const read = readPermissionExpression(text);
  if (isFault(read)) throw new Error(`${text}: ${read.position} ${read.fault}`);
  return satisfies(new Set(held), read);
}

const faultOf = (text: string) => {
  const read = readPermissionExpression(text);
  return isFault(read) ? `${read.position}: ${read.fault}` : undefined;
};

/** An expression with the parentheses that it needs, and some that it does not. */
const { expression } = fc.letrec<{ expression: string }>((tie) => ({
  expression: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.constantFrom<string>(...names),
    fc
      .tuple(tie('expression'), fc.constantFrom(' and ', ' or ', '\n and\t'), tie('expression'))
      .map((parts) => parts.join('')),
    tie('expression').map((inner) => `not ${inner}`),
    tie('expression').map((inner) => `( ${inner})`),
    tie('expression').map((inner) => `not(${inner})`),
  ),
}));

/** What JavaScript makes of it, whose `!`, `&&` and `||` bind in the same order. */
function asJavaScript(text: string, held: ReadonlySet<string>): boolean {
  const script = text
    .replaceAll(/[a-z]+:[a-z]+/g, (name) => String(held.has(name)))
    .replaceAll(/\bnot\b/g, '!')
    .replaceAll(/\band\b/g, '&&')
    .replaceAll(/\bor\b/g, '||');
  return runInThisContext(script);
}

test('an expression is worth what an evaluator of another make says, for any permissions', () => {
  fc.assert(
    fc.property(expression, fc.subarray([...names]), (text, held) => {
      expect(holds(text, ...held)).toBe(asJavaScript(text, new Set(held)));
    }),
    { numRuns: 1000 },
  );
});

test('not binds before and, and before or', () => {
  expect(holds('leads:read or leads:write and properties:read', 'leads:read')).toBe(true);
  expect(holds('(leads:read or leads:write) and properties:read', 'leads:read')).toBe(false);
  expect(holds('not leads:read and leads:write', 'leads:write')).toBe(true);
  expect(holds('not (leads:read and leads:write)', 'leads:read')).toBe(true);
  expect(holds('not leads:read or leads:read', 'leads:read')).toBe(true);
});

test('every permission that a role has can be named', () => {
  for (const name of Object.values(roles).flatMap(({ permissions }) => permissions)) {
    expect([holds(name, name), holds(name)]).toEqual([true, false]);
  }
});

describe('what cannot be read is told with its place and what would do there', () => {
  const permission = 'expected a permission such as properties:read, "not" or "("';
  test.each([
    ['', `1: ${permission}`],
    ['   ', `4: ${permission}`],
    ['and', `1: ${permission}`],
    ['leads:read and', `15: ${permission}`],
    ['leads:read or or leads:read', `15: ${permission}`],
    ['not', `4: ${permission}`],
    ['()', `2: ${permission}`],
    ['leads:read leads:read', '12: expected "and", "or" or the end'],
    ['leads:read)', '11: expected "and", "or" or the end'],
    ['(leads:read', '12: expected "and", "or" or ")"'],
    ['(leads:read not leads:write)', '13: expected "and", "or" or ")"'],
    ['leads:read AND leads:write', '12: expected "and", "or" or the end'],
    ['Leads:read', `1: ${permission}`],
    ['leads:*', `1: ${permission}`],
    ['leads:read andleads:write', '12: expected "and", "or" or the end'],
    ['leads:read&&leads:write', `1: ${permission}`],
    ['leads:read\u00a0and leads:write', `1: ${permission}`],
    ['lеads:read', `1: ${permission}`],
    ['leads:read and 🔑', `16: ${permission}`],
    ['leads:read\u0000', `1: ${permission}`],
    ['leads:raed', '1: no role has the permission leads:raed; the nearest is leads:read'],
    ['not (lead:write)', '6: no role has the permission lead:write; the nearest is leads:write'],
    ['constructor:tostring', '1: no role has the permission constructor:tostring'],
  ])('%j', (text, fault) => {
    expect(faultOf(text)).toBe(fault);
  });
});

describe('a text made to exhaust the reader is refused, not followed', () => {
  const deep = 'more than 16 levels deep';
  test.each<[string, string, string]>([
    ['parentheses alone', '('.repeat(1000), `17: ${deep}`],
    ['nots alone', 'not '.repeat(250), `65: ${deep}`],
    ['both by turns', 'not('.repeat(250), `33: ${deep}`],
    ['behind what is good', `leads:read or ${'('.repeat(900)}`, `31: ${deep}`],
    ['parentheses that close', `${'('.repeat(17)}leads:read${')'.repeat(17)}`, `17: ${deep}`],
  ])('%s', (_, text, fault) => {
    expect(faultOf(text)).toBe(fault);
  });

  test('sixteen levels are read, and levels that are closed count no more', () => {
    const whole = `${'(not '.repeat(8)}leads:read${')'.repeat(8)}`;
    expect(holds(whole, 'leads:read')).toBe(true);
    expect(holds(Array(10).fill(whole).join(' and '), 'leads:read')).toBe(true);
  });

  test('a long chain is no depth', () => {
    expect(holds(Array(10_000).fill('leads:read').join(' and '), 'leads:read')).toBe(true);
    expect(holds(Array(10_000).fill('leads:read').join(' or '))).toBe(false);
  });

  test('any text at all is read or refused', () => {
    const tokens = fc.constantFrom('(', ')', 'not', 'and', 'or', ' ', 'leads:read', 'x', '\u{1F511}', ':');
    const texts = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 1000 }),
      fc.array(tokens).map((all) => all.join('')),
    );
    fc.assert(
      fc.property(texts, (text) => {
        const read = readPermissionExpression(text);
        if (!isFault(read)) return;
        expect(read.position).toBeGreaterThan(0);
        expect(read.position).toBeLessThanOrEqual(text.length + 1);
      }),
      { numRuns: 500 },
    );
  });
});
