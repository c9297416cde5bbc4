import { describe, expect, test } from 'vitest';
import { requestSchemas, responseSchemas } from '../../src/generated/schemas.ts';
import { compile } from './compile.ts';

const create = { name: 'Listing feed', purpose: 'Publishes listings.', role: 'agent' };
const listing = {
  standardStatus: 'Active',
  propertyType: 'Residential',
  listPrice: 685000,
  unparsedAddress: '2104 Bluebonnet Lane',
  city: 'Austin',
  stateOrProvince: 'TX',
  postalCode: '78704',
};

describe('a body', () => {
  const accepts = (id: 'keys.create' | 'properties.create' | 'properties.update', body: unknown): boolean =>
    requestSchemas[id].body.safeParse(body).success;

  test('may leave out what is optional, and may not leave out what is required', () => {
    expect(accepts('keys.create', create)).toBe(true);
    expect(accepts('keys.create', { ...create, role: undefined })).toBe(false);
  });
  test('may not name an optional member and give it nothing', () => {
    expect(accepts('keys.create', { ...create, scopes: undefined })).toBe(false);
  });
  test('may not hold a member that the contract does not name', () => {
    expect(accepts('keys.create', { ...create, isAdmin: true })).toBe(false);
    expect(
      accepts('keys.create', JSON.parse('{"name":"a","purpose":"b","role":"agent","__proto__":{}}')),
    ).toBe(false);
  });
  test('may not hold an unknown value of an enum', () => {
    expect(accepts('keys.create', { ...create, role: 'owner' })).toBe(false);
  });
  test('holds null only where null means something', () => {
    expect(accepts('properties.create', { ...listing, yearBuilt: null })).toBe(true);
    expect(accepts('properties.create', { ...listing, city: null })).toBe(false);
  });
  test('keeps to bounds, at them and beyond them', () => {
    expect(accepts('properties.create', { ...listing, listPrice: 0 })).toBe(true);
    expect(accepts('properties.create', { ...listing, listPrice: -1 })).toBe(false);
    expect(accepts('properties.create', { ...listing, listPrice: 1_000_000_001 })).toBe(false);
    expect(accepts('keys.create', { ...create, name: 'n'.repeat(100) })).toBe(true);
    expect(accepts('keys.create', { ...create, name: 'n'.repeat(101) })).toBe(false);
    expect(accepts('keys.create', { ...create, name: '' })).toBe(false);
  });
  test('holds whole numbers where the contract says integer, however they are written', () => {
    expect(accepts('properties.create', { ...listing, listPrice: JSON.parse('5.0') })).toBe(true);
    expect(accepts('properties.create', { ...listing, listPrice: 5.5 })).toBe(false);
    expect(accepts('properties.create', { ...listing, listPrice: '5' })).toBe(false);
  });
  test('gets the defaults of what it leaves out', () => {
    expect(requestSchemas['properties.create'].body.parse(listing)).toEqual({ ...listing, country: 'US' });
  });
  test('has no defaults put into a change', () => {
    expect(requestSchemas['properties.update'].body.parse({ listPrice: 1 })).toEqual({ listPrice: 1 });
    expect(accepts('properties.update', {})).toBe(false);
  });
  test('lists nothing twice where each counts once', () => {
    expect(accepts('keys.create', { ...create, scopes: ['leads:read', 'leads:write'] })).toBe(true);
    expect(accepts('keys.create', { ...create, scopes: ['leads:read', 'leads:read'] })).toBe(false);
  });
  test('has free names only where the contract leaves them free, and not too many', () => {
    const notes = (count: number) =>
      Object.fromEntries(Array.from({ length: count }, (_, i) => [`n${i}`, 'x']));
    expect(accepts('keys.create', { ...create, metadata: notes(20) })).toBe(true);
    expect(accepts('keys.create', { ...create, metadata: notes(21) })).toBe(false);
    expect(accepts('keys.create', { ...create, metadata: { '\0': 'x' } })).toBe(false);
    expect(accepts('keys.create', { ...create, metadata: { n: 1 } })).toBe(false);
  });
});

describe('a query', () => {
  const { query } = requestSchemas['properties.list'];

  test('is read from its text, with defaults', () => {
    expect(query.parse({ limit: '20', standardStatus: 'Active,Pending' })).toEqual({
      limit: 20,
      standardStatus: ['Active', 'Pending'],
    });
    expect(query.parse({})).toEqual({ limit: 50 });
  });
  test.each(['', ' 20', '2e1', '0x14', '101', '0', 'twenty', '9007199254740993'])(
    'does not take "%s" for a limit',
    (limit) => {
      expect(query.safeParse({ limit }).success).toBe(false);
    },
  );
  test('is closed', () => {
    expect(query.safeParse({ colour: 'red' }).success).toBe(false);
  });
});

