import { format, inspect } from 'node:util';
import { expect, test } from 'vitest';
import { Secret } from '../../src/key/secret.ts';

const mask = '[redacted: call .reveal()]';

test('a Secret gives its text to reveal() alone', () => {
  const secret = new Secret('swordfish');
  expect(secret.reveal()).toBe('swordfish');
  const printed = [
    String(secret),
    `${secret}`,
    // biome-ignore lint/style/useTemplate: an addition asks for another primitive than a template does
    secret + '',
    JSON.stringify({ secret }),
    inspect(secret),
    inspect(secret, { showHidden: true, depth: Infinity }),
    inspect({ deep: [secret] }, { showHidden: true, depth: Infinity }),
    inspect(secret, { customInspect: false, showHidden: true }),
    format('%s %o %O %j %d', secret, secret, secret, secret, secret),
    JSON.stringify(structuredClone({ secret })),
    JSON.stringify(Object.entries(secret)),
    JSON.stringify({ ...secret }),
    [secret].join(),
    new Error(`with ${secret}`).message,
  ];
  for (const text of printed) expect(text).not.toContain('swordfish');
  expect(printed.slice(0, 3)).toEqual([mask, mask, mask]);
  expect(JSON.stringify({ secret })).toBe(`{"secret":"${mask}"}`);
});

test('a Secret of another copy of the package is one', async () => {
  const copy = '../../src/key/secret.ts?another-copy';
  const { Secret: Another } = (await import(
    /* @vite-ignore */ copy
  )) as typeof import('../../src/key/secret.ts');
  expect(Another).not.toBe(Secret);
  expect(new Another('x')).toBeInstanceOf(Secret);
  expect({}).not.toBeInstanceOf(Secret);
  expect(null).not.toBeInstanceOf(Secret);
});
