/** Whether an address literal is this machine: 127.0.0.0/8, `::1`, or the former in its IPv6-mapped form. */
export function isLoopback(address: string): boolean {
  const plain = address.toLowerCase().replace(/^::ffff:/, '');
  return plain === '::1' || /^127(?:\.(?:25[0-5]|2[0-4]\d|1?\d?\d)){3}$/.test(plain);
}
