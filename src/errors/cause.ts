const LONGEST_TEXT = 2_000;

/**
 * Copies of a foreign error what helps to find the reason, as clean text. The object itself is never
 * handed on: an error of the HTTP parser holds the bytes of the answer, one of a dispatcher may hold
 * the request with its key.
 */
export function copyCause(cause: unknown, clean: (text: string) => string): Error | undefined {
  if (typeof cause !== 'object' || cause === null) return undefined;
  const textOf = (member: string): string | undefined => {
    const value = read(cause, member);
    // Cleaned before it is cut: half a key is still most of a secret.
    return typeof value === 'string' && value !== '' ? clean(value).slice(0, LONGEST_TEXT) : undefined;
  };
  const copy = new Error(textOf('message') ?? 'The reason is not known.');
  const name = textOf('name') ?? 'Error';
  Object.defineProperty(copy, 'name', { value: name, configurable: true });
  // The stack of the copy would lead here and tell nothing.
  Object.defineProperty(copy, 'stack', { value: `${name}: ${copy.message}`, configurable: true });
  for (const member of ['code', 'syscall', 'address', 'hostname'] as const) {
    const text = textOf(member);
    if (text !== undefined) Object.assign(copy, { [member]: text });
  }
  const port = read(cause, 'port');
  if (typeof port === 'number') Object.assign(copy, { port });
  return copy;
}

function read(from: object, member: string): unknown {
  try {
    return (from as Record<string, unknown>)[member];
  } catch {
    return undefined; // a getter that throws
  }
}
