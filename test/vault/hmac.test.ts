import { createHmac as createNodeHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createHmac } from '../../mock-server/src/vault/hmac.ts';

describe.each(['sha256', 'sha384'] as const)('HMAC over one-shot %s', (algorithm) => {
  it('equals that of node:crypto, for keys shorter and longer than a block and any text', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 200 }),
        fc.array(fc.string({ unit: 'grapheme', maxLength: 60 }), { minLength: 1, maxLength: 4 }),
        (key, messages) => {
          const hmac = createHmac(algorithm, key);
          for (const message of messages) {
            const expected = createNodeHmac(algorithm, key).update(message).digest('binary');
            expect(hmac(message)).toBe(expected);
          }
        },
      ),
    );
  });

  it('leaves nothing of a longer message behind for the next', () => {
    const hmac = createHmac(algorithm, Buffer.from('key'));
    const short = hmac('a');
    hmac('b'.repeat(200));
    expect(hmac('a')).toBe(short);
  });

  it.each([255, 256, 257, 5_000])('equals it at %i characters of three bytes each', (length) => {
    const key = Buffer.from('key');
    const message = '€'.repeat(length);
    expect(createHmac(algorithm, key)(message)).toBe(
      createNodeHmac(algorithm, key).update(message).digest('binary'),
    );
  });
});
