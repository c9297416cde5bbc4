/*
 * Attack: somebody has the database, with all that SQLite leaves beside it, and the whole audit log. What is in there
 * must open nothing: no key, no part of one, nothing that a key could be guessed against, nothing that is taken for one.
 */
import { existsSync, readFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import type { KeyCreated, KeyRotated, Wire } from '@homestar/sdk/internal';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { secretsText } from '../../mock-server/src/vault/secrets.ts';
import { once } from '../idempotency/support.ts';
import { startOutdated, watchRenewals } from '../renewal/outdated.ts';
import { logOf } from '../support/log.ts';
import { strangeKey } from '../support/real-keys.ts';
import type { StrictServer } from '../support/server.ts';
import { tracesOf } from './traces.ts';

let server: StrictServer;
/** Every secret that was issued, or tried. */
const presented: string[] = [];
let admin: string;
let secrets: Parameters<typeof tracesOf>[1];

/** Keys that were made under an older pepper, used, rotated, verified, shown again, refused and revoked. */
beforeAll(async () => {
  const outdated = await startOutdated();
  ({ server, secrets } = outdated);
  admin = server.keys.admin;
  const { key, other } = outdated;
  presented.push(admin, key.secret, other.secret);
  const renewals = watchRenewals(server.world.store);
  const { call } = server;
  const whoami = (secret: string) => call('GET', '/v1/whoami', { key: secret });
  await whoami(key.secret);
  await whoami(other.secret);

  const body = { name: 'Feed', purpose: 'Publishes our listings.', role: 'broker' };
  const asked = { value: 'lost', target: '/v1/keys', key: key.secret, body };
  const made = await once<Wire<KeyCreated>>(server, asked);
  expect((await once(server, asked)).text).toBe(made.text);
  const plain = await call<Wire<KeyCreated>>('POST', '/v1/keys', { key: key.secret, body });
  const turn = {
    value: 'turn',
    target: `/v1/keys/${other.id}/rotate`,
    key: other.secret,
    body: { reason: 'due' },
  };
  const rotated = await once<Wire<KeyRotated>>(server, turn);
  expect((await once(server, turn)).text).toBe(rotated.text);
  presented.push(made.body.secret, plain.body.secret, rotated.body.secret);
  expect((await once(server, { ...turn, key: rotated.body.secret })).status).toBe(409);

  for (const apiKey of [plain.body.secret, strangeKey(), `${plain.body.secret}x`]) {
    await call('POST', '/v1/keys/verify', { key: admin, body: { apiKey } });
  }
  const wrong = strangeKey();
  presented.push(wrong);
  await whoami(wrong);
  await call('GET', `/v1/keys/${plain.body.secret}`, { key: admin });
  await call('GET', '/v1/whoami', { key: admin, headers: ['Authorization', `Bearer ${plain.body.secret}`] });
  await call('POST', '/v1/keys', { key: admin, body: { ...body, name: `was ${plain.body.secret}` } });
  await call('POST', `/v1/keys/${plain.body.key.id}/revoke`, {
    key: admin,
    body: { reason: 'keyCompromise', note: 'It stood in a ticket.' },
  });
  await whoami(plain.body.secret);
  // The two brokers' keys, and the admin's.
  await renewals.reach(3);
}, 60_000);
afterAll(() => server.close());

/** Where the bytes of a kept world lie. */
const files = () => ['', '-wal', '-shm', '-journal'].map((end) => `${server.file}${end}`).filter(existsSync);

test('neither the database nor what lies beside it holds any part of a key, or a fast hash of one', async () => {
  const open = files();
  expect(open.length).toBeGreaterThan(1);
  const bytes = Buffer.concat(open.map((file) => readFileSync(file)));
  for (const secret of presented) expect(tracesOf(secret, secrets)(bytes)).toEqual([]);
  // The search would find what is there: the ids of the keys, and their hashes.
  expect(bytes.includes(presented[1]!.split('_')[2]!)).toBe(true);
  expect(bytes.includes('$2b$')).toBe(true);
});

test('the search finds a key that is there', () => {
  const key = strangeKey();
  const find = tracesOf(key, secrets);
  expect(find(Buffer.from(`x${key}`)).length).toBeGreaterThan(40);
  expect(find(Buffer.from(`x${key.slice(22, 30)}x`))).toEqual(['characters 0 to 8 behind the id']);
  expect(find(Buffer.from(key.slice(22, 29)))).toEqual([]);
});

test('the audit log tells of all of it, and holds no part of a key and no hash', async () => {
  const log = await logOf(server.world);
  const text = Buffer.from(JSON.stringify(log));
  for (const secret of presented) expect(tracesOf(secret, secrets)(text)).toEqual([]);
  expect(text.includes('$2b$')).toBe(false);
  const codes = new Set(log.map(({ code }) => code));
  for (const code of ['key_in_url', 'key_in_header', 'key_in_text', 'secret_not_replayable', 'key_revoked']) {
    expect(codes, code).toContain(code);
  }
});

test('nothing that is stored is accepted as a key: no cell of any table, and no word in one', async () => {
  const tried = new Set<string>();
  server = await server.reopen({ secrets }, (file) => {
    const db = new DatabaseSync(file, { readOnly: true });
    const tables = db.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").all();
    expect(tables.length).toBeGreaterThan(10);
    for (const { name } of tables) {
      for (const row of db.prepare(`SELECT * FROM "${name}"`).all()) {
        for (const cell of Object.values(row)) for (const text of readings(cell)) tried.add(text);
      }
    }
    db.close();
  });
  expect(tried.size).toBeGreaterThan(200);
  expect([...tried].filter((text) => text.startsWith('$2b$')).length).toBeGreaterThan(4);
  const peer = { address: '127.0.0.1', encrypted: false };
  for (const text of tried) {
    const call = { method: 'GET', target: '/v1/whoami', headers: ['Host', 'localhost', 'X-API-Key', text] };
    const { status } = await server.host.fetch({ ...call, body: nothing() }, peer);
    expect([400, 401, 429], text).toContain(status);
  }
  expect((await server.call('GET', '/v1/whoami', { key: admin })).status).toBe(200);
});

test('the secrets file holds no key, and no part of one', () => {
  const text = Buffer.from(secretsText(secrets));
  for (const secret of presented) expect(tracesOf(secret, secrets)(text)).toEqual([]);
  expect(text.toString()).not.toMatch(/idx_|\$2b\$/);
});

/** A cell as it is, and each longer word in it; bytes as text. */
function readings(cell: unknown): string[] {
  if (cell === null) return [];
  const text = cell instanceof Uint8Array ? Buffer.from(cell).toString('base64') : String(cell);
  return [text, ...(text.match(/[\w$./+=-]{8,}/g) ?? [])];
}

async function* nothing() {}
