// Made of openapi/ by "npm run generate". Do not edit.

import { z } from 'zod';
import { dateTime, members, text, uri } from '@homestar/sdk/internal/schemas';
import type { Wire } from '@homestar/sdk/internal';
import type { OperationTypes } from './control-types.ts';

export const clockAdvanceSeconds = z.strictObject({ seconds: z.int32().min(1).max(315360000) });

export const clockAdvanceUntil = z.strictObject({ until: dateTime() });

export const clockAdvanceToNext = z.strictObject({ toNext: z.literal(true) });

export const clockAdvanceParams = z.xor([clockAdvanceSeconds, clockAdvanceUntil, clockAdvanceToNext]);

export const clockSetParams = z
  .strictObject({ now: dateTime().exactOptional(), mode: z.enum(['running', 'frozen']).exactOptional() })
  .check(members(1));

export const clock = z.looseObject({ now: dateTime(), mode: text() });

export const clockFired = z.looseObject({
  at: dateTime(),
  kind: text({ max: 64 }),
  target: text({ max: 64 }).nullable(),
});

export const clockAdvanced = z.looseObject({
  from: dateTime(),
  now: dateTime(),
  fired: z.array(clockFired).max(1000),
  more: z.boolean(),
});

export const fixtureAnswer = z.looseObject({
  status: z.int32().min(100).max(599),
  code: text({ max: 64, pattern: /^[a-z][a-z0-9_]*$/u }).nullable(),
});

export const fixture = z.looseObject({
  secret: text({ max: 128 }),
  keyId: text({ max: 16, pattern: /^key_[0-9A-Za-z]{12}$/u }).nullable(),
  role: text().nullable(),
  answers: fixtureAnswer,
  consumable: z.boolean(),
  drifted: z.boolean(),
});

export const fixtureList = z.record(text(), fixture).check(members(0, 100));

export const problemPointer = z.looseObject({
  pointer: text({ max: 1000, pattern: /^\//u }),
  detail: text({ max: 1000 }),
});

export const problem = z.looseObject({
  type: uri({ max: 100, pattern: /^urn:homestar:problem:[a-z0-9_]+$/u }),
  title: text({ max: 200 }),
  status: z.int32().min(400).max(599),
  code: text({ max: 64, pattern: /^[a-z][a-z0-9_]*$/u }),
  detail: text({ max: 2000 }),
  action: text({ max: 500 }),
  requestId: text({ max: 26, pattern: /^req_[0-9A-Za-z]{22}$/u }),
  docsUrl: uri({ max: 300 }),
  errors: z.array(problemPointer).max(100).exactOptional(),
  keyId: text({ max: 16, pattern: /^key_[0-9A-Za-z]{12}$/u }).exactOptional(),
  sequence: z.int().min(1).max(9007199254740991).exactOptional(),
  policy: text({ max: 64 }).exactOptional(),
  quota: z.int().min(0).max(9007199254740991).exactOptional(),
  windowSeconds: z.int32().min(1).max(86400).exactOptional(),
  requested: z.int().min(0).max(9007199254740991).exactOptional(),
  remaining: z.int().min(0).max(9007199254740991).exactOptional(),
  retryAfterSeconds: z.int32().min(0).max(86400).exactOptional(),
});

const nothing = z.strictObject({});

/** Per operation, what to send. `null` where it takes no body. */
export const requestSchemas = {
  'fixtures.list': { path: nothing, query: nothing, body: null },
  'clock.get': { path: nothing, query: nothing, body: null },
  'clock.set': { path: nothing, query: nothing, body: clockSetParams },
  'clock.advance': { path: nothing, query: nothing, body: clockAdvanceParams },
  'world.reset': { path: nothing, query: nothing, body: null },
} satisfies {
  readonly [Id in keyof OperationTypes]: {
    readonly path: z.core.$ZodType<OperationTypes[Id]['path']>;
    readonly query: z.core.$ZodType<OperationTypes[Id]['query']>;
    readonly body: z.core.$ZodType<OperationTypes[Id]['body']> | null;
  };
};

/** Per operation, the answer of success as it comes over the wire. `null` where it has no body. */
export const responseSchemas = {
  'fixtures.list': fixtureList,
  'clock.get': clock,
  'clock.set': clockAdvanced,
  'clock.advance': clockAdvanced,
  'world.reset': null,
} satisfies {
  readonly [Id in keyof OperationTypes]: z.core.$ZodType<Wire<OperationTypes[Id]['answer']>> | null;
};
