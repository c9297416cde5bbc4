import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectProblem } from '../support/expect-problem.ts';
import { newLead } from '../support/new-lead.ts';
import { type QaServer, startServer } from '../support/server.ts';

let server: QaServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());

const without = (member: keyof typeof newLead) => ({ ...newLead, [member]: undefined });

test.each<[string, object, string]>([
  ['no name', without('name'), '/body/name'],
  ['a name of white space', { ...newLead, name: ' \t ' }, '/body/name'],
  ['a name of 201 characters', { ...newLead, name: 'n'.repeat(201) }, '/body/name'],
  ['NUL in a name', { ...newLead, name: 'a\0b' }, '/body/name'],
  ['no source', without('source'), '/body/source'],
  ['an empty source', { ...newLead, source: '' }, '/body/source'],
  ['an email without an @', { ...newLead, email: 'jonas' }, '/body/email'],
  ['an empty email', { ...newLead, email: '' }, '/body/email'],
  ['two emails', { ...newLead, email: 'a@mail.example, b@mail.example' }, '/body/email'],
  [
    'an email with a header behind it',
    { ...newLead, email: 'a@mail.example\nBcc: b@x.example' },
    '/body/email',
  ],
  ['a phone number in words', { ...newLead, phone: 'call me' }, '/body/phone'],
  ['a phone number as a number', { ...newLead, phone: 15125550142 }, '/body/phone'],
  ['a phone number with markup', { ...newLead, phone: '512<script>' }, '/body/phone'],
  ['a phone number of 33 characters', { ...newLead, phone: '5'.repeat(33) }, '/body/phone'],
  ['a message of 4001 characters', { ...newLead, message: 'm'.repeat(4001) }, '/body/message'],
  ['half a surrogate pair in a message', { ...newLead, message: '\ud800' }, '/body/message'],
  ['a state that is none', { ...newLead, status: 'New' }, '/body/status'],
  ['a listing’s id of another form', { ...newLead, listingKey: 'lst_1' }, '/body/listingKey'],
  ['an owner’s id of another form', { ...newLead, ownerUserId: 'noah' }, '/body/ownerUserId'],
  ['an id of one’s own', { ...newLead, id: 'lead_000000000001' }, '/body/id'],
  ['a time of one’s own', { ...newLead, createdAt: '2026-01-01T00:00:00Z' }, '/body/createdAt'],
])('%s is refused under its place', async (_, body, pointer) => {
  const answer = await server.call('POST', '/v1/leads', { key: server.keys.broker, body });
  expectProblem(answer, 'validation_failed', [pointer]);
});

test.each([
  ['a state that is none', 'status=new,open', '/query/status/1'],
  ['a state twice', 'status=new,new', '/query/status'],
  ['an owner’s id of another form', 'ownerUserId=noah', '/query/ownerUserId'],
  ['a listing’s id of another form', 'listingKey=%27', '/query/listingKey'],
  ['a filter by what is the person’s', 'email=jonas.weaver@mail.example', '/query/email'],
])('a list by %s is refused', async (_, query, pointer) => {
  const answer = await server.call('GET', `/v1/leads?${query}`, { key: server.keys.broker });
  expectProblem(answer, 'validation_failed', [pointer]);
});

test('what is at its bound is taken', async () => {
  const body = { ...newLead, name: 'n'.repeat(200), message: '🏠'.repeat(4000), phone: '5'.repeat(32) };
  const answer = await server.call('POST', '/v1/leads', { key: server.keys.broker, body });
  expect(answer.body).toMatchObject(body);
});

test.each([
  ['/v1/users/usr_0/deactivate', { reason: 'left' }, '/body/reason'],
  ['/v1/users/usr_0/deactivate', { note: 'n'.repeat(1001) }, '/body/note'],
  ['/v1/brokerages/brk_0/close', { closedAt: '2026-01-01T00:00:00Z' }, '/body/closedAt'],
])('%s takes a note and nothing else', async (target, body, pointer) => {
  expectProblem(await server.call('POST', target, { key: server.keys.admin, body }), 'validation_failed', [
    pointer,
  ]);
});

test.each([
  ['/v1/users/usr_0', { name: 'Ines', role: 'admin' }, '/body/role'],
  ['/v1/users/usr_0', { name: 'Ines', brokerageId: null }, '/body/brokerageId'],
  ['/v1/users/usr_0', { name: 'Ines', status: 'active' }, '/body/status'],
  ['/v1/users/usr_0', {}, '/body'],
  ['/v1/users/usr_0', { email: null }, '/body/email'],
  ['/v1/brokerages/brk_0', { name: 'Lakeside', status: 'active' }, '/body/status'],
  ['/v1/brokerages/brk_0', { name: ' ' }, '/body/name'],
])('%s changed by %o is refused', async (target, body, pointer) => {
  const sent = { key: server.keys.admin, headers: ['If-Match', '*'], body };
  expectProblem(await server.call('PATCH', target, sent), 'validation_failed', [pointer]);
});
