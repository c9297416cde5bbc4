import { redact } from '@homestar/sdk/internal';
import { formatInstant } from '../time/instant.ts';
import { percentDecoded } from '../wire/percent-decoded.ts';
import { changedMembers } from './changed-members.ts';
import type { Actor, ChangeRecord, EventDraft } from './event.ts';

// A longer text is what a caller made up; it is cut, for the log keeps whatever it is given for years.
const LONGEST = { clientRequestId: 128, target: 64, address: 64, userAgent: 256 };

/**
 * The members of an event after `v` and `sequence`, as JSON text without the opening brace: `"at":…}`. What is
 * returned here is stored byte for byte and never written again, so the order of the members stands here and
 * not with those who make the draft; a member that is undefined is left out.
 *
 * This is the only way into the log, so here all that a caller wrote is redacted, and before it is cut: half a key
 * is not recognised as one.
 */
export function eventText(draft: EventDraft): string {
  const { check, aggregate, notice, verified } = draft;
  const event = {
    at: formatInstant(draft.at),
    requestId: draft.requestId ?? undefined,
    clientRequestId: clean(draft.clientRequestId, LONGEST.clientRequestId),
    actor: actorOf(draft.actor),
    client: draft.client === null ? undefined : clientOf(draft.client),
    operationId: draft.operationId,
    brokerageId: draft.brokerageId,
    target: clean(draft.target, LONGEST.target),
    outcome: draft.outcome,
    status: draft.status,
    code: draft.code,
    check: check && { stage: check.stage, name: check.name, saw: redact(check.saw) },
    charges: draft.charges?.map(({ policy, cost }) => ({ policy, cost })),
    changes: draft.changes.map(changeOf),
    aggregate: aggregate && {
      count: aggregate.count,
      firstAt: formatInstant(aggregate.firstAt),
      lastAt: formatInstant(aggregate.lastAt),
    },
    notice: notice && { kind: notice.kind, userId: notice.userId },
    verified: verified && { valid: verified.valid, code: verified.code },
  };
  return JSON.stringify(event).slice(1);
}

function actorOf({ type, keyId, claimedKeyId, lineageId, userId, role }: Actor) {
  return { type, keyId, claimedKeyId, lineageId, userId, role };
}

function clientOf({ network, address, userAgent }: NonNullable<EventDraft['client']>) {
  return {
    network,
    // An IPv6 address may have a zone of any length.
    address: clean(address, LONGEST.address),
    userAgent: clean(userAgent, LONGEST.userAgent),
  };
}

function changeOf({ target, ...records }: ChangeRecord) {
  const { before, after } = changedMembers(records.before, records.after);
  const { note } = records;
  return {
    target: clean(target, LONGEST.target),
    before: redact(before),
    after: redact(after),
    note: note === undefined ? undefined : redact(note),
  };
}

/** What is percent-encoded is looked at plain, and kept so where it holds a key. */
function clean(text: string | undefined, longest: number): string | undefined {
  if (text === undefined) return undefined;
  const plain = percentDecoded(text);
  const masked = redact(plain);
  return cut(masked === plain ? redact(text) : masked, longest);
}

/** Not between the two halves of a surrogate pair. */
function cut(text: string, longest: number): string {
  if (text.length <= longest) return text;
  const last = text.charCodeAt(longest - 1);
  return text.slice(0, last >= 0xd800 && last <= 0xdbff ? longest - 1 : longest);
}
