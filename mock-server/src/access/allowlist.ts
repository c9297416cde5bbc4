import { BlockList, isIPv4, isIPv6 } from 'node:net';

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

const KEPT = 1000;
const kept = new Map<string, Blocks>();

/** A list is the same for each request of its key until it is edited, and then its text is another. */
function compiled(list: string): Blocks {
  const known = kept.get(list);
  if (known) return known;
  const blocks: Blocks = { ipv4: new BlockList(), ipv6: new BlockList() };
  for (const entry of JSON.parse(list) as string[]) {
    const [address, prefix] = entry.split('/') as [string, string?];
    const family = familyOf(address);
    if (prefix === undefined) blocks[family].addAddress(address, family);
    else blocks[family].addSubnet(address, Number(prefix), family);
  }
  if (kept.size >= KEPT) kept.delete(kept.keys().next().value!);
  kept.set(list, blocks);
  return blocks;
}

/** One spelling for each address: IPv4 for the IPv6 forms of it, else as RFC 5952 has it. Null where it is none. */
export function plainAddress(address: string): string | null {
  if (isIPv4(address)) return address;
  if (!isIPv6(address) || address.includes('%')) return null;
  // The WHATWG URL parser writes IPv6 hosts in that form.
  const text = new URL(`http://[${address}]`).hostname.slice(1, -1);
  const [, high, low] = /^::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})$/.exec(text) ?? [];
  if (high === undefined || low === undefined) return text;
  const [a, b] = [Number.parseInt(high, 16), Number.parseInt(low, 16)];
  return `${a >> 8}.${a & 255}.${b >> 8}.${b & 255}`;
}

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

/** The eight groups of an address in the form of RFC 5952. */
function groupsOf(address: string): number[] {
  const [head = '', tail] = address.split('::');
  const parts = (text: string) =>
    text === '' ? [] : text.split(':').map((part) => Number.parseInt(part, 16));
  const [before, after] = [parts(head), parts(tail ?? '')];
  return [...before, ...Array<number>(8 - before.length - after.length).fill(0), ...after];
}
