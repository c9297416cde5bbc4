/** A text that is no JSON that this API reads; the message says what and where. */
export interface NotJson {
  readonly fault: string;
}

const maximumDepth = 32;

/**
 * Parses JSON, and refuses what parsers disagree about: a member given twice (RFC 8259, 4: the outcome is
 * unpredictable, so that a gateway and this server might each see another), `__proto__`, and nesting beyond 32.
 */
export function parseStrictJson(text: string): { readonly value: unknown } | NotJson {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { fault: 'The body is not JSON.' };
  }
  return faultOf(text) ?? { value };
}

/** Walks a text already known to be JSON: only strings and brackets matter. */
function faultOf(text: string): NotJson | undefined {
  const open: (Set<string> | null)[] = [];
  for (let i = 0; i < text.length; i++) {
    const at = text[i];
    if (at === '{' || at === '[') {
      open.push(at === '{' ? new Set() : null);
      if (open.length > maximumDepth)
        return { fault: `The body is nested deeper than ${maximumDepth} levels.` };
    } else if (at === '}' || at === ']') {
      open.pop();
    } else if (at === '"') {
      const end = endOfString(text, i);
      const members = open.at(-1);
      if (members && isMemberName(text, end)) {
        const name = JSON.parse(text.slice(i, end + 1)) as string;
        if (name === '__proto__') return { fault: 'The body has a member "__proto__".' };
        if (members.has(name)) return { fault: `The body has a member given twice, at character ${i}.` };
        members.add(name);
      }
      i = end;
    }
  }
  return undefined;
}

function endOfString(text: string, start: number): number {
  let i = start + 1;
  while (text[i] !== '"') i += text[i] === '\\' ? 2 : 1;
  return i;
}

function isMemberName(text: string, end: number): boolean {
  let i = end + 1;
  while (text[i] === ' ' || text[i] === '\n' || text[i] === '\r' || text[i] === '\t') i++;
  return text[i] === ':';
}
