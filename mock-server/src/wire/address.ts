import { isIPv4, isIPv6 } from 'node:net';

/**
 * An IPv4 address, be it in one of its IPv6 forms (`::FFFF:203.0.113.7`, `::ffff:cb00:7107`), or else the eight groups of an
 * IPv6 address, without its zone. Null where it is no address.
 */
export function readAddress(address: string): string | readonly number[] | null {
  // A socket that takes both families names IPv4 peers in this form.
  const plain = address.startsWith('::ffff:') ? address.slice(7) : address;
  if (isIPv4(plain)) return plain;
  if (!isIPv6(address)) return null;
  const groups = groupsOf(address.split('%', 1)[0]!);
  if (groups[5] !== 0xffff || groups.slice(0, 5).some((group) => group !== 0)) return groups;
  const [high, low] = [groups[6]!, groups[7]!];
  return `${high >> 8}.${high & 255}.${low >> 8}.${low & 255}`;
}

/** One spelling for each address: IPv4 for the IPv6 forms of it, else as RFC 5952 has it. Null where it is none. */
export function plainAddress(address: string): string | null {
  if (address.includes('%')) return null;
  const read = readAddress(address);
  // The WHATWG URL parser writes IPv6 hosts in that form.
  return typeof read === 'string' || read === null
    ? read
    : new URL(`http://[${address}]`).hostname.slice(1, -1);
}

/** The eight groups of an IPv6 address that is known to be well-formed. */
export function groupsOf(address: string): number[] {
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
