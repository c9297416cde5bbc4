import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createCursors } from '../../mock-server/src/cursors/cursors.ts';

const cursors = createCursors(Buffer.alloc(32, 1));
const binding = 'keys.list ?role=agent brokerage:brk_1';
const position = fc.array(
  fc.oneof(
    fc.integer(),
    fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0),
    fc.string(),
  ),
  { maxLength: 4 },
);
const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

describe('attack: the cursor of another list, another filter or another tenant', () => {
  it('does not open', () => {
    fc.assert(
      fc.property(position, fc.string(), fc.string(), (at, one, other) => {
        fc.pre(one !== other);
        expect(cursors.open(cursors.seal(at, one), other)).toBe('invalid');
      }),
    );
  });

  it('does not open where the end of one position reads as the beginning of another binding', () => {
    expect(cursors.open(cursors.seal(['a\nb'], 'c'), 'b\nc')).toBe('invalid');
    expect(cursors.open(cursors.seal([], '"]\nc'), 'c')).toBe('invalid');
  });

  it('does not open in another world', () => {
    expect(createCursors(Buffer.alloc(32, 2)).open(cursors.seal(['a'], binding), binding)).toBe('invalid');
  });
});

describe('attack: a cursor that was changed', () => {
  it('does not open, whichever digit it is', () => {
    const cursor = cursors.seal([1_800_000_000_000, 'key_000aB3dE5fG7'], binding);
    for (let at = 0; at < cursor.length; at++) {
      for (const digit of digits) {
        const altered = cursor.slice(0, at) + digit + cursor.slice(at + 1);
        if (altered !== cursor) expect(cursors.open(altered, binding)).toBe('invalid');
      }
    }
  });

  it('does not open cut or lengthened', () => {
    const cursor = cursors.seal([1, 'a'], binding);
    for (let length = 0; length < cursor.length; length++) {
      expect(cursors.open(cursor.slice(0, length), binding)).toBe('invalid');
    }
    for (const digit of digits) expect(cursors.open(cursor + digit, binding)).toBe('invalid');
  });
});

describe('attack: another spelling of a good cursor', () => {
  it.each([
    ['padded', (cursor: string) => `${cursor}=`],
    ['with white space', (cursor: string) => ` ${cursor}`],
    ['with a line end', (cursor: string) => `${cursor}\n`],
    ['with a character that decoders skip', (cursor: string) => `${cursor.slice(0, 4)}.${cursor.slice(4)}`],
    ['in the alphabet of plain base64', (cursor: string) => cursor.replaceAll('-', '+').replaceAll('_', '/')],
    ['percent-encoded', (cursor: string) => `%${cursor.charCodeAt(0).toString(16)}${cursor.slice(1)}`],
  ])('does not open: %s', (_, respell) => {
    for (let i = 0; i < 50; i++) {
      const cursor = cursors.seal([i, 'x'.repeat(i % 3)], binding);
      if (respell(cursor) !== cursor) expect(cursors.open(respell(cursor), binding)).toBe('invalid');
    }
  });
});

it.each([
  '',
  '.',
  'eyJhIjoxfQ',
  'null',
  '💥',
  '\0',
  'A'.repeat(22),
  'A'.repeat(1_024),
  'A'.repeat(1_000_000),
])('is invalid where it is garbage', (text) => {
  expect(cursors.open(text, binding)).toBe('invalid');
});

it('opens to the position it was made of, and reads the same each time', () => {
  fc.assert(
    fc.property(position, fc.string(), (at, list) => {
      const cursor = cursors.seal(at, list);
      expect(cursor).toMatch(/^[0-9A-Za-z_-]+$/);
      expect(cursors.seal(at, list)).toBe(cursor);
      expect(cursors.open(cursor, list)).toEqual(at);
    }),
  );
});
