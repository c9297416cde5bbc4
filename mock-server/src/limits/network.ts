import { readAddress } from '../wire/address.ts';

/**
 * The network an address counts for: an IPv4 address itself (`203.0.113.7`), of an IPv6 address its /64
 * (`2001:db8::/64`), since whoever has one of its addresses has them all. All spellings of an address give one text:
 * `::FFFF:203.0.113.7` and `::ffff:cb00:7107` are the IPv4 address, and a zone (`fe80::1%eth0`) says where
 * the sender is attached, not who it is. Null where it is no address.
 */
export function networkOf(address: string): string | null {
  const read = readAddress(address);
  if (read === null || typeof read === 'string') return read;
  // The last four groups are zero, so the longest run of zeros (RFC 5952, section 4.2) is always the last.
  const shown = read.slice(0, 4);
  while (shown.at(-1) === 0) shown.pop();
  return `${shown.map((group) => group.toString(16)).join(':')}::/64`;
}
