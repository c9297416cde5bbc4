import { expect, test } from 'vitest';
import { lifetimesOf } from '../../mock-server/src/cli/values.ts';

test.each([
  ['admin=90', { admin: 90 }],
  ['admin=90,broker=365', { admin: 90, broker: 365 }],
  ['agent=99999,admin=1', { agent: 99_999, admin: 1 }],
])('--maximum-lifetime %s', (text, days) => {
  expect(lifetimesOf(text)).toEqual(days);
});

test.each([
  '',
  'admin',
  'admin=',
  '=90',
  '90',
  'admin=0',
  'admin=090',
  'admin=-1',
  'admin=+1',
  'admin=1.5',
  'admin=1e3',
  'admin=100000',
  'admin=90d',
  'Admin=90',
  'owner=90',
  'toString=90',
  '__proto__=90',
  'admin=90,',
  ',admin=90',
  'admin=90, broker=365',
  'admin=90;broker=365',
  'admin=90,admin=91',
  'admin=90\n',
])('--maximum-lifetime %j is refused', (text) => {
  expect(() => lifetimesOf(text)).toThrow(expect.objectContaining({ name: 'CommandFailure', exitCode: 2 }));
});
