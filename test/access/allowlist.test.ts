import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { allows, parseEntry } from '../../mock-server/src/access/allowlist.ts';

describe('an entry is kept in one spelling', () => {
  test.each([
    ['203.0.113.7', '203.0.113.7'],
    ['203.0.113.7/32', '203.0.113.7'],
    ['203.0.113.0/24', '203.0.113.0/24'],
    ['0.0.0.0/0', '0.0.0.0/0'],
    ['255.255.255.255', '255.255.255.255'],
    ['2001:db8::7', '2001:db8::7'],
    ['2001:DB8::7', '2001:db8::7'],
    ['2001:0db8:0000:0000:0000:0000:0000:0007', '2001:db8::7'],
    ['2001:db8::7/128', '2001:db8::7'],
    ['2001:DB8:0::/48', '2001:db8::/48'],
    ['::/0', '::/0'],
    ['::1', '::1'],
    ['::ffff:203.0.113.7', '203.0.113.7'],
    ['::FFFF:CB00:7107', '203.0.113.7'],
    ['::ffff:203.0.113.7/128', '203.0.113.7'],
    ['::ffff:203.0.113.0/120', '203.0.113.0/24'],
    ['::ffff:0:0/96', '0.0.0.0/0'],
    ['64:ff9b::203.0.113.7', '64:ff9b::cb00:7107'],
  ])('%s as %s', (entry, text) => {
    expect(parseEntry(entry)).toEqual({ text });
  });

  test.each([
    ['', /not an IPv4 or IPv6 address/],
    [' ', /not an IPv4/],
    ['/24', /not an IPv4/],
    ['203.0.113.7 ', /not an IPv4/],
    ['203.0.113', /not an IPv4/],
    ['203.0.113.256', /not an IPv4/],
    ['203.0.113.07', /not an IPv4/],
    ['0xcb.0.113.7', /not an IPv4/],
    ['3405803783', /not an IPv4/],
    ['203.0.113.*', /not an IPv4/],
    ['203.0.113.1-203.0.113.9', /not an IPv4/],
    ['203.0.113.7:443', /not an IPv4/],
    ['[2001:db8::7]', /not an IPv4/],
    ['2001:db8::7::1', /not an IPv4/],
    ['2001:db8::g', /not an IPv4/],
    ['fe80::1%eth0', /not an IPv4/],
    ['fe80::%eth0/64', /not an IPv4/],
    ['localhost', /not an IPv4/],
    ['203.0.113.0/255.255.255.0', /not an IPv4/],
    ['203.0.113.0/', /not an IPv4/],
    ['203.0.113.0/-1', /not an IPv4/],
    ['203.0.113.0/+8', /not an IPv4/],
    ['203.0.113.0/8/8', /not an IPv4/],
    ['203.0.113.0/1e1', /not an IPv4/],
    ['203.0.113.0/24\n', /not an IPv4/],
    ['203.0.113.0/33', /between 0 and 32/],
    ['2001:db8::/129', /between 0 and 128/],
    ['::ffff:0.0.0.0/129', /between/],
    ['203.0.113.7/24', /bits behind its prefix; the network is 203\.0\.113\.0\/24$/],
    ['203.0.113.7/0', /the network is 0\.0\.0\.0\/0$/],
    ['2001:db8::7/48', /the network is 2001:db8::\/48$/],
    ['::ffff:203.0.113.7/120', /the network is 203\.0\.113\.0\/24$/],
  ])('%j is none', (entry, fault) => {
    expect(parseEntry(entry)).toEqual({ fault: expect.stringMatching(fault) });
  });
});

describe('who is let in', () => {
  test.each([
    ['everybody, where there is no list', null, '203.0.113.7', true],
    ['nobody, where the list is empty', [], '203.0.113.7', false],
    ['the address itself', ['203.0.113.7'], '203.0.113.7', true],
    ['not its neighbour', ['203.0.113.7'], '203.0.113.8', false],
    ['the first of a network', ['203.0.113.0/24'], '203.0.113.0', true],
    ['the last of a network', ['203.0.113.0/24'], '203.0.113.255', true],
    ['not the one behind it', ['203.0.113.0/24'], '203.0.114.0', false],
    ['all of IPv4 by 0.0.0.0/0', ['0.0.0.0/0'], '255.255.255.255', true],
    ['none of IPv6 by 0.0.0.0/0', ['0.0.0.0/0'], '2001:db8::7', false],
    ['none of IPv4 by ::/0', ['::/0'], '203.0.113.7', false],
    ['none of IPv4 by ::/0, in its IPv6 form either', ['::/0'], '::ffff:203.0.113.7', false],
    [
      'an IPv4 address in its IPv6 form, as a socket for both families tells it',
      ['203.0.113.7'],
      '::ffff:203.0.113.7',
      true,
    ],
    ['the same in hexadecimal', ['203.0.113.0/24'], '::FFFF:CB00:7107', true],
    ['not what only ends like it', ['203.0.113.7'], '64:ff9b::203.0.113.7', false],
    ['an IPv6 address in another spelling', ['2001:db8::7'], '2001:0DB8:0:0::0007', true],
    ['an IPv6 network', ['2001:db8::/48'], '2001:db8:0:ffff::1', true],
    ['not the network beside it', ['2001:db8::/48'], '2001:db8:1::1', false],
    ['a link-local address, whatever its zone', ['fe80::/64'], 'fe80::1%eth0', true],
    ['nobody without an address', ['0.0.0.0/0', '::/0'], 'unknown', false],
  ] as const)('%s', (_, list, address, allowed) => {
    expect(allows(list && JSON.stringify(list), address)).toBe(allowed);
  });

  test('more lists than are remembered are each told apart', () => {
    const lists = Array.from({ length: 1500 }, (_, i) => `["10.0.${i >> 8}.${i & 255}"]`);
    for (let round = 0; round < 2; round++) {
      for (const [i, list] of lists.entries()) {
        expect(allows(list, `10.0.${i >> 8}.${i & 255}`)).toBe(true);
        expect(allows(list, `10.1.${i >> 8}.${i & 255}`)).toBe(false);
      }
    }
  });
});

