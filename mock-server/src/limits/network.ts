import { isIPv4, isIPv6 } from 'node:net';

/**
 * The network an address counts for: an IPv4 address itself (`203.0.113.7`), of an IPv6 address its /64
 * (`2001:db8::/64`), since whoever has one of its addresses has them all. All spellings of an address give one text:
 * `::FFFF:203.0.113.7` and `::ffff:cb00:7107` are the IPv4 address, and a zone (`fe80::1%eth0`) says where
 * the sender is attached, not who it is. Null where it is no address.
 */
export function networkOf(address: string): string | null {
  // A socket that takes both families names IPv4 peers in the second way.
  const plain = address.startsWith('::ffff:') ? address.slice(7) : address;
  if (isIPv4(plain)) return plain;
  if (!isIPv6(address)) return null;
  const groups = groupsOf(address.split('%', 1)[0]!);
  if (groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff) {
    const [high, low] = [groups[6]!, groups[7]!];
    return `${high >> 8}.${high & 255}.${low >> 8}.${low & 255}`;
  }
  // The last four groups are zero, so the longest run of zeros (RFC 5952, section 4.2) is always the last.
  const shown = groups.slice(0, 4);
  while (shown.at(-1) === 0) shown.pop();
  return `${shown.map((group) => group.toString(16)).join(':')}::/64`;
}

/** The eight groups of an address that is known to be well-formed. */
function groupsOf(address: string): number[] {
  const [head, tail] = address.split('::') as [string, string?];
  const before = partsOf(head);
  const after = partsOf(tail ?? '');
  return [...before, ...Array<number>(8 - before.length - after.length).fill(0), ...after];
}

function partsOf(text: string): number[] {
  if (text === '') return [];
  return text.split(':').flatMap((part) => {
    if (!part.includes('.')) return Number.parseInt(part, 16);
    const [a, b, c, d] = part.split('.').map(Number) as [number, number, number, number];
    return [(a << 8) | b, (c << 8) | d];
  });
}
