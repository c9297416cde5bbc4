import type { Operation, ProblemCode } from '@homestar/sdk/internal';
import { clientAddress } from './client-address.ts';
import { failures } from './failures.ts';
import { head, localOnly } from './head.ts';
import { limits } from './limits.ts';
import { permission } from './permission.ts';
import { filter, format, proof } from './possession.ts';
import { routed } from './route.ts';
import type { Stage } from './stage.ts';
import { standing } from './standing.ts';
import { visible } from './visible.ts';

/** What decides which questions a request was asked. */
export interface Occasion {
  readonly profile: 'qa' | 'strict';
  /** Undefined where the request names none. */
  readonly operation: Pick<Operation, 'path' | 'body' | 'mfa' | 'ifMatch'> | undefined;
}

/** One question in the order of a request. */
export interface Question {
  readonly stage: Stage;
  readonly name: string;
  readonly codes: readonly ProblemCode[];
  /** Whether such a request is asked it; left out where each is. */
  readonly when?: (occasion: Occasion) => boolean;
}

const inQa: Question['when'] = ({ profile }) => profile === 'qa';
const withBody: Question['when'] = ({ operation }) => (operation?.body ?? null) !== null;
/** Whether it is asked shows only where it fails: it depends on more than an event tells. */
const unseen: Question['when'] = () => false;

interface Asks {
  readonly name: string;
  readonly code: ProblemCode;
}

const by = (stage: Stage, checks: readonly Asks[], when?: Question['when']): Question[] =>
  checks.map(({ name, code }) => ({ stage, name, codes: [code], ...(when && { when }) }));

const one = (
  stage: Stage,
  name: string,
  codes: readonly ProblemCode[],
  when?: Question['when'],
): Question => ({
  stage,
  name,
  codes,
  ...(when && { when }),
});

/**
 * All questions in the order in which a request meets them. The groups are those that the stages ask; what only `handle`
 * knows stands by its name. What an operation asks beyond these comes last, of the record that it found.
 */
export const order: readonly Question[] = [
  ...by('receive', localOnly, inQa),
  ...by('receive', routed),
  ...by('receive', head),
  ...by('receive', clientAddress, inQa),
  ...by('identify', format),
  // Asked of those alone that the next one stops.
  ...by('identify', failures, unseen),
  ...by('identify', filter),
  one('identify', 'proof_queue', ['busy'], unseen),
  ...by('identify', proof),
  ...by('vet', standing),
  ...by('limit', limits),
  ...by('authorize', permission),
  one(
    'handle',
    'body',
    [
      'content_encoding_not_supported',
      'body_too_large',
      'body_timeout',
      'unsupported_media_type',
      'body_malformed',
    ],
    withBody,
  ),
  one(
    'handle',
    'idempotency_key',
    ['idempotency_key_invalid', 'idempotency_mismatch', 'secret_not_replayable'],
    unseen,
  ),
  one('handle', 'mfa', ['mfa_required'], ({ operation }) => (operation?.mfa ?? null) !== null),
  one('handle', 'if_match', ['precondition_required'], ({ operation }) => operation?.ifMatch === 'required'),
  one('handle', 'key_not_in_text', ['key_in_text'], withBody),
  one('handle', 'input', ['validation_failed'], ({ operation }) => operation !== undefined),
  ...by('handle', visible, ({ operation }) => operation?.path.includes('{') ?? false),
];
