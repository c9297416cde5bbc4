/*
 * Line ends that stand inside a key or inside base64, because something wrapped the text. One is
 * plain, quoted-printable, continued by a backslash as in a shell, or escaped as in JSON; what
 * indents or quotes the next line belongs to it. None of its characters is a digit, so a text reads
 * with wraps in one way only, and its length is bounded, so it is read a bounded number of times.
 */
const WRAP = String.raw`(?:[=\\]?\r?\n|(?:\\{1,4}r)?\\{1,4}n)[\r\n\t >|]{0,64}`;
const HERE = new RegExp(WRAP, 'y');
const ALL = new RegExp(WRAP, 'g');

/** The source of a pattern for characters in a row, between any two of which a wrap may stand. */
export function wrappable(characters: Iterable<string>): string {
  return [...characters].join(`(?:${WRAP})?`);
}

/** Where the wrap at `start` ends; `start` itself if there is none. */
export function wrapEnd(text: string, start: number): number {
  HERE.lastIndex = start;
  return HERE.test(text) ? HERE.lastIndex : start;
}

/**
 * Finds what may be wrapped between any two characters. Such a pattern takes 30 ms to compile, so it is made only for
 * a text that holds the plain one in one line, or would if it were not wrapped.
 */
export function wrappableFinder(plain: RegExp, wrapped: () => RegExp): (text: string) => RegExp | null {
  let made: RegExp | undefined;
  return (text) => {
    if (!plain.test(text) && !(mayWrap(text) && plain.test(unwrapped(text)))) return null;
    made ??= wrapped();
    made.lastIndex = 0;
    return made;
  };
}

function mayWrap(text: string): boolean {
  return text.includes('\n') || text.includes('\\n');
}

/** The text in one line. */
export function unwrapped(text: string): string {
  return text.replace(ALL, '');
}
