import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectProblem } from '../support/expect-problem.ts';
import { type QaServer, startServer } from '../support/server.ts';

let server: QaServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());

const list = (query: string) =>
  server.call<{ data: { city: string }[] }>('GET', `/v1/properties?${query}`, { key: server.keys.broker });

test.each([
  ['a parameter nobody knows', 'colour=red', '/query/colour'],
  ['one in another spelling', 'Limit=1', '/query/Limit'],
  ['one that every object has', 'constructor=1', '/query/constructor'],
  ['__proto__', '__proto__=1', '/query/__proto__'],
  ['hasOwnProperty', 'hasOwnProperty=1', '/query/hasOwnProperty'],
  ['one without a name', '=1', '/query/'],
  ['a name that a pointer has to escape', 'a%2Fb~c=1', '/query/a~1b~0c'],
  ['a parameter given twice', 'limit=1&limit=2', '/query/limit'],
  ['a parameter given twice, once encoded', 'limit=1&l%69mit=1', '/query/limit'],
  ['an unknown one given twice', 'a%2Fb=1&a%2Fb=2', '/query/a~1b'],
  ['a bad escape', 'city=%zz', '/query'],
  ['half an escape', 'city=%4', '/query'],
  ['bytes that are no UTF-8', 'city=%ff', '/query'],
  ['half a surrogate pair', 'city=%ed%a0%80', '/query'],
  ['a limit of 0', 'limit=0', '/query/limit'],
  ['a limit of 101', 'limit=101', '/query/limit'],
  ['a limit below 0', 'limit=-1', '/query/limit'],
  ['half a limit', 'limit=1.5', '/query/limit'],
  ['a limit with an exponent', 'limit=1e1', '/query/limit'],
  ['a limit in hexadecimal', 'limit=0x10', '/query/limit'],
  ['a limit with a space', 'limit=%201', '/query/limit'],
  ['a limit in other digits', 'limit=%D9%A3', '/query/limit'],
  ['an empty limit', 'limit=', '/query/limit'],
  ['a limit without a value', 'limit', '/query/limit'],
  ['a limit beyond all numbers', `limit=${'9'.repeat(400)}`, '/query/limit'],
  ['a list as PHP writes it', 'standardStatus[]=Active', '/query/standardStatus[]'],
  ['an object as qs writes it', 'minListPrice[gt]=1', '/query/minListPrice[gt]'],
  ['a state that is none', 'standardStatus=Active,Haunted', '/query/standardStatus/1'],
  ['a state twice', 'standardStatus=Active,Active', '/query/standardStatus'],
  ['an empty state', 'standardStatus=', '/query/standardStatus/0'],
  ['a price that is none', 'minListPrice=free', '/query/minListPrice'],
  ['a price beyond the highest', 'maxListPrice=1000000001', '/query/maxListPrice'],
  ['a range that is none', 'minListPrice=2&maxListPrice=1', '/query/minListPrice'],
  ['an order that is none', 'sort=listPrice;drop%20table', '/query/sort'],
  ['an order of what may not be sorted by', 'sort=brokerageId', '/query/sort'],
  ['an empty city', 'city=', '/query/city'],
  ['NUL in a city', 'city=a%00b', '/query/city'],
  ['an empty cursor', 'cursor=', '/query/cursor'],
  ['a cursor of 1025 characters', `cursor=${'a'.repeat(1025)}`, '/query/cursor'],
])('%s is refused under its place', async (_name, query, pointer) => {
  expectProblem(await list(query), 'validation_failed', [pointer]);
});

test('a name of five thousand characters is cut in the answer', async () => {
  expectProblem(await list(`${'%F0%9F%8F%A0'.repeat(600)}=1`), 'validation_failed');
});

test('a quote in a filter is text, not SQL', async () => {
  for (const city of ["Austin' OR '1'='1", 'Austin"; DROP TABLE properties; --', 'Aus%in', 'Aus_in']) {
    expect((await list(`city=${encodeURIComponent(city)}`)).body.data).toEqual([]);
  }
  expect((await list('city=Austin')).body.data.length).toBeGreaterThan(0);
});

test('plus and %20 are both a space; empty parts are none', async () => {
  const [plus, percent] = [await list('city=Round+Rock&&'), await list('&city=Round%20Rock')];
  expect(plus.status).toBe(200);
  expect(plus.body.data).toEqual(percent.body.data);
});

test('an operation without parameters takes none', async () => {
  for (const target of ['/v1/whoami', '/v1/roles', '/v1/properties/lst_0']) {
    expectProblem(
      await server.call('GET', `${target}?verbose=1`, { key: server.keys.broker }),
      'validation_failed',
      ['/query/verbose'],
    );
  }
  expectProblem(await server.call('GET', '/_mock/clock?verbose=1'), 'validation_failed', ['/query/verbose']);
  expectProblem(await server.call('POST', '/_mock/reset?soft=1'), 'validation_failed', ['/query/soft']);
});
