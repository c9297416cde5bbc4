/** One challenge of a `WWW-Authenticate` field; scheme and parameter names in lower case. */
export interface Challenge {
  readonly scheme: string;
  readonly parameters: ReadonlyMap<string, string>;
}

const GAP = /[ \t]*/y;
const TOKEN = /[!#$%&'*+.^_`|~0-9A-Za-z-]+/y;
const TOKEN68 = /[0-9A-Za-z._~+/-]+=*(?=[ \t]*(?:,|$))/y;
const ASSIGNMENT = /[ \t]*=[ \t]*/y;
const QUOTED = /"((?:[^"\\]|\\.)*)"/y;
const LONGEST_FIELD = 8_192;

/**
 * Reads `WWW-Authenticate` (RFC 9110, section 11.6.1). Commas part challenges and parameters alike:
 * in `Basic realm="a", ApiKey realm="b", error="invalid_key"` the second one begins a challenge and
 * the third does not. What cannot be read ends the reading; the challenges before it stand.
 */
export function parseChallenges(field: string): Challenge[] {
  const challenges: Challenge[] = [];
  if (field.length > LONGEST_FIELD) return challenges;
  let at = 0;
  const take = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    const match = pattern.exec(field);
    if (match) at = pattern.lastIndex;
    return match;
  };

  let parameters: Map<string, string> | null = null;
  for (;;) {
    take(GAP);
    if (at >= field.length) return challenges;
    if (field[at] === ',') {
      at++;
      continue;
    }
    const token = take(TOKEN);
    if (token === null) return challenges;
    if (parameters !== null && take(ASSIGNMENT)) {
      const quoted = take(QUOTED);
      const value = quoted ? quoted[1]!.replace(/\\(.)/g, '$1') : take(TOKEN)?.[0];
      if (value === undefined) return challenges;
      parameters.set(token[0].toLowerCase(), value);
      continue;
    }
    parameters = new Map();
    challenges.push({ scheme: token[0].toLowerCase(), parameters });
    take(GAP);
    take(TOKEN68);
  }
}

/**
 * Whether the answer says that this key will not do and another might: an `ApiKey` challenge with
 * `error="invalid_key"`. Nothing else says so, whatever the status or the code.
 */
export function isInvalidKey(field: string | readonly string[] | undefined): boolean {
  if (field === undefined) return false;
  const text = typeof field === 'string' ? field : field.join(', ');
  return parseChallenges(text).some(
    ({ scheme, parameters }) => scheme === 'apikey' && parameters.get('error') === 'invalid_key',
  );
}