describe('by its own arithmetic', () => {
  type Address = { readonly bits: 32 | 128; readonly value: bigint };
  const v4 = fc.bigInt({ min: 0n, max: 2n ** 32n - 1n }).map((value): Address => ({ bits: 32, value }));
  const mapped = 0xffffn << 32n;
  const v6 = fc
    .bigInt({ min: 0n, max: 2n ** 128n - 1n })
    .filter((value) => value >> 32n !== 0xffffn)
    .map((value): Address => ({ bits: 128, value }));
  const address = fc.oneof(v4, v6);

  const groups = (value: bigint, count: number, width: bigint) =>
    Array.from({ length: count }, (_, i) => (value >> (BigInt(count - 1 - i) * width)) & (2n ** width - 1n));
  const dotted = (value: bigint) => groups(value, 4, 8n).join('.');
  const colons = (value: bigint) =>
    groups(value, 8, 16n)
      .map((group) => group.toString(16))
      .join(':');
  const padded = (value: bigint) =>
    groups(value, 8, 16n)
      .map((group) => group.toString(16).padStart(4, '0'))
      .join(':');
  /** With its first run of zeros, of one group even, left out. */
  const shortened = (value: bigint) =>
    `:${colons(value)}:`.replace(/:0(?::0)*:/, '::').replace(/^:(?!:)|(?<!:):$/g, '');
  const plain = ({ bits, value }: Address) => (bits === 32 ? dotted(value) : colons(value));
  /** Every way to write an address that people use. */
  const spelled = ({ bits, value }: Address) =>
    bits === 32
      ? fc.constantFrom(dotted(value), `::ffff:${dotted(value)}`, colons(mapped | value).toUpperCase())
      : fc.constantFrom(colons(value), colons(value).toUpperCase(), shortened(value), padded(value));

  /** A network, with addresses of which many lie at its edges. */
  const cases = address.chain(({ bits, value }) =>
    fc.integer({ min: 0, max: bits }).chain((prefix) => {
      const size = 2n ** BigInt(bits - prefix);
      const first = value - (value % size);
      const max = 2n ** BigInt(bits) - 1n;
      const edges = [first, first + size - 1n, first - 1n, first + size].filter(
        (at) => at >= 0n && at <= max,
      );
      const asked = fc.oneof(
        fc.constantFrom(...edges).map((at): Address => ({ bits, value: at })),
        address,
      );
      return fc.record({
        network: fc.constant({ bits, first, size, prefix }),
        asked: asked.filter((one) => one.bits === 32 || one.value >> 32n !== 0xffffn),
      });
    }),
  );

  test('a network lets in what lies between its first and its last address, and nothing else', () => {
    fc.assert(
      fc.property(
        cases.chain(({ network, asked }) =>
          fc.record({ network: fc.constant(network), asked: fc.constant(asked), text: spelled(asked) }),
        ),
        ({ network, asked, text }) => {
          const { bits, first, size, prefix } = network;
          const entry = parseEntry(`${plain({ bits, value: first })}/${prefix}`);
          const list = JSON.stringify([(entry as { text: string }).text]);
          const inside = asked.bits === bits && asked.value >= first && asked.value < first + size;
          expect([list, text, allows(list, text)]).toEqual([list, text, inside]);
        },
      ),
      { numRuns: 2000 },
    );
  });

  test('whatever the spelling of an entry, its canonical one is the same, and parses to itself', () => {
    fc.assert(
      fc.property(
        address.chain((one) => fc.record({ one: fc.constant(one), text: spelled(one) })),
        ({ one, text }) => {
          const parsed = parseEntry(text) as { text: string };
          expect(parsed).toEqual(parseEntry(plain(one)));
          expect(parseEntry(parsed.text)).toEqual(parsed);
        },
      ),
    );
  });

  test('a network with bits behind its prefix is refused, and named as it should be', () => {
    fc.assert(
      fc.property(
        address.chain((one) =>
          fc.record({ one: fc.constant(one), prefix: fc.integer({ min: 0, max: one.bits - 1 }) }),
        ),
        ({ one, prefix }) => {
          const size = 2n ** BigInt(one.bits - prefix);
          const first = { ...one, value: one.value - (one.value % size) };
          fc.pre(first.value !== one.value);
          const { text } = parseEntry(`${plain(first)}/${prefix}`) as { text: string };
          expect(parseEntry(`${plain(one)}/${prefix}`)).toEqual({
            fault: `has bits behind its prefix; the network is ${text}`,
          });
        },
      ),
    );
  });

  test('no text makes it fail', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 64 }), fc.string({ maxLength: 64 }), (entry, from) => {
        parseEntry(entry);
        expect(allows('["203.0.113.7"]', from)).toBe(from === '203.0.113.7');
      }),
    );
  });
});
