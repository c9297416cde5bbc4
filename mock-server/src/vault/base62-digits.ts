import type { Random } from '../time/random.ts';

const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
// 256 is no multiple of 62: `byte % 62` alone would draw the first eight digits a quarter more often.
const FAIR_BYTES = 256 - (256 % DIGITS.length);

/** Random digits of base 62, each as likely as any other. */
export function drawBase62(random: Random, count: number): string {
  let digits = '';
  while (digits.length < count) {
    for (const byte of random.bytes(count + 4)) {
      if (byte < FAIR_BYTES && digits.length < count) digits += DIGITS[byte % DIGITS.length];
    }
  }
  return digits;
}
