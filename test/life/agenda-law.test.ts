/*
 * Whatever is done to a lineage, in whatever order: what the store will make happen is what follows from the facts, at
 * most two keys work at once, and a key that was revoked is allowed nothing more.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { scheduleOf } from '../../mock-server/src/keys/schedule.ts';
import { statusAt, statusTable, usable } from '../../mock-server/src/keys/status.ts';
import { days, hours, iso, type KeyCalls, keyCalls } from '../support/key-calls.ts';
import { logOf } from '../support/log.ts';
import { everything, plantKey } from '../support/planted.ts';
import { type QaServer, startServer } from '../support/server.ts';

interface Story {
  readonly server: QaServer;
  readonly keys: KeyCalls;
  /** All keys of the lineage so far, the oldest first. */
  readonly made: { readonly id: string; readonly secret: string }[];
}

type Step = (story: Story) => Promise<unknown>;

/** Which of the keys: mostly one of the latest two. */
const pick = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(-1, -2) },
  { weight: 1, arbitrary: fc.constant(0) },
);
const keyAt = ({ made }: Story, which: number) => made.at(which) ?? made[0]!;
const grace = fc.constantFrom(0, 60, 86_400, 604_800);
const who = fc.constantFrom('itself', 'the broker', 'the other') as fc.Arbitrary<
  'itself' | 'the broker' | 'the other'
>;
const secretOf = (story: Story, by: string, which: number) => {
  if (by === 'the broker') return story.server.keys.broker;
  return keyAt(story, by === 'itself' ? which : -1 - which).secret;
};
const named = (name: string, run: Step): Step & { [fc.toStringMethod]?: () => string } =>
  Object.assign(run, { [fc.toStringMethod]: () => name });

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 3,
    arbitrary: pick.map((which) => named(`use ${which}`, (s) => s.keys.whoami(keyAt(s, which).secret))),
  },
  {
    weight: 4,
    arbitrary: fc.tuple(who, pick, grace).map(([by, which, graceSeconds]) =>
      named(`${by} rotates ${which} with ${graceSeconds}`, async (s) => {
        const answer = await s.keys.rotate(secretOf(s, by, which), keyAt(s, which).id, { graceSeconds });
        if (answer.status === 201) s.made.push({ id: answer.body.key.id, secret: answer.body.secret });
      }),
    ),
  },
  {
    weight: 4,
    arbitrary: fc
      .tuple(fc.constantFrom('complete', 'cancel', 'suspend', 'resume'), who, pick)
      .map(([verb, by, which]) =>
        named(`${by} ${verb} ${which}`, (s) =>
          s.keys[verb as 'cancel'](secretOf(s, by, which), keyAt(s, which).id),
        ),
      ),
  },
  {
    weight: 2,
    arbitrary: fc
      .tuple(who, pick, grace, fc.constantFrom('key', 'lineage'))
      .map(([by, which, graceSeconds, scope]) =>
        named(`${by} revokes ${which} (${scope}) in ${graceSeconds}`, (s) =>
          s.keys.revoke(secretOf(s, by, which), keyAt(s, which).id, { reason: 'other', graceSeconds, scope }),
        ),
      ),
  },
  {
    weight: 2,
    arbitrary: fc
      .tuple(pick, fc.constantFrom('expiresAt', 'notBefore'), fc.constantFrom(null, 1, 20, 60))
      .map(([which, member, inDays]) =>
        named(`${member} of ${which} in ${inDays} days`, (s) =>
          s.server.call('PATCH', `/v1/keys/${keyAt(s, which).id}`, {
            key: s.server.keys.broker,
            headers: ['If-Match', '*'],
            body: { [member]: inDays === null ? null : iso(s.server.clock.now() + days(inDays)) },
          }),
        ),
      ),
  },
  {
    weight: 4,
    arbitrary: fc
      .constantFrom(1, 60_000, hours(24), days(8), days(40))
      .map((ms) => named(`${ms} ms pass`, (s) => s.server.clock.advance(ms))),
  },
);

function expectLawful({ server, made }: Story): void {
  const { agenda, tenant } = server.world.store;
  const now = server.clock.now();
  const coming = agenda.due(Number.MAX_SAFE_INTEGER, 10_000);
  const works: string[] = [];
  for (const { id } of made) {
    const view = tenant.key(everything, id)!;
    const rows = coming.filter(({ subject, dueAt }) => subject === id && dueAt > now);
    const byId = (list: readonly { readonly id: string }[]) =>
      list.toSorted((a, b) => (a.id < b.id ? -1 : 1));
    expect(byId(rows)).toEqual(byId(scheduleOf(view, now).rows));
    const status = statusAt(view, now);
    if (usable(status)) works.push(id);
    const listed = statusTable.filter(({ status: asked }) => {
      const page = tenant.keys(everything, { status: asked, now }, { limit: 1000, after: null });
      return page.rows.some(({ key }) => key.id === id);
    });
    expect(listed.map((row) => row.status)).toEqual([status]);
  }
  expect(works.length).toBeLessThanOrEqual(2);
}

async function expectTruthfulLog({ server, made }: Story): Promise<void> {
  const log = await logOf(server.world);
  for (const { id } of made) {
    const ended = log.findIndex(({ changes }) =>
      changes.some(
        ({ target, after }) => target === id && (after as { status?: string } | null)?.status === 'revoked',
      ),
    );
    // A key may revoke itself with that very event.
    const later = ended < 0 ? [] : log.slice(ended + 1);
    expect(later.filter(({ actor, outcome }) => actor.keyId === id && outcome === 'allowed')).toEqual([]);
    const notices = log
      .filter(({ target, notice }) => notice && target === id)
      .map(({ at, notice }) => `${notice!.kind} ${at}`);
    expect(notices).toEqual([...new Set(notices)]);
  }
}

test('after each step of any story', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 16 }), async (steps) => {
      const server = await startServer();
      const story: Story = { server, keys: keyCalls(server), made: [await plantScheduled(server)] };
      for (const happen of steps) {
        await happen(story);
        expectLawful(story);
      }
      await server.clock.advance(0);
      await expectTruthfulLog(story);
      await server.close();
    }),
    { numRuns: 40 },
  );
});

/** As the API makes it, with all that falls due for it. */
async function plantScheduled(server: QaServer) {
  const planted = await plantKey(server.world, 'noahWhite');
  const rename = { key: server.keys.broker, headers: ['If-Match', '*'], body: { name: 'Feed' } };
  await server.call('PATCH', `/v1/keys/${planted.id}`, rename);
  return planted;
}
