/** The digits in the order of their values, which is also their order in ASCII. */
const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/**
 * Writes a number in base 62, most significant digit first, padded with `0`.
 *
 * @param bytes The number, big-endian.
 * @param width How many digits to write.
 * @throws RangeError if the number needs more digits than that.
 */
export function encodeBase62(bytes: Uint8Array, width: number): string {
  let rest = 0n;
  for (const byte of bytes) rest = (rest << 8n) | BigInt(byte);
  let digits = '';
  for (let place = 0; place < width; place++) {
    digits = DIGITS[Number(rest % 62n)] + digits;
    rest /= 62n;
  }
  if (rest > 0n) throw new RangeError(`The number needs more than ${width} digits.`);
  return digits;
}

/** The same for a whole number below 2^53; digits that do not fit are cut. */
export function encodeNumberBase62(value: number, width: number): string {
  let rest = value;
  let digits = '';
  for (let place = 0; place < width; place++) {
    digits = DIGITS[rest % 62] + digits;
    rest = Math.floor(rest / 62);
  }
  return digits;
}
