import type { Key } from '@homestar/sdk/internal';
import { isRefusal, type Refusal } from '../checks/refusal.ts';
import { etagOf } from '../operations/etag.ts';
import { notFound } from '../operations/not-found.ts';
import type { Asked, Change, Ports, Result } from '../operations/operation.ts';
import { stale } from '../operations/stale.ts';
import type { KeyView } from '../store/port.ts';
import type { LineageRow } from '../store/rows.ts';
import { lockoutRefusal } from './allowlist.ts';
import { adminKeyStays, lasts } from './last-admin.ts';
import { statusRefusal } from './legal.ts';
import { ownLineageRefusal } from './own-lineage.ts';
import { revisionOf } from './revision.ts';
import { scheduleOf } from './schedule.ts';
import { showKey } from './show.ts';
import { withTerms } from './terms.ts';

type Asks = Asked<'keys.update'>;
type Needs = Pick<Ports, 'store' | 'clock' | 'environment' | 'policies' | 'keyRules'>;

/** Changes what the keys of a lineage have in common (RFC 7396: null takes back, what is left out stays). */
export function keysUpdate(asked: Asks, ports: Needs): Result<Key> | Refusal {
  const { grant, operation, caller, path, body, ifMatch } = asked;
  const before = ports.store.tenant.key(grant, path.keyId);
  if (!before) return notFound(path.keyId);
  const now = ports.clock.now();
  const revision = revisionOf(before);
  const refusal =
    ownLineageRefusal(operation, grant.principal, before) ??
    statusRefusal('update', before, now) ??
    stale('key', revision, ifMatch);
  if (refusal) return refusal;
  const { policies, keyRules, environment } = ports;
  const writing = { writer: grant.principal, own: caller.lineage, now, policies, keyRules };
  const lineage = withTerms(before.lineage, body, writing);
  if (isRefusal(lineage)) return lineage;
  const lockout = lockoutRefusal(asked, lineage);
  if (lockout) return lockout;

  const about = { target: before.key.id, brokerageId: lineage.brokerageId };
  if (JSON.stringify(lineage) === JSON.stringify(before.lineage)) {
    return { body: showKey(before, now, environment), etag: etagOf(revision), about };
  }
  const change = changeOf(before, lineage, now, asked, ports);
  if (isRefusal(change)) return change;
  const shown = showKey({ ...before, lineage }, now, environment);
  return { body: shown, etag: etagOf(revision + 1), about, change };
}

function changeOf(
  before: KeyView,
  lineage: LineageRow,
  now: number,
  { grant }: Asks,
  ports: Needs,
): Change | Refusal {
  const { store, environment } = ports;
  const keys = store.tenant.lineageKeys(grant, lineage.id).filter(({ revokedAt }) => revokedAt === null);
  const ending = keys.filter((key) => !lasts({ key, lineage }, now)).map((key) => ({ ...before, key }));
  const rule = adminKeyStays(grant, { ending, now }, store.tenant);
  if (isRefusal(rule)) return rule;
  const shown = (view: KeyView) => showKey(view, now, environment);
  return {
    puts: [{ table: 'lineages', row: lineage, from: before.lineage.revision }, ...rule],
    // A key that is made, rotated or revoked meanwhile is not written, yet its schedule is.
    reads: keys.map(({ id, revision }) => ({ table: 'keys', id, revision })),
    schedules: keys.map((key) => scheduleOf({ key, lineage }, now)),
    changes: [{ target: before.key.id, before: shown(before), after: shown({ ...before, lineage }) }],
  };
}
