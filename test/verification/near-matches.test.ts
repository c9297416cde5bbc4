/* Keys that are almost the right one. Sent through the host itself, since a transport strips or refuses some of them. */
import { formatKey, parseKey } from '@homestar/sdk/internal';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createDigest, filterOf } from '../../mock-server/src/vault/digest.ts';
import { qaPepper } from '../../mock-server/src/vault/peppers.ts';
import { createProofs } from '../../mock-server/src/vault/proofs.ts';
import { eventsOf } from '../support/log.ts';
import { everything, type PlantedKey, plantKey, storeSecret } from '../support/planted.ts';
import { answerOf } from '../support/send.ts';
import { type QaServer, startServer } from '../support/server.ts';

let server: QaServer;
let key: PlantedKey;
beforeAll(async () => {
  server = await startServer({ proofs: createProofs({ remember: false }) });
  key = await plantKey(server.world, 'noahWhite');
});
afterAll(() => server.close());

async function send(secret: string) {
  async function* nothing() {}
  const call = { method: 'GET', target: '/v1/whoami', headers: ['Host', 'localhost', 'X-API-Key', secret] };
  const peer = { address: '127.0.0.1', encrypted: false };
  const { status, headers, body } = await server.host.fetch({ ...call, body: nothing() }, peer);
  return answerOf<{ code?: string }>(status, headers, body);
}

test('the key itself is accepted', async () => {
  expect((await send(key.secret)).status).toBe(200);
});

describe('refused as malformed', () => {
  const near: Record<string, (secret: string) => string> = {
    'one character more': (secret) => `${secret}a`,
    'two characters more': (secret) => `${secret}ab`,
    'three characters more': (secret) => `${secret}abc`,
    'one character less': (secret) => secret.slice(0, -1),
    twice: (secret) => secret + secret,
    'twice with a semicolon': (secret) => `${secret}; ${secret}`,
    'a space behind': (secret) => `${secret} `,
    'a space before': (secret) => ` ${secret}`,
    'a tab behind': (secret) => `${secret}\t`,
    'a line end behind': (secret) => `${secret}\n`,
    'a line end of the other kind': (secret) => `${secret}\r\n`,
    'a NUL behind': (secret) => `${secret}\0`,
    'a space inside': (secret) => `${secret.slice(0, 30)} ${secret.slice(30)}`,
    'a line end inside': (secret) => `${secret.slice(0, 30)}\n${secret.slice(30)}`,
    'a no-break space behind': (secret) => `${secret}\u00a0`,
    'a zero-width space behind': (secret) => `${secret}\u200b`,
    'in quotes': (secret) => `"${secret}"`,
    'as a bearer token': (secret) => `Bearer ${secret}`,
    'percent-encoded': (secret) => secret.replace('_', '%5F'),
    'in capitals': (secret) => secret.toUpperCase(),
    'in small letters': (secret) => secret.toLowerCase(),
    'its prefix in capitals': (secret) => secret.replace('idx', 'IDX'),
    'full-width digits': (secret) =>
      secret.replace(/[0-9]/, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0)),
    'without its checksum': (secret) => secret.slice(0, -6),
    'only its public part': (secret) => secret.slice(0, 21),
  };
  test.each(Object.keys(near))('%s', async (name) => {
    const answer = await send(near[name]!(key.secret));
    expect([answer.status, answer.body.code]).toEqual([401, 'key_malformed']);
    expect(answer.headers.get('WWW-Authenticate')).toBe('ApiKey realm="homestar", error="invalid_key"');
  });

  test('nothing, as an unset variable sends it, is a missing key and no fault of one', async () => {
    const answer = await send('');
    expect([answer.status, answer.body.code]).toEqual([401, 'key_missing']);
    expect(answer.headers.get('WWW-Authenticate')).toBe('ApiKey realm="homestar"');
  });

  test('any one character changed, left out, added or swapped with its neighbour', async () => {
    const { secret } = key;
    const at = fc.nat(secret.length - 1);
    const character = fc.constantFrom(...'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_ ');
    const edited = fc.oneof(
      fc.tuple(at, character).map(([i, c]) => secret.slice(0, i) + c + secret.slice(i + 1)),
      at.map((i) => secret.slice(0, i) + secret.slice(i + 1)),
      fc.tuple(at, character).map(([i, c]) => secret.slice(0, i) + c + secret.slice(i)),
      at.map((i) => secret.slice(0, i) + (secret[i + 1] ?? '') + secret[i] + secret.slice(i + 2)),
    );
    const near = edited.filter((text) => text !== secret);
    await fc.assert(
      fc.asyncProperty(near, async (text) => {
        expect((await send(text)).status).toBe(401);
      }),
      { numRuns: 300 },
    );
  });
});

describe('another key with the right checksum', () => {
  /** The key whose random part is greater by one: it differs at the far end, in the last of 43 digits. */
  function next(secret: string): string {
    const { environment, keyId } = parseKey(secret)!;
    const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
    let number = 0n;
    for (const digit of secret.split('_')[3]!.slice(0, 43))
      number = number * 62n + BigInt(digits.indexOf(digit));
    const bytes = Buffer.from((number + 1n).toString(16).padStart(64, '0'), 'hex');
    return formatKey(environment, keyId.slice('key_'.length), bytes);
  }

  test('differs in the last digits only: unknown', async () => {
    const other = next(key.secret);
    expect(other.slice(0, 60)).toBe(key.secret.slice(0, 60));
    expect((await send(other)).body.code).toBe('key_unknown');
  });

  test('even passes the filter: bcrypt sees the whole key, and tells them apart', async () => {
    const other = next(key.secret);
    const row = server.world.store.tenant.key(everything, key.id)!.key;
    const filter = filterOf(createDigest(qaPepper.key).mac(other));
    await storeSecret(server.world, key.id, { hash: row.hash, filter, pepperVersion: row.pepperVersion });
    // Refusals of one network stand singly in the log up to ten a minute.
    await server.clock.advance(60_000);
    const answer = await send(other);
    expect([answer.status, answer.body.code]).toEqual([401, 'key_unknown']);
    expect(await eventsOf(server.world, answer)).toMatchObject([
      { check: { name: 'key_proof', saw: { proof: 'unproven' } } },
    ]);
  });
});
