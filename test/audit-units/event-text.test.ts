import { formatKey } from '@homestar/sdk/internal';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { EventDraft } from '../../mock-server/src/audit/event.ts';
import { eventText } from '../../mock-server/src/audit/event-text.ts';

const key = formatKey('live', '000aB3dE5fG7', Buffer.alloc(32, 77));
const tail = key.slice(22);

const plain: EventDraft = {
  at: 1_800_000_000_007,
  requestId: 'req_4fJ2kQ9xW1bT7mZc0LdR8u',
  actor: { type: 'anonymous' },
  client: { network: '203.0.113.7', address: '203.0.113.7' },
  outcome: 'refused',
  status: 401,
  changes: [],
};

const full: EventDraft = {
  at: 1_800_000_000_007,
  requestId: 'req_4fJ2kQ9xW1bT7mZc0LdR8u',
  clientRequestId: 'order-7',
  actor: {
    type: 'key',
    keyId: 'key_a',
    claimedKeyId: 'key_b',
    lineageId: 'lin_a',
    userId: 'usr_a',
    role: 'agent',
  },
  client: { network: '2001:db8::/64', address: '2001:db8::1', userAgent: 'curl/8 "quoted"' },
  operationId: 'keys.revoke',
  brokerageId: 'brk_a',
  target: 'key_c',
  outcome: 'refused',
  status: 403,
  code: 'permission_denied',
  check: { stage: 'authorize', name: 'permission', saw: { needs: 'keys:write' } },
  charges: [
    { policy: 'network', cost: 1 },
    { policy: 'lineage', cost: 1 },
  ],
  changes: [{ target: 'key_c', before: { revokedAt: null }, after: null }],
  aggregate: { count: 3, firstAt: 1_800_000_000_000, lastAt: 1_800_000_000_007 },
};

const parse = (draft: EventDraft) => JSON.parse(`{${eventText(draft)}`);

describe('attack: a key in whatever the caller writes ends up in the log', () => {
  const places: [string, (text: string) => Partial<EventDraft>][] = [
    ['user agent', (text) => ({ client: { network: 'n', address: 'a', userAgent: text } })],
    ['zone of an address', (text) => ({ client: { network: 'n', address: `fe80::1%${text}` } })],
    ['Request-Id', (text) => ({ clientRequestId: text })],
    ['id in the path', (text) => ({ target: text })],
    [
      'what a check saw',
      (text) => ({ check: { stage: 'vet', name: 'c', saw: { deep: [{ value: text }] } } }),
    ],
    ['name of what a check saw', (text) => ({ check: { stage: 'vet', name: 'c', saw: { [text]: 1 } } })],
    ['record before', (text) => ({ changes: [{ target: 't', before: { name: text }, after: null }] })],
    ['record after', (text) => ({ changes: [{ target: 't', before: null, after: { name: text } }] })],
    ['target of a change', (text) => ({ changes: [{ target: text, before: null, after: null }] })],
  ];
  it.each(places)('%s', (_, draftOf) => {
    for (const text of [
      key,
      `Bearer ${key}`,
      `${'x'.repeat(40)} ${key}`,
      Buffer.from(`a:${key}`).toString('base64'),
    ]) {
      const written = eventText({ ...plain, ...draftOf(text) });
      expect(() => JSON.parse(`{${written}`)).not.toThrow();
      for (let at = 0; at + 8 <= tail.length; at++) expect(written).not.toContain(tail.slice(at, at + 8));
      expect(written).not.toContain(text);
    }
  });

  it('attack: a key that lies across the place where the text is cut', () => {
    for (let before = 190; before < 260; before++) {
      const userAgent = `${'x'.repeat(before)} ${key}`;
      const { client } = parse({ ...plain, client: { network: 'n', address: 'a', userAgent } });
      expect(client.userAgent).not.toMatch(/idx_live_000aB3dE5fG7_[0-9A-Za-z]/);
      expect(client.userAgent.length).toBeLessThanOrEqual(256);
    }
  });

  it('masks what a member called "secret" holds, whatever it looks like', () => {
    const changes = [{ target: 't', before: null, after: { secret: 'hunter2', url: 'https://a.example' } }];
    expect(parse({ ...plain, changes }).changes[0].after).toEqual({
      secret: '[redacted]',
      url: 'https://a.example',
    });
  });
});

describe('attack: text that breaks out of the event, or swells it', () => {
  it('is always one line of JSON that reads back as it was meant', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        const draft = {
          ...full,
          clientRequestId: text,
          client: { network: 'n', address: text, userAgent: text },
        };
        expect(eventText(draft)).not.toMatch(/[\n\r\0]/);
        expect(parse(draft)).toMatchObject({
          clientRequestId: text,
          client: { address: text, userAgent: text },
        });
      }),
    );
  });

  it.each([
    ['a line end', 'a\nb'],
    ['a quote', '","outcome":"allowed'],
    ['half a surrogate pair', 'a\ud83d'],
    ['a separator that JavaScript takes for a line end', 'a\u2028b'],
  ])('stands as itself: %s', (_, text) => {
    const { client, outcome } = parse({ ...plain, client: { network: 'n', address: 'a', userAgent: text } });
    expect(client.userAgent).toBe(text);
    expect(outcome).toBe('refused');
  });

  it('is cut: user agent at 256, Request-Id at 128, target at 64, never within a character', () => {
    const long = `${'x'.repeat(255)}😀${'y'.repeat(10_000)}`;
    const event = parse({
      ...plain,
      clientRequestId: long,
      target: long,
      client: { network: 'n', address: 'a', userAgent: long },
    });
    expect(event.client.userAgent).toBe('x'.repeat(255));
    expect(event.clientRequestId).toHaveLength(128);
    expect(event.target).toHaveLength(64);
  });
});

describe('the shape', () => {
  it('has its members in one order, and those that do not apply are left out', () => {
    expect(eventText(full)).toBe(
      '"at":"2027-01-15T08:00:00.007Z","requestId":"req_4fJ2kQ9xW1bT7mZc0LdR8u","clientRequestId":"order-7",' +
        '"actor":{"type":"key","keyId":"key_a","claimedKeyId":"key_b","lineageId":"lin_a","userId":"usr_a","role":"agent"},' +
        '"client":{"network":"2001:db8::/64","address":"2001:db8::1","userAgent":"curl/8 \\"quoted\\""},' +
        '"operationId":"keys.revoke","brokerageId":"brk_a","target":"key_c","outcome":"refused","status":403,' +
        '"code":"permission_denied","check":{"stage":"authorize","name":"permission","saw":{"needs":"keys:write"}},' +
        '"charges":[{"policy":"network","cost":1},{"policy":"lineage","cost":1}],' +
        '"changes":[{"target":"key_c","before":{"revokedAt":null},"after":null}],' +
        '"aggregate":{"count":3,"firstAt":"2027-01-15T08:00:00.000Z","lastAt":"2027-01-15T08:00:00.007Z"}}',
    );
    expect(eventText(plain)).toBe(
      '"at":"2027-01-15T08:00:00.007Z","requestId":"req_4fJ2kQ9xW1bT7mZc0LdR8u","actor":{"type":"anonymous"},' +
        '"client":{"network":"203.0.113.7","address":"203.0.113.7"},"outcome":"refused","status":401,"changes":[]}',
    );
  });

  it('names no request and no client where there was none', () => {
    expect(eventText({ ...plain, requestId: null, actor: { type: 'system' }, client: null })).toBe(
      '"at":"2027-01-15T08:00:00.007Z","actor":{"type":"system"},"outcome":"refused","status":401,"changes":[]}',
    );
  });
});