describe('text', () => {
  const name = compile({ type: 'string', minLength: 2, maxLength: 3 });

  test('is measured in characters, not in UTF-16 units', () => {
    expect(name.safeParse('🏠🏠🏠').success).toBe(true);
    expect(name.safeParse('🏠🏠🏠🏠').success).toBe(false);
    expect(name.safeParse('🏠').success).toBe(false);
  });
  test.each([
    ['U+0000', 'a\0b', 'contains the character U+0000'],
    ['a lone high surrogate', 'a\ud83c', 'contains half of a surrogate pair'],
    ['a lone low surrogate', '\udfe0a', 'contains half of a surrogate pair'],
  ])('never holds %s', (_, value, message) => {
    for (const side of ['request', 'response'] as const) {
      const { error } = compile({ type: 'string' }, side).safeParse(value);
      expect(error?.issues.map((issue) => issue.message)).toEqual([message]);
    }
  });
  test('is not quoted in a message', () => {
    const { error } = compile({ type: 'string', maxLength: 3, pattern: '^a$' }).safeParse('swordfish');
    expect(error?.issues[0]?.message).toBe('is longer than 3 characters');
  });
});

describe('a number', () => {
  const sequence = compile({ type: 'integer', format: 'int64' });

  test('of 64 bits is one that a double holds exactly', () => {
    expect(sequence.safeParse(Number.MAX_SAFE_INTEGER).success).toBe(true);
    expect(sequence.safeParse(JSON.parse('9007199254740993')).success).toBe(false);
    expect(sequence.safeParse(JSON.parse('1e400')).success).toBe(false);
  });
  test('of 32 bits ends there', () => {
    expect(compile({ type: 'integer', format: 'int32' }).safeParse(2 ** 31).success).toBe(false);
  });
  test('in hundredths is judged as written', () => {
    const price = compile({ type: 'number', multipleOf: 0.01 });
    expect(price.safeParse(0.07).success).toBe(true);
    expect(price.safeParse(0.075).success).toBe(false);
  });
});

describe('a time', () => {
  const at = compile({ type: 'string', format: 'date-time', maxLength: 30 });

  test.each([
    '2026-02-01T09:30:00Z',
    '2026-02-01T09:30:00.5Z',
    '2026-02-01T09:30:00.123Z',
    '2024-02-29T00:00:00Z',
  ])('is %s', (value) => expect(at.safeParse(value).success).toBe(true));
  test.each([
    ['a day that the calendar lacks', '2026-02-30T00:00:00Z'],
    ['a leap day of a common year', '2025-02-29T00:00:00Z'],
    ['an hour 24', '2026-02-01T24:00:00Z'],
    ['a leap second', '2016-12-31T23:59:60Z'],
    ['another zone', '2026-02-01T09:30:00+01:00'],
    ['a small z', '2026-02-01T09:30:00z'],
    ['no seconds', '2026-02-01T09:30Z'],
    ['finer than a millisecond', '2026-02-01T09:30:00.1234Z'],
    ['a day alone', '2026-02-01'],
    ['a line more', '2026-02-01T09:30:00Z\n'],
  ])('is not %s', (_, value) => expect(at.safeParse(value).success).toBe(false));
});

test('an address to call is of the web', () => {
  const url = compile({ type: 'string', format: 'uri' });
  expect(url.safeParse('https://hooks.example/a').success).toBe(true);
  expect(url.safeParse('javascript:alert(1)').success).toBe(false);
  expect(
    compile({ type: 'string', format: 'uri' }, 'response').safeParse('urn:homestar:problem:busy').success,
  ).toBe(true);
});

describe('one of several closed forms', () => {
  const form = (name: string) =>
    ({
      type: 'object',
      additionalProperties: false,
      required: [name],
      properties: { [name]: { type: 'integer' } },
    }) as const;
  const either = compile({ oneOf: [form('seconds'), form('until')] });

  test.each([
    [{ seconds: 1 }, true],
    [{ until: 1 }, true],
    [{ seconds: 1, until: 1 }, false],
    [{}, false],
    [{ seconds: 1, more: 1 }, false],
  ])('%j: %s', (value, accepted) => expect(either.safeParse(value).success).toBe(accepted));
});

describe('an answer', () => {
  const user = {
    id: 'usr_6Bt1Vy4Pn8Rk',
    brokerageId: null,
    role: 'agent',
    name: 'Elena Ruiz',
    email: 'elena.ruiz@bartoncreek.example',
    status: 'active',
    createdAt: '2026-01-06T16:45:00.000Z',
  };
  const schema = responseSchemas['users.create'];

  test('passes unchanged with members and enum values of a later version', () => {
    const later = { ...user, role: 'auditor', status: 'on_leave', nickname: 'E', nested: { deep: [1] } };
    expect(schema.parse(later)).toEqual(later);
  });
  test('still has the members it was promised with', () => {
    const { name: _, ...nameless } = user;
    expect(schema.safeParse(nameless).success).toBe(false);
    expect(schema.safeParse({ ...user, role: 7 }).success).toBe(false);
  });
  test('has no default put into it', () => {
    expect(
      compile({ type: 'object', properties: { n: { type: 'integer', default: 1 } } }, 'response').parse({}),
    ).toEqual({});
  });
});
