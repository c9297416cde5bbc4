/*
 * Masks API keys inside base64 text, where a Basic header or an encoded body hides them. Three
 * characters of base64 hold four bytes' worth of digits, so a text reads in one of three ways,
 * according to how many bytes stand before it.
 */

/** `idx_live_` and `idx_test_` in base64 behind 0, 1 and 2 bytes, as far as those bytes cannot change it. */
const MARK = /(aWR4X2xpdmVf|aWR4X3Rlc3Rf)|(lkeF9saXZlX|lkeF90ZXN0X)|pZHhfbGl2ZV|pZHhfdGVzdF/g;
const KEY_START = /^dx_(live|test)_([0-9A-Za-z]{12})_[0-9A-Za-z]/;
const CHARACTERS = /[0-9A-Za-z+/_-]*={0,2}/y;
const LINE_END = /\r?\n[ \t]{0,16}/y;
/** What a whole key takes, so that a mask goes on over the line ends of wrapped base64. */
const KEY_CHARACTERS = 96;

export function maskBase64(text: string): string {
  let masked = '';
  let copied = 0;
  MARK.lastIndex = 0;
  for (let match = MARK.exec(text); match !== null; match = MARK.exec(text)) {
    const bytesBefore = match[1] !== undefined ? 0 : match[2] !== undefined ? 1 : 2;
    const key = KEY_START.exec(decode(text, match.index, bytesBefore));
    if (key === null) continue;
    masked += `${text.slice(copied, match.index)}[redacted: base64 of idx_${key[1]}_${key[2]}]`;
    copied = runEnd(text, match.index);
    MARK.lastIndex = copied;
  }
  return copied === 0 ? text : masked + text.slice(copied);
}

/** The beginning of what stands at `start`, without its first character, whose bits may be shared. */
function decode(text: string, start: number, bytesBefore: number): string {
  const window = text.slice(start, start + 80).replace(/[\r\n \t]/g, '');
  const padded = ['', 'AA', 'AAA'][bytesBefore] + window;
  const usable = /^[0-9A-Za-z+/_-]*/.exec(padded)![0].replace(/-/g, '+').replace(/_/g, '/');
  const whole = usable.length % 4 === 1 ? usable.slice(0, -1) : usable;
  return atob(whole).slice(bytesBefore + 1);
}

function runEnd(text: string, start: number): number {
  let at = start;
  let seen = 0;
  for (;;) {
    CHARACTERS.lastIndex = at;
    CHARACTERS.exec(text);
    seen += CHARACTERS.lastIndex - at;
    at = CHARACTERS.lastIndex;
    LINE_END.lastIndex = at;
    if (seen >= KEY_CHARACTERS || !LINE_END.test(text)) return at;
    at = LINE_END.lastIndex;
  }
}
