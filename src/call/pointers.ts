/**
 * Replaces what a JSON pointer (RFC 6901) leads to, in place; a segment `*` means every item or
 * member. What is not there is left alone.
 */
export function mapPointers(root: unknown, pointer: string, change: (value: unknown) => unknown): void {
  const segments = pointer
    .split('/')
    .slice(1)
    .map((segment) => segment.replaceAll('~1', '/').replaceAll('~0', '~'));
  descend(root, segments, 0, change);
}

function descend(
  value: unknown,
  segments: readonly string[],
  depth: number,
  change: (value: unknown) => unknown,
): void {
  const segment = segments[depth];
  if (segment === undefined || typeof value !== 'object' || value === null) return;
  const holder = value as Record<string, unknown>;
  for (const name of segment === '*' ? Object.keys(holder) : [segment]) {
    if (!Object.hasOwn(holder, name)) continue;
    if (depth === segments.length - 1) holder[name] = change(holder[name]);
    else descend(holder[name], segments, depth + 1, change);
  }
}
