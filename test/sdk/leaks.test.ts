import { inspect } from 'node:util';
import { describe, expect, onTestFinished, test } from 'vitest';
import { HomeStar, HomeStarError, Secret } from '../../src/index.ts';
import type { Outcome } from '../../src/transport/transport.ts';
import { makeKey, secretPart } from './support/keys.ts';
import { inTurn, ok, problem, virtualClient } from './support/memory-transport.ts';
import { serve } from './support/server.ts';
import { settled } from './support/virtual-runtime.ts';

const keys = { primary: makeKey(1), secondary: makeKey(2) };
const foreign = 'nextformat_0123456789abcdefghij';

/** Everything that can be got out of a value by looking at it. */
function allOf(value: unknown): string {
  const seen = [
    inspect(value, { depth: Infinity, showHidden: true }),
    inspect(value, {
      depth: Infinity,
      showHidden: true,
      customInspect: false,
      showProxy: true,
      getters: true,
    }),
    String(value),
    JSON.stringify(value) ?? '',
    JSON.stringify(value, Object.getOwnPropertyNames(Object(value))) ?? '',
  ];
  try {
    seen.push(inspect(structuredClone(value), { depth: Infinity, showHidden: true }));
  } catch {
    // What holds a function cannot be cloned.
  }
  if (value instanceof Error) seen.push(value.stack ?? '', value.message, allOf(value.cause ?? null));
  return seen.join('\n');
}

function expectClean(value: unknown): void {
  const text = allOf(value);
  for (const key of [keys.primary, keys.secondary]) expect(text).not.toContain(secretPart(key).slice(0, 8));
  expect(text).not.toContain(foreign.slice(0, 20));
}

/** Looks at letters and figures alone: the end of a spelling must not show, whatever stands between them. */
function expectNoneOf(spelled: string, value: unknown): void {
  const letters = (text: string) => text.replace(/\\[nrt]|[^0-9a-z]/gi, '').toLowerCase();
  const shown = letters(allOf(value));
  const echo = letters(spelled).slice(-40);
  for (let at = 0; at + 16 <= echo.length; at++) expect(shown).not.toContain(echo.slice(at, at + 16));
}

test('looking at a client shows its address and the ids of its keys', () => {
  const client = new HomeStar({ apiKey: keys, baseUrl: 'https://a.test' });
  expectClean(client);
  expectClean({ nested: [client, client.with({ timeout: 1 })] });
  expectClean(client.keys);
  expect(inspect(client)).toBe(
    'HomeStar {"baseUrl":"https://a.test","keys":["idx_test_sdkTest00001","idx_test_sdkTest00002"]}',
  );
  expect(`${client}`).toBe('[object Object]');
});

test('looking at a client while a call is under way, over a real socket, shows no more', async () => {
  const bothCame = Promise.withResolvers<void>();
  let came = 0;
  const { url } = await serve((_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.write('{');
    if (++came === 2) bothCame.resolve();
  });
  const client = new HomeStar({ apiKey: keys, baseUrl: url });
  onTestFinished(() => client.close({ abort: true }));
  const call = client.whoami.get();
  call.catch(() => {});
  const list = client.keys.list();
  list.catch(() => {});
  await bothCame.promise;
  for (const value of [client, call, list, client.whoami]) expectClean(value);
});

