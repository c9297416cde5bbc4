/*
 * What the mock server borrows, so that both sides read the same tables and the same formats. No
 * promise of stability: the mock server depends on exactly this version. The schemas, and with them
 * zod, are in `internal/schemas`.
 */

export { createClient } from './client.ts';
export type { Operation } from './contract/operation.ts';
export { operations } from './contract/operations.ts';
export type { RateLimitPolicy } from './contract/policy.ts';
export type { ProblemKind, ProblemText } from './contract/problem.ts';
export type { RoleGrant } from './contract/role.ts';
export type { Validated } from './contract/validated.ts';
export type { Wire } from './contract/wire.ts';
export type { OperationId } from './generated/operations.ts';
export { type PolicyName, policies } from './generated/policies.ts';
export { problemTexts } from './generated/problem-texts.ts';
export { type ProblemCode, problems } from './generated/problems.ts';
export { type Permission, type Role, roles } from './generated/roles.ts';
// A star, since the names are the contract's: whoever adds a schema need not come here. It leaves out
// the record `Role`, which the name of a role above hides.
export type * from './generated/types.ts';
export {
  formatRateLimit,
  formatRateLimitPolicy,
  parseRateLimit,
  parseRateLimitPolicy,
  type RateLimitQuota,
  type RateLimitState,
} from './headers/rate-limit.ts';
export { parseHttpDate, parseRetryAfter } from './headers/retry-after.ts';
export {
  type BareItem,
  formatInteger,
  formatString,
  type Item,
  parseItem,
  parseList,
} from './headers/structured-field.ts';
export { type Challenge, isInvalidKey, parseChallenges } from './headers/www-authenticate.ts';
export { type Environment, formatKey, hintOf, type ParsedKey, parseKey } from './key/format.ts';
export { Secret } from './key/secret.ts';
export { Life } from './life.ts';
export type { Parts } from './open-core.ts';
export { redact } from './redact/index.ts';
export { type Runtime, systemRuntime, type Timer } from './runtime.ts';
export type { Fault, Outcome, Received, Transport, WireHeaders, WireRequest } from './transport/transport.ts';
