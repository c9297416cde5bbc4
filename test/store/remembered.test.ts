import { expect, test } from 'vitest';
import { remembered } from '../../mock-server/src/store/remembered.ts';

test('a text is read once, until as many others have come as are kept', () => {
  const read: string[] = [];
  const lengthOf = remembered(2, (text) => {
    read.push(text);
    return { length: text.length };
  });
  expect(lengthOf('a')).toBe(lengthOf('a'));
  expect([lengthOf('bb').length, lengthOf('a').length]).toEqual([2, 1]);
  expect(read).toEqual(['a', 'bb']);
  lengthOf('ccc');
  lengthOf('bb');
  expect(read).toEqual(['a', 'bb', 'ccc']);
  expect(lengthOf('a')).toEqual({ length: 1 });
  expect(read).toEqual(['a', 'bb', 'ccc', 'a']);
});