describe('a server that gives the key back', () => {
  const { primary } = keys;
  const hostile: [string, Outcome][] = [
    ['in the detail', problem(401, 'key_revoked', {}, { detail: `Your key ${primary} is gone` })],
    ['in the title', problem(401, 'key_revoked', {}, { title: primary })],
    ['as the code', problem(401, primary.toLowerCase())],
    ['as a code of the right form', problem(401, `idx_live_aaaaaaaaaaaa_${'b'.repeat(20)}`)],
    [
      'in the pointers',
      problem(422, 'validation_failed', {}, { errors: [{ pointer: `/${primary}`, detail: primary }] }),
    ],
    ['in unknown members and their names', problem(422, 'x', {}, { [primary]: [{ deep: primary }] })],
    ['as the request id', problem(500, 'internal_error', { 'request-id': primary.slice(0, 60) })],
    ['as the content type', { status: 200, headers: { 'content-type': primary }, text: primary }],
    [
      'as a body that is no JSON',
      { status: 200, headers: { 'content-type': 'application/json' }, text: primary },
    ],
    [
      'as a problem that is no JSON',
      { status: 500, headers: { 'content-type': 'application/json' }, text: primary },
    ],
    [
      'as the address of a redirect',
      { status: 302, headers: { location: `https://${primary.toLowerCase()}.test/${primary}` }, text: '' },
    ],
    ['as a wait', problem(429, 'rate_limited', { 'retry-after': primary })],
    ['in base64', problem(400, 'x', {}, { detail: Buffer.from(primary).toString('base64') })],
    ['cut off', problem(400, 'x', {}, { detail: `${'x'.repeat(1_960)}${primary}` })],
    ['as the reason of a lost connection', { fault: 'lost', sent: true, cause: causeWith(primary) }],
    ['as the reason of no connection', { fault: 'connect', sent: false, cause: causeWith(primary) }],
  ];

  test.each(hostile)('%s: the error does not', async (_, outcome) => {
    const events: unknown[] = [];
    const { client, runtime } = virtualClient(inTurn(outcome), {
      apiKey: keys,
      onEvent: (event) => events.push(event),
    });
    const result = (await runtime.finish(client.whoami.get())) as PromiseRejectedResult;
    expect(result.reason).toBeInstanceOf(HomeStarError);
    expectClean(result.reason);
    expectClean(events);
    expect(allOf(result.reason)).not.toContain(primary.toLowerCase().slice(22, 40));
  });

  const secret = secretPart(primary);
  const spellings = spellingsOf(primary);

  test.each(spellings)('in another spelling, %s: the error does not', async (_, spelled) => {
    const echoed = problem(400, 'x', {}, { title: spelled, detail: `a ${spelled} b`, [spelled]: [spelled] });
    const { client } = virtualClient(() => echoed, { apiKey: keys });
    const error = await client.whoami.get().catch((reason) => reason);
    expectClean(error);
    expectNoneOf(spelled, error);
    expect(error.message).toContain('[redacted');
  });

  test('cut in two: neither half is shown', async () => {
    const halves = { title: primary.slice(0, 45), detail: primary.slice(45) };
    const { client } = virtualClient(() => problem(400, 'x', {}, halves), { apiKey: keys });
    expectClean(await client.whoami.get().catch((reason) => reason));
  });

  test('in megabytes around it: masking them takes milliseconds', async () => {
    const title = `${`${secret.slice(0, 8)} `.repeat(20_000)}${'a%'.repeat(500_000)}${spellings[0]![1]}`;
    const { client } = virtualClient(() => problem(400, 'x', {}, { title }), { apiKey: keys });
    const began = performance.now();
    await client.whoami.get().catch(() => {});
    expect(performance.now() - began).toBeLessThan(3_000);
  });

  test('in headers of an answer: they are masked', async () => {
    const headers = { 'content-type': 'application/json', 'x-echo': primary, [primary.toLowerCase()]: 'x' };
    const { client } = virtualClient(() => ({ status: 200, headers, text: '{}' }));
    expectClean(await client.whoami.get().withResponse());
  });

  test('of a form the redaction does not know: it is masked all the same', async () => {
    const { client } = virtualClient(
      () => problem(401, 'key_unknown', { 'request-id': foreign }, { detail: `got ${foreign}` }),
      {
        apiKey: foreign,
        onEvent: () => {},
      },
    );
    const error = await client.whoami.get().catch((reason) => reason);
    expect(error.message).toContain('got [redacted]');
    expectClean(error);
    expectClean(client);
  });
});

test('looking at the answer of a rotation shows the mask of the new key', async () => {
  const { client } = virtualClient(() => ok({ key: {}, secret: keys.secondary, predecessor: {} }));
  const answered = await client.keys.rotate('key_1').withResponse();
  expectClean(answered);
  expect(JSON.stringify(answered.data)).toContain('"secret":"[redacted: call .reveal()]"');
});

