import { parseKey } from '@homestar/sdk/internal';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { fixtureId } from '../../mock-server/src/fixtures/fixture-id.ts';
import { austin } from '../../mock-server/src/fixtures/people.ts';
import { systemRandom } from '../../mock-server/src/time/random.ts';
import type { BcryptQueue } from '../../mock-server/src/vault/bcrypt-queue.ts';
import { cheapBcrypt } from '../support/cheap-proofs.ts';
import { eventsOf, logOf } from '../support/log.ts';
import { everything } from '../support/planted.ts';
import { type QaServer, startOfTime, startServer } from '../support/server.ts';

let server: QaServer;
let drawn: Uint8Array[];
let workFactors: number[];
beforeEach(async () => {
  drawn = [];
  const random = {
    bytes(count: number) {
      const bytes = systemRandom.bytes(count);
      drawn.push(bytes);
      return bytes;
    },
  };
  workFactors = [];
  const bcrypt: BcryptQueue = {
    ...cheapBcrypt,
    hash(input, cost) {
      workFactors.push(cost);
      return cheapBcrypt.hash(input, cost);
    },
  };
  server = await startServer({ random, bcrypt });
});
afterEach(() => server.close());

interface Created {
  readonly key: Record<string, unknown> & { readonly id: string };
  readonly secret: string;
}
const least = { name: 'Listing feed', purpose: 'Publishes our listings', role: 'broker' };
const make = (body: object = {}, headers: readonly string[] = []) =>
  server.call<Created>('POST', '/v1/keys', { key: server.keys.broker, body: { ...least, ...body }, headers });
const now = new Date(startOfTime).toISOString();

describe('the record', () => {
  test('has its defaults where only what must be is given', async () => {
    const { status, body } = await make();
    expect(status).toBe(201);
    expect(body.key).toEqual({
      id: expect.stringMatching(/^key_000[0-9A-Za-z]{9}$/),
      lineageId: expect.stringMatching(/^lin_[0-9A-Za-z]{12}$/),
      ...least,
      hint: `idx_test_${body.key.id.slice('key_'.length)}`,
      status: 'active',
      brokerageId: austin,
      ownerUserId: fixtureId('usr', 'elenaRuiz'),
      scopes: null,
      ipAllowlist: null,
      limits: null,
      rotation: null,
      metadata: {},
      createdAt: now,
      createdByKeyId: fixtureId('key', 'broker'),
      rotationDueAt: '2026-05-30T12:00:00.000Z',
      firstUsedAt: null,
      lastUsedAt: null,
      notBefore: null,
      expiresAt: null,
      graceEndsAt: null,
      suspendedAt: null,
      revokedAt: null,
      revocation: null,
      successorId: null,
      predecessorId: null,
    });
  });

  test('has every member that was given', async () => {
    const given = {
      name: 'Nächtlicher Abgleich',
      purpose: 'CRM ⇄ listings',
      role: 'agent',
      brokerageId: austin,
      ownerUserId: fixtureId('usr', 'noahWhite'),
      scopes: ['leads:read', 'properties:read'],
      notBefore: '2026-03-02T00:00:00.000Z',
      expiresAt: '2026-06-01T00:00:00.000Z',
      ipAllowlist: ['203.0.113.0/24', '2001:db8::7'],
      limits: { lineage: 60 },
      rotation: { policy: 'enforce' },
      metadata: { system: 'crm', ticket: 'OPS-1421', constructor: 'not a member of the prototype' },
    };
    const { body } = await make(given);
    expect(body.key).toMatchObject(given);
  });

  test('is found where Location says, and is what was answered', async () => {
    const { headers, body } = await make();
    expect(headers.get('Location')).toBe(`/v1/keys/${body.key.id}`);
    const found = await server.call('GET', headers.get('Location')!, { key: server.keys.broker });
    expect(found.body).toEqual(body.key);
    expect(found.headers.get('ETag')).toBeDefined();
  });

  test('begins when it says, and not before', async () => {
    const { body } = await make({ notBefore: '2026-03-01T13:00:00.000Z' });
    expect(body.key).toMatchObject({ status: 'not_yet_valid' });
    const codeOf = async () => (await server.call('GET', '/v1/whoami', { key: body.secret })).body.code;
    await server.clock.advance(3_599_999);
    expect(await codeOf()).toBe('key_not_yet_valid');
    expect(await server.clock.advance(1)).toMatchObject([{ kind: 'key.valid', target: body.key.id }]);
    expect(await codeOf()).toBeUndefined();
  });
});

