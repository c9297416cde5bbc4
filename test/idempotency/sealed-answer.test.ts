import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  openAnswer,
  type Sealed,
  sealAnswer,
  UnsealFailure,
} from '../../mock-server/src/idempotency/sealed-answer.ts';
import { systemRandom } from '../../mock-server/src/time/random.ts';
import { strangeKey } from '../support/real-keys.ts';

const request: Sealed = {
  lineageId: 'lin_000000000001',
  operationId: 'keys.create',
  value: 'order-1',
  hash: 'ab'.repeat(32),
};
const key = strangeKey();
const answer = JSON.stringify({ secret: strangeKey(), name: 'Łódź 🏠' });
const seal = (text = answer) => sealAnswer(text, key, request, systemRandom);

test('whatever was sealed opens again, to the key that it was sealed for', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.string(), (text, secret) => {
      expect(openAnswer(sealAnswer(text, secret, request, systemRandom), secret, request)).toBe(text);
    }),
  );
});

test('two answers that are alike have nothing in common once they are sealed', () => {
  const [one, other] = [seal(), seal()].map((text) => text.split('.'));
  expect(one![0]).toBe('v1');
  expect(one![1]).not.toBe(other![1]);
  expect(one![2]!.slice(0, 16)).not.toBe(other![2]!.slice(0, 16));
});

describe('attack: to open it', () => {
  test('with another key', () => {
    expect(() => openAnswer(seal(), strangeKey(), request)).toThrow(UnsealFailure);
  });

  test.each<[string, Partial<Sealed>]>([
    ['another lineage', { lineageId: 'lin_000000000002' }],
    ['another operation', { operationId: 'keys.rotate' }],
    ['another Idempotency-Key', { value: 'order-2' }],
    ['another body', { hash: 'cd'.repeat(32) }],
    ['the same characters, cut elsewhere', { operationId: 'keys.createo', value: 'rder-1' }],
  ])('as the answer to a request with %s', (_, other) => {
    expect(() => openAnswer(seal(), key, { ...request, ...other })).toThrow(UnsealFailure);
  });

  test('with any one of its characters altered, left out or added', () => {
    const text = seal('{}');
    for (let at = 0; at < text.length; at++) {
      const other = text[at] === 'A' ? 'B' : 'A';
      // The last digit of each half has bits that stand for nothing.
      const spare = at === text.length - 1 || text[at + 1] === '.';
      for (const altered of [
        ...(spare ? [] : [text.slice(0, at) + other + text.slice(at + 1)]),
        text.slice(0, at) + text.slice(at + 1),
        `${text.slice(0, at)}.${text.slice(at)}`,
      ]) {
        expect(() => openAnswer(altered, key, request), altered).toThrow(UnsealFailure);
      }
    }
  });

  test.each(['', 'v1', 'v1.', 'v1..', 'v1.AAAA', 'v1.AAAA.AAAA.AAAA', 'v2.AAAA.AAAA', 'plain text'])(
    'where it is %j',
    (text) => {
      expect(() => openAnswer(text, key, request)).toThrow(UnsealFailure);
    },
  );
});

test('what goes wrong is told without any of the answer, the key or the text', () => {
  try {
    openAnswer(seal(), strangeKey(), request);
    expect.unreachable();
  } catch (error) {
    expect(String(error)).toBe('UnsealFailure: The answer kept for keys.create has been altered.');
  }
});