describe('a server that gives the verified key back', () => {
  const verified = makeKey(7);
  const given: [string, string | Secret][] = [
    ['a text', verified],
    ['a Secret', new Secret(verified)],
  ];
  const echoes: [string, Outcome][] = [
    ['in the detail', problem(422, 'validation_failed', {}, { detail: `apiKey ${verified} is no key` })],
    [
      'in the pointers',
      problem(422, 'validation_failed', {}, { errors: [{ pointer: '/body/apiKey', detail: verified }] }),
    ],
    ['in the whole body', problem(400, 'body_malformed', {}, { body: JSON.stringify({ apiKey: verified }) })],
    ['in base64', problem(503, 'busy', {}, { detail: Buffer.from(verified).toString('base64') })],
    ['wrapped', problem(503, 'busy', {}, { detail: verified.replace(/.{30}/g, '$&\n') })],
    ['as the request id', problem(503, 'busy', { 'request-id': verified.slice(0, 60) })],
    [
      'as an answer that is no JSON',
      { status: 200, headers: { 'content-type': 'text/html' }, text: verified },
    ],
    ['as the reason of a lost connection', { fault: 'lost', sent: true, cause: causeWith(verified) }],
  ];

  test.each(given.flatMap(([as, apiKey]) => echoes.map(([how, echo]) => [how, as, apiKey, echo] as const)))(
    '%s, given as %s: neither the error nor an event shows it',
    async (_, __, apiKey, outcome) => {
      const events: unknown[] = [];
      const { client, transport, runtime } = virtualClient(() => outcome, {
        onEvent: (event) => events.push(event),
      });
      const result = (await runtime.finish(client.keys.verify({ apiKey }))) as PromiseRejectedResult;
      expect(transport.sent[0]?.body).toBe(JSON.stringify({ apiKey: verified }));
      expect(result.reason).toBeInstanceOf(HomeStarError);
      for (const shown of [result.reason, events])
        expect(allOf(shown)).not.toContain(secretPart(verified).slice(0, 8));
    },
  );

  test.each(spellingsOf(verified))(
    'in another spelling, %s: neither the error nor an event shows it',
    async (_, spelled) => {
      const events: unknown[] = [];
      const echoed = problem(
        503,
        'busy',
        {},
        { title: spelled, detail: `a ${spelled} b`, [spelled]: [spelled] },
      );
      const { client, runtime } = virtualClient(() => echoed, { onEvent: (event) => events.push(event) });
      const result = (await runtime.finish(
        client.keys.verify({ apiKey: new Secret(verified) }),
      )) as PromiseRejectedResult;
      expectNoneOf(spelled, result.reason);
      expectNoneOf(spelled, events);
      expect(result.reason.message).toContain('[redacted');
    },
  );

  test('in a form that nobody knows: it is masked all the same', async () => {
    const { client } = virtualClient(() => problem(400, 'x', {}, { detail: `got ${foreign}` }));
    const error = await client.keys.verify({ apiKey: foreign }).catch((reason) => reason);
    expect(error.message).toContain('got [redacted]');
    expectClean(error);
  });

  test('in an answer of success: the headers that can be looked at do not show it', async () => {
    const { client } = virtualClient(() => ok({ valid: true, code: null }, { 'x-echo': verified }));
    const answered = await client.keys.verify({ apiKey: new Secret(verified) }).withResponse();
    expect(allOf(answered)).not.toContain(secretPart(verified).slice(0, 8));
  });
});

test('neither an abort nor a closed client nor a wrong argument shows the key', async () => {
  const { client } = virtualClient(() => new Promise<Outcome>(() => {}), { apiKey: keys });
  const call = client.whoami.get().catch((reason) => reason);
  await settled();
  await client.close({ abort: true });
  expectClean(await call);
  expectClean(await client.whoami.get().catch((reason) => reason));
  expectClean(await client.keys.get(keys.primary).catch((reason) => reason));
  expectClean(await client.whoami.get({ headers: { x: keys.primary } }).catch((reason) => reason));
});

/** What a server may make of a key. */
function spellingsOf(key: string): [string, string][] {
  const secret = secretPart(key);
  return [
    ['percent-encoded', key.replaceAll('_', '%5F')],
    ['percent-encoded twice, digits too', [...key].map((c) => `%25${hexOf(c)}`).join('')],
    ['wrapped in its prefix', `${key.slice(0, 12)}\n${key.slice(12)}`],
    ['one character a line', [...key].join('\r\n  ')],
    ['in groups', key.match(/.{1,5}/g)!.join('-')],
    ['in capitals', key.toUpperCase()],
    ['without its prefix', secret],
    ['without its prefix, cut', secret.slice(3, 30)],
    ['escaped as in JSON', [...key].map((c) => `\\u00${hexOf(c)}`).join('')],
    ['in hexadecimal', Buffer.from(key).toString('hex')],
    ...['', 'x', 'xx'].flatMap((before): [string, string][] => [
      [
        `in base64 of its percent-encoding behind ${before.length} bytes`,
        Buffer.from(before + key.replaceAll('_', '%5F')).toString('base64'),
      ],
      [
        `in base64 without its prefix behind ${before.length} bytes, in lines`,
        Buffer.from(before + secret)
          .toString('base64url')
          .replace(/.{8}/g, '$&\n'),
      ],
    ]),
  ];
}

function hexOf(character: string): string {
  return character.charCodeAt(0).toString(16);
}

function causeWith(text: string): Error {
  const cause = new Error(`failed with ${text}`, { cause: new Error(text) });
  return Object.assign(cause, {
    code: text,
    address: text,
    data: Buffer.from(text),
    request: { headers: ['x-api-key', text] },
  });
}
