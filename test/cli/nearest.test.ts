import { expect, test } from 'vitest';
import { nearest } from '../../mock-server/src/contract/nearest.ts';

const commands = ['init', 'serve'];

test.each([
  ['srve', 'serve'],
  ['Server', 'serve'],
  ['inti', 'init'],
  ['serve', 'serve'],
])('%s was meant as %s', (typed, meant) => {
  expect(nearest(typed, commands)).toBe(meant);
});

test.each(['frobnicate', '', 'coverage'])('%j is near to none', (typed) => {
  expect(nearest(typed, commands)).toBeUndefined();
});
