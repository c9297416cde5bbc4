import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { networkOf } from '../../mock-server/src/limits/network.ts';

describe('attack: one address in many spellings', () => {
  it.each([
    ['203.0.113.7', '203.0.113.7'],
    ['::ffff:203.0.113.7', '203.0.113.7'],
    ['::FFFF:203.0.113.7', '203.0.113.7'],
    ['::ffff:cb00:7107', '203.0.113.7'],
    ['0:0:0:0:0:ffff:cb00:7107', '203.0.113.7'],
    ['0000:0000:0000:0000:0000:FFFF:CB00:7107', '203.0.113.7'],
    ['::ffff:203.0.113.7%eth0', '203.0.113.7'],
    ['2001:db8::1', '2001:db8::/64'],
    ['2001:DB8:0:0:0:0:0:1', '2001:db8::/64'],
    ['2001:0db8:0000:0000::1', '2001:db8::/64'],
    ['fe80::1%eth0', 'fe80::/64'],
    ['fe80::1%25eth0', 'fe80::/64'],
    ['::1', '::/64'],
    ['::', '::/64'],
    ['::ffff:0:0:0', '::/64'],
    ['0:0:0:1::', '0:0:0:1::/64'],
    ['2001:0:0:1::5', '2001:0:0:1::/64'],
    ['1:2:3:4:5:6:7:8', '1:2:3:4::/64'],
    ['1:2:3:4:5:6:1.2.3.4', '1:2:3:4::/64'],
  ])('%s counts for %s', (address, network) => {
    expect(networkOf(address)).toBe(network);
  });
});

describe('attack: 2^64 addresses of one subscriber', () => {
  it('are one network; another /64 is another', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 0xffff }), { minLength: 8, maxLength: 8 }), (groups) => {
        fc.pre(groups[0] !== 0);
        const text = (all: number[]) => all.map((group) => group.toString(16)).join(':');
        const network = networkOf(text(groups));
        expect(networkOf(text([...groups.slice(0, 4), 1, 2, 3, 4]))).toBe(network);
        expect(networkOf(text([...groups.slice(0, 3), groups[3]! ^ 1, ...groups.slice(4)]))).not.toBe(
          network,
        );
        expect(networkOf(network!.replace('/64', '1'))).toBe(network);
      }),
    );
  });
});

it.each([
  '',
  'localhost',
  '203.0.113',
  '203.0.113.07',
  '203.0.113.7:80',
  '0x7f.1',
  '[::1]',
  ':::',
  '1:2:3',
  '1::2::3',
  '::/64',
  ' ::1',
])('is null for what is no address: "%s"', (text) => {
  expect(networkOf(text)).toBeNull();
});
