import { expect, test } from 'vitest';
import type { Reply } from '../../mock-server/src/host/call.ts';
import { createContractCheck } from './contract-check.ts';
import { declaredOperations, readDocument } from './contract-document.ts';

const principal = {
  keyId: 'key_000admin0000',
  lineageId: 'lin_000admin0000',
  role: 'admin',
  brokerageId: null,
  ownerUserId: 'usr_000adaMoreno'.slice(0, 16),
  permissions: ['keys:read'],
  expiresAt: null,
  limits: [],
};
const problem = {
  type: 'urn:homestar:problem:busy',
  title: 'Busy',
  status: 503,
  code: 'busy',
  detail: 'Busy.',
  action: 'Wait.',
  requestId: `req_${'0'.repeat(22)}`,
  docsUrl: 'https://docs.homestar.example/problems/busy',
};
const json = (status: number, body: unknown, more: readonly string[] = []): Reply => {
  const type = status < 400 ? 'application/json' : 'application/problem+json';
  return { status, headers: ['Content-Type', type, ...more], body: JSON.stringify(body) };
};
const faultOf = (reply: Reply, method = 'GET', target = '/v1/whoami') =>
  createContractCheck().faultOf(method, target, reply);

test.each<[string, Reply, string?, string?]>([
  ['a declared answer', json(200, principal, ['Request-Id', problem.requestId, 'Vary', 'X-API-Key'])],
  ['a declared problem', json(503, problem, ['Retry-After', '3'])],
  ['a problem on a path that is none', json(404, { ...problem, status: 404 }), 'GET', '/v1/nothing'],
  ['an empty 204', { status: 204, headers: [], body: '' }, 'POST', '/_mock/reset'],
])('%s passes', async (_name, reply, method, target) => {
  expect(await faultOf(reply, method, target)).toBeUndefined();
});

test.each<[string, Reply, RegExp, string?, string?]>([
  ['a missing member', json(200, { ...principal, role: undefined }), /must have required property 'role'/],
  ['a wrong format', json(200, { ...principal, expiresAt: 'tomorrow' }), /must match format "date-time"/],
  ['a wrong pattern', json(200, { ...principal, keyId: 'key_1' }), /must match pattern/],
  ['a status that is not declared', json(418, { ...problem, status: 418 }), /not declared/],
  ['JSON sent as text', { ...json(200, principal), headers: ['Content-Type', 'text/plain'] }, /Content-Type/],
  [
    'a problem sent as JSON',
    { ...json(503, problem), headers: ['Content-Type', 'application/json'] },
    /Content-Type/,
  ],
  ['a 5xx that is no problem', json(503, { oops: true }), /must have required property/],
  ['a problem that names another status', json(500, problem), /a problem of status 503 sent as 500/],
  [
    'a header that is not declared',
    json(200, principal, ['X-Powered-By', 'tea']),
    /x-powered-by is not declared/,
  ],
  ['a header of a wrong form', json(503, problem, ['Retry-After', 'soon']), /retry-after is "soon"/],
  ['a 204 with a body', { status: 204, headers: [], body: '{}' }, /2 characters/, 'POST', '/_mock/reset'],
  ['a 200 on a path that is none', json(200, {}), /no declared operation/, 'GET', '/v1/nothing'],
  [
    'a trailing slash taken for the path',
    json(200, principal),
    /no declared operation/,
    'GET',
    '/v1/whoami/',
  ],
])('%s is found', async (_name, reply, fault, method, target) => {
  expect(await faultOf(reply, method, target)).toMatch(fault);
});

test('every refusal that is declared is a problem of the one schema, by which they all are checked', () => {
  const problem = { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } };
  for (const document of [readDocument('homestar'), readDocument('control')]) {
    expect(document.components.schemas!.Problem).toEqual(
      readDocument('homestar').components.schemas!.Problem,
    );
    for (const { operation } of declaredOperations(document)) {
      const refusals = Object.entries(operation.responses).filter(([status]) => Number(status) >= 400);
      expect(refusals.length).toBeGreaterThan(2);
      for (const [, { content }] of refusals) expect(content).toMatchObject(problem);
    }
  }
});
