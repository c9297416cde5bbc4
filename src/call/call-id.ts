const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const LENGTH = 22;

/** Random bytes in stock: drawing them one id at a time costs more than all the rest of it. */
const stock = new Uint8Array(4_096);
let used = stock.length;

/** A new `Request-Id` in the API's own form: `req_` and 22 digits of base 62. */
export function newCallId(): string {
  let id = 'req_';
  while (id.length < LENGTH + 4) {
    if (used === stock.length) {
      crypto.getRandomValues(stock);
      used = 0;
    }
    const digit = stock[used++]! & 63;
    if (digit < 62) id += DIGITS[digit]; // others are drawn anew, so that all digits are as likely
  }
  return id;
}
