/**
 * Reads a stored text once: it is the same for each request of its key until it is edited, and is then another one.
 *
 * @param bound How many are kept; for each that comes then, the one that was read first is forgotten.
 * @param make Must depend on nothing but the text, and what it makes must not be changed.
 */
export function remembered<Made extends object>(
  bound: number,
  make: (text: string) => Made,
): (text: string) => Made {
  const kept = new Map<string, Made>();
  return (text) => {
    const known = kept.get(text);
    if (known) return known;
    const made = make(text);
    if (kept.size >= bound) kept.delete(kept.keys().next().value!);
    kept.set(text, made);
    return made;
  };
}
