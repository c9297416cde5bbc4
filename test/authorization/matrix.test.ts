/*
 * Who may do what: every operation of the contract, every kind of caller, and whose record it is aimed at. The
 * expectations are written by hand and derived from nothing.
 */
import { operations } from '@homestar/sdk/internal';
import { afterEach, describe, expect, test } from 'vitest';
import { eventsOf } from '../support/log.ts';
import { type QaServer, startServer } from '../support/server.ts';
import { type Caller, callers, plantCallers } from './callers.ts';
import { callOf } from './calls.ts';
import { targetsOf } from './targets.ts';

/*
 * Callers: `unscoped` is an agent's key with the scopes [], `narrowed` a broker's with properties:read and keys:read.
 * Targets: `own` is of the caller's brokerage (an agent's listing: its own), `colleague` of another agent of it,
 * `foreign` of another brokerage, `absent` of none; `self` is the calling key; `broker` and `admin` are people of that
 * role. `away` gives the record to a colleague, `abroad` to another brokerage; a lead about `theirListing` asks about the
 * colleague's. For an administrator, Austin is own.
 *
 * 403 is `permission_denied`, 404 `not_found`, 409 `no_rotation`, 422 `validation_failed`, `mfa` 403 `mfa_required`; `none` is 200, and the
 * answer tells of no key.
 */
const matrix = `
operation          target     admin  broker  otherBroker  agent  unscoped  narrowed
health.live        -          200    200     200          200    200       200
health.ready       -          200    200     200          200    200       200
whoami.get         self       200    200     200          200    200       200
roles.list         -          200    200     200          200    403       403

brokerages.list    -          200    200     200          200    403       403
brokerages.get     own        200    200     200          200    403       403
brokerages.get     foreign    200    404     404          404    403       403
brokerages.get     absent     404    404     404          404    403       403
brokerages.create  -          201    403     403          403    403       403
brokerages.update  own        200    403     403          403    403       403
brokerages.update  foreign    200    403     403          403    403       403
brokerages.update  absent     404    403     403          403    403       403
brokerages.close   own        200    403     403          403    403       403
brokerages.close   absent     404    403     403          403    403       403

users.list         -          200    200     200          403    403       403
users.create       own        201    201     201          403    403       403
users.create       foreign    201    422     422          403    403       403
users.create       absent     422    422     422          403    403       403
users.create       broker     201    403     403          403    403       403
users.create       admin      201    403     403          403    403       403
users.get          own        200    200     200          403    403       403
users.get          broker     200    200     200          403    403       403
users.get          foreign    200    404     404          403    403       403
users.get          admin      200    404     404          403    403       403
users.get          absent     404    404     404          403    403       403
users.update       own        200    200     200          403    403       403
users.update       broker     200    403     403          403    403       403
users.update       foreign    200    404     404          403    403       403
users.update       admin      200    404     404          403    403       403
users.update       absent     404    404     404          403    403       403
users.deactivate   own        200    200     200          403    403       403
users.deactivate   broker     200    403     403          403    403       403
users.deactivate   foreign    200    404     404          403    403       403
users.deactivate   admin      200    404     404          403    403       403
users.deactivate   absent     404    404     404          403    403       403

properties.list    -          200    200     200          200    403       200
properties.get     own        200    200     200          200    403       200
properties.get     colleague  200    200     200          404    403       200
properties.get     foreign    200    404     404          404    403       404
properties.get     absent     404    404     404          404    403       404
properties.create  own        201    201     201          201    403       403
properties.create  colleague  201    201     201          403    403       403
properties.create  foreign    201    422     422          403    403       403
properties.create  absent     422    422     422          403    403       403
properties.update  own        200    200     200          200    403       403
properties.update  colleague  200    200     200          404    403       403
properties.update  foreign    200    404     404          404    403       403
properties.update  absent     404    404     404          404    403       403
properties.update  away       200    200     200          403    403       403
properties.update  abroad     422    422     422          403    403       403

leads.list         -               200    200     200     200    403       403
leads.get          own             200    200     200     200    403       403
leads.get          colleague       200    200     200     404    403       403
leads.get          foreign         200    404     404     404    403       403
leads.get          absent          404    404     404     404    403       403
leads.create       own             201    201     201     201    403       403
leads.create       colleague       201    201     201     403    403       403
leads.create       foreign         201    422     422     403    403       403
leads.create       absent          422    422     422     403    403       403
leads.create       listing         201    201     201     201    403       403
leads.create       theirListing    201    201     201     422    403       403
leads.create       foreignListing  422    422     422     422    403       403
leads.create       absentListing   422    422     422     422    403       403
leads.update       own             200    200     200     200    403       403
leads.update       colleague       200    200     200     404    403       403
leads.update       foreign         200    404     404     404    403       403
leads.update       absent          404    404     404     404    403       403
leads.update       away            200    200     200     403    403       403
leads.update       abroad          422    422     422     403    403       403
properties.delete  own        200    200     200          403    403       403
properties.delete  colleague  200    200     200          403    403       403
properties.delete  foreign    200    404     404          403    403       403
properties.delete  absent     404    404     404          403    403       403

keys.list          -          200    200     200          403    403       200
keys.get           self       200    200     200          200    200       200
keys.get           own        200    200     200          404    404       200
keys.get           foreign    200    404     404          404    404       404
keys.get           absent     404    404     404          404    404       404
keys.usage         self       200    200     200          200    200       200
keys.usage         own        200    200     200          404    404       200
keys.usage         foreign    200    404     404          404    404       404
keys.usage         absent     404    404     404          404    404       404
keys.verify        self       200    200     200          403    403       403
keys.verify        own        200    200     200          403    403       403
keys.verify        foreign    200    none    none         403    403       403
keys.verify        absent     none   none    none         403    403       403
keys.create        own        201    201     201          403    403       403
keys.create        foreign    201    422     422          403    403       403
keys.create        absent     422    422     422          403    403       403
keys.create        admin      mfa    mfa     mfa          403    403       403
keys.update        self       403    403     403          403    403       403
keys.update        own        200    200     200          403    403       403
keys.update        foreign    200    404     404          403    403       403
keys.update        absent     404    404     404          403    403       403
keys.revoke        self       200    200     200          200    200       200
keys.revoke        own        200    200     200          404    404       404
keys.revoke        foreign    200    404     404          404    404       404
keys.revoke        absent     404    404     404          404    404       404

keys.rotate            self     201    201     201          201    201       201
keys.rotate            own      201    201     201          404    404       404
keys.rotate            foreign  201    404     404          404    404       404
keys.rotate            absent   404    404     404          404    404       404
keys.completeRotation  self     403    403     403          403    403       403
keys.completeRotation  own      200    200     200          404    404       404
keys.completeRotation  foreign  200    404     404          404    404       404
keys.completeRotation  absent   404    404     404          404    404       404
keys.cancelRotation    self     409    409     409          409    409       409
keys.cancelRotation    own      200    200     200          404    404       404
keys.cancelRotation    foreign  200    404     404          404    404       404
keys.cancelRotation    absent   404    404     404          404    404       404
keys.suspend           self     403    403     403          403    403       403
keys.suspend           own      200    200     200          403    403       403
keys.suspend           foreign  200    404     404          403    403       403
keys.suspend           absent   404    404     404          403    403       403
keys.resume            self     403    403     403          403    403       403
keys.resume            own      200    200     200          403    403       403
keys.resume            foreign  200    404     404          403    403       403
keys.resume            absent   404    404     404          403    403       403

auditEvents.list   -          200    200     200          403    403       403
auditEvents.get    own        200    200     200          403    403       403
auditEvents.get    foreign    200    404     404          403    403       403
auditEvents.get    absent     404    404     404          403    403       403

decisions.get       own       200    200     200          403    403       403
decisions.get       foreign   200    404     404          403    403       403
decisions.get       absent    404    404     404          403    403       403
decisions.simulate  self      200    200     200          403    403       403
decisions.simulate  own       200    200     200          403    403       403
decisions.simulate  foreign   200    404     404          403    403       403
decisions.simulate  absent    404    404     404          403    403       403
`;

