import { expect, test } from 'vitest';
import { printable } from '../../mock-server/src/cli/printable.ts';

test.each([
  ['\u001b[2J', '\\u001b[2J'],
  ['a\r\nb\tc', 'a\\u000d\\u000ab\\u0009c'],
  ['\u009b31m', '\\u009b31m'],
  ['\u202efdp.exe\u2066', '\\u202efdp.exe\\u2066'],
  ['Tomás ✓ 東京 🏠', 'Tomás ✓ 東京 🏠'],
])('%j is shown as %j', (text, shown) => {
  expect(printable(text)).toBe(shown);
});
