// Made of openapi/ by "npm run generate". Do not edit.

import type { Validated } from '@homestar/sdk/internal';

/** The clock of a world. */
export interface Clock {
  /** World time. */
  now: string;
  /** Whether time runs by itself. */
  mode: 'running' | 'frozen' | (string & {});
}

/** How far to move, in one of three ways. */
export type ClockAdvanceParams = ClockAdvanceSeconds | ClockAdvanceUntil | ClockAdvanceToNext;

/** By a number of seconds. */
export interface ClockAdvanceSeconds {
  /** How many seconds, up to ten years. 1 to 315360000. */
  seconds: number;
}

/** To the next thing that falls due. */
export interface ClockAdvanceToNext {
  /** Always true. Where nothing falls due, time stands. */
  toNext: true;
}

/** To a point in time. */
export interface ClockAdvanceUntil {
  /** The time to move to, not before the present one, at the latest the end of the year 9998. */
  until: string;
}

/** A move of the clock. */
export interface ClockAdvanced {
  /** World time before. */
  from: string;
  /** World time after. */
  now: string;
  /** What fell due and happened, in its order. */
  fired: ClockFired[];
  /** Whether more happened than `fired` lists. */
  more: boolean;
}

/** One thing that fell due. */
export interface ClockFired {
  /** When it fell due. */
  at: string;
  /** What happened, as `record.change`. */
  kind: string;
  /** The id of the record it happened to. */
  target: string | null;
}

/** What to change about the clock. At least 1 members. */
export interface ClockSetParams {
  /** The time to move forward to, at the latest the end of the year 9998. */
  now?: string | undefined;
  /** Whether time runs by itself from then on. */
  mode?: ('running' | 'frozen') | undefined;
}

/** A magic key. */
export interface Fixture {
  /** What to send as `X-API-Key`. The same in every world and release, no secret at all. */
  secret: string;
  /** The id of the key. Null where there is no such key. */
  keyId: string | null;
  /** The role of the key. Null where there is no such key. */
  role: 'admin' | 'broker' | 'agent' | (string & {}) | null;
  answers: FixtureAnswer;
  /** Whether using the key changes what it answers. */
  consumable: boolean;
  /** Whether it no longer answers so, or is in another status or may do other things, because the world has changed since it was seeded. */
  drifted: boolean;
}

/** What `whoami.get` answers to the key in a fresh world. */
export interface FixtureAnswer {
  /** The HTTP status. */
  status: number;
  /** The code of the problem. Null where the key works. */
  code: string | null;
}

/** Name → magic key. */
export interface FixtureList {
  [key: string]: Fixture;
}

/** Why a request was not carried out. Decide by `code`; the words are for people. */
export interface Problem {
  /** `urn:homestar:problem:` and the code. */
  type: string;
  /** What happened, the same words for each problem of this code. */
  title: string;
  /** The HTTP status, as it was sent. */
  status: number;
  /** The stable name of the problem. New codes may appear. */
  code: string;
  /** What was wrong this time. Never quotes a key. */
  detail: string;
  /** What to do about it, the same words for each problem of this code. */
  action: string;
  /** The id of the refused request, to look it up by. */
  requestId: string;
  /** Where the documentation explains this code. */
  docsUrl: string;
  /** Each value that is not allowed. Present where values were the reason. */
  errors?: ProblemPointer[];
  /** With `secret_not_replayable`, the key that the first request made. */
  keyId?: string;
  /** With `decision_aggregated`, the audit event that stands for the request. */
  sequence?: number;
  /** With a 429, the policy whose allowance is used up. */
  policy?: string;
  /** With a 429, how much the policy allows in a window. */
  quota?: number;
  /** With a 429, the length of the window. */
  windowSeconds?: number;
  /** With a 429, how much this request asked for. */
  requested?: number;
  /** With a 429, how much is left. More than 0 where the request asked for more than that. */
  remaining?: number;
  /** With a 429 or 503, how long to wait, as in `Retry-After`. */
  retryAfterSeconds?: number;
}

/** One value that is not allowed. */
export interface ProblemPointer {
  /**
   * A JSON Pointer (RFC 6901) to the value: below `/body` into the body, else `/query/…`,
   * `/path/…` or `/headers/…` with the parameter's name, header names in lower case.
   */
  pointer: string;
  /** What is wrong with it and what is allowed. */
  detail: string;
}

/** What each operation takes, once validated, and answers; `item` is a record of a list. */
export interface OperationTypes {
  /** List the magic keys */
  'fixtures.list': {
    path: Record<never, never>;
    query: Record<never, never>;
    body: undefined;
    answer: FixtureList;
  };
  /** Read the clock */
  'clock.get': { path: Record<never, never>; query: Record<never, never>; body: undefined; answer: Clock };
  /** Set the clock */
  'clock.set': {
    path: Record<never, never>;
    query: Record<never, never>;
    body: Validated<ClockSetParams>;
    answer: ClockAdvanced;
  };
  /** Move the clock forward */
  'clock.advance': {
    path: Record<never, never>;
    query: Record<never, never>;
    body: Validated<ClockAdvanceParams>;
    answer: ClockAdvanced;
  };
  /** Reset the world */
  'world.reset': {
    path: Record<never, never>;
    query: Record<never, never>;
    body: undefined;
    answer: undefined;
  };
}