describe('the secret', () => {
  test('is a key of this environment with the record’s id, and works from its creation on', async () => {
    const { body } = await make();
    expect(parseKey(body.secret)).toMatchObject({ environment: 'test', keyId: body.key.id });
    const whoami = await server.call('GET', '/v1/whoami', { key: body.secret });
    expect(whoami.body).toMatchObject({ keyId: body.key.id, role: 'broker', brokerageId: austin });
  });

  test('carries all 32 bytes that were drawn for it, unreduced', async () => {
    const { body } = await make();
    const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
    let number = 0n;
    for (const digit of body.secret.slice(22, 65)) number = number * 62n + BigInt(digits.indexOf(digit));
    const carried = number.toString(16).padStart(64, '0');
    expect(drawn.map((bytes) => Buffer.from(bytes).toString('hex'))).toContain(carried);
  });

  test('is shown in the creating answer, and nowhere ever after', async () => {
    const created = await make();
    const { secret } = created.body;
    expect(created.headers.get('Cache-Control')).toBe('no-store');
    await server.call('GET', '/v1/whoami', { key: secret });

    const asked = { key: server.keys.admin };
    const later = [
      await server.call('GET', `/v1/keys/${created.body.key.id}`, asked),
      await server.call('GET', '/v1/keys?limit=100', asked),
      await server.call('GET', '/v1/audit-events?limit=100', asked),
      await server.call('GET', '/_mock/fixtures'),
    ];
    const secretPart = secret.split('_')[3]!.slice(0, 43);
    for (const { text, headers } of later) expect(text + headers.raw.join('\n')).not.toContain(secretPart);
    expect(JSON.stringify(await logOf(server.world))).not.toContain(secretPart);
  });

  test('is hashed by bcrypt with work factor 12, and stored in no other form', async () => {
    const { body } = await make();
    const { key } = server.world.store.tenant.key(everything, body.key.id)!;
    expect(workFactors).toEqual([12]);
    expect(key.hash).toMatch(/^\$2b\$\d\d\$[./0-9A-Za-z]{53}$/);
    expect(Object.values(key).join()).not.toContain(body.secret.slice(22, 65));
  });

  test('repeated with the Idempotency-Key: the same answer, and no second key is made', async () => {
    const first = await make({}, ['Idempotency-Key', 'one']);
    const again = await make({}, ['Idempotency-Key', 'one']);
    expect([again.status, again.body]).toEqual([201, first.body]);
    const ofFeed = await server.call<{ data: { name: string }[] }>('GET', '/v1/keys', {
      key: server.keys.broker,
    });
    expect(ofFeed.body.data.filter(({ name }) => name === least.name)).toHaveLength(1);
  });

  test('differs from key to key, as do ids and lineages', async () => {
    const made = await Promise.all(Array.from({ length: 10 }, () => make()));
    for (const of of [
      ({ secret }: Created) => secret,
      ({ key }: Created) => key.id,
      ({ key }: Created) => key.lineageId,
    ]) {
      expect(new Set(made.map(({ body }) => of(body))).size).toBe(10);
    }
  });
});

test('the event of the creation shows the record, not the secret, and belongs to the key’s brokerage', async () => {
  const body = { ...least, ownerUserId: fixtureId('usr', 'elenaRuiz') };
  const created = await server.call<Created>('POST', '/v1/keys', { key: server.keys.admin, body });
  expect(await eventsOf(server.world, created)).toMatchObject([
    {
      actor: { keyId: fixtureId('key', 'admin') },
      brokerageId: austin,
      target: created.body.key.id,
      changes: [{ target: created.body.key.id, before: null, after: created.body.key }],
    },
  ]);
});
