import { BlockList, isIPv4 } from 'node:net';
import { remembered } from '../store/remembered.ts';
import { groupsOf, plainAddress } from '../wire/address.ts';

/** One entry in its canonical spelling, or what is wrong with it. */
export type Entry = { readonly text: string } | { readonly fault: string };

/**
 * An address (`203.0.113.7`, `2001:db8::7`) or a network of addresses (`203.0.113.0/24`, `2001:db8::/48`). IPv6 spellings of
 * an IPv4 address (`::ffff:203.0.113.7`) are that address. Bits behind the prefix are refused rather than ignored:
 * `203.0.113.7/24` may be meant as one address or as 256.
 */
export function parseEntry(entry: string): Entry {
  const [, address = '', prefix] = /^([^/]*)(?:\/(\d{1,3}))?$/.exec(entry) ?? [];
  const plain = plainAddress(address);
  if (plain === null)
    return { fault: 'is not an IPv4 or IPv6 address, nor a network such as 203.0.113.0/24' };
  if (prefix === undefined) return { text: plain };
  const mapped = plain !== address && isIPv4(plain) && !isIPv4(address);
  const bits = Number(prefix) - (mapped ? 96 : 0);
  const longest = isIPv4(plain) ? 32 : 128;
  if (bits < 0 || bits > longest) return { fault: `has a prefix that is not between 0 and ${longest}` };
  const first = firstOf(plain, bits);
  if (first !== plain) return { fault: `has bits behind its prefix; the network is ${first}/${bits}` };
  return { text: bits === longest ? plain : `${plain}/${bits}` };
}

/** Whether an address is on the list, a JSON array of canonical entries; null lets all in. */
export function allows(list: string | null, address: string): boolean {
  if (list === null) return true;
  const plain = plainAddress(address.split('%', 1)[0]!);
  if (plain === null) return false;
  const family = familyOf(plain);
  return compiled(list)[family].check(plain, family);
}

const familyOf = (address: string) => (isIPv4(address) ? 'ipv4' : 'ipv6');

/** Apart, since a `BlockList` finds each IPv4 address, in its IPv6 form, in networks such as `::/0` too. */
type Blocks = Readonly<Record<'ipv4' | 'ipv6', BlockList>>;

const compiled = remembered(1000, (list): Blocks => {
  const blocks: Blocks = { ipv4: new BlockList(), ipv6: new BlockList() };
  for (const entry of JSON.parse(list) as string[]) {
    const [address, prefix] = entry.split('/') as [string, string?];
    const family = familyOf(address);
    if (prefix === undefined) blocks[family].addAddress(address, family);
    else blocks[family].addSubnet(address, Number(prefix), family);
  }
  return blocks;
});

/** The first address of the network. */
function firstOf(plain: string, bits: number): string {
  if (isIPv4(plain)) {
    const number = plain.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
    const size = 2 ** (32 - bits);
    const first = number - (number % size);
    return [24, 16, 8, 0].map((shift) => Math.floor(first / 2 ** shift) % 256).join('.');
  }
  const number = groupsOf(plain).reduce((sum, group) => (sum << 16n) | BigInt(group), 0n);
  const free = BigInt(128 - bits);
  const hex = ((number >> free) << free).toString(16).padStart(32, '0');
  return plainAddress(hex.match(/.{4}/g)!.join(':'))!;
}