const [, ...rows] = matrix
  .split('\n')
  .filter((line) => line !== '')
  .map((line) => line.split(/\s+/));

const words: Record<string, string> = {
  permission_denied: '403',
  not_found: '404',
  validation_failed: '422',
  mfa_required: 'mfa',
  no_rotation: '409',
  key_unknown: 'none',
};

let server: QaServer;
afterEach(() => server.close());

describe.each(rows)('%s on %s', (operation, target, ...expected) => {
  test(`is answered with ${expected.join(' ')}`, async () => {
    server = await startServer();
    const keys = await plantCallers(server.world);
    const answered: Partial<Record<Caller, string>> = {};
    const recorded: Partial<Record<Caller, unknown>> = {};
    for (const caller of callers) {
      const targets = await targetsOf(server.world, caller, keys[caller]);
      const { method, path, ...sent } = callOf(operation!, target!, targets);
      const answer = await server.call<{ code?: string | null }>(method, path, {
        key: keys[caller].secret,
        ...sent,
      });
      answered[caller] = wordFor(answer.status, answer.body.code);
      recorded[caller] = await eventsOf(server.world, answer);
    }

    const inColumns = (of: (word: string) => unknown) =>
      Object.fromEntries(callers.map((caller, column) => [caller, of(expected[column]!)]));
    expect(answered).toEqual(inColumns((word) => word));
    expect(recorded).toMatchObject(inColumns((word) => eventsFor(operation!, word)));
  });
});

test('every operation of the contract has a row', () => {
  const tabled = new Set(rows.map(([operation]) => operation));
  expect([...tabled].sort()).toEqual(Object.keys(operations).sort());
});

function wordFor(status: number, code: string | null | undefined): string {
  return code ? (words[code] ?? code) : String(status);
}

function eventsFor(operation: string, word: string): object[] {
  if (operation.startsWith('health.')) return [];
  return [
    word.startsWith('2') || word === 'none' ? { outcome: 'allowed' } : { outcome: 'refused', changes: [] },
  ];
}
