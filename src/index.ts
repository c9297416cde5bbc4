/*
 * The client. Response validation and the request schemas are not here: they bring zod, which a
 * client does not need. What only the mock server uses is in the entry `internal`.
 */
export type { Call, ListCall, Page, PagedCall, ResponseInfo, WithResponse } from './call/call.ts';
export type { CallDefaults, CallOptions, ListOptions } from './call/options.ts';
export type { RequestOptions } from './call/request-any.ts';
export { HomeStar } from './client.ts';
export type { ClientOptions } from './client-options.ts';
export { type ErrorPointer, HomeStarError } from './errors/base.ts';
export type { ClientCode } from './errors/client-codes.ts';
export {
  AuthenticationError,
  ConflictError,
  ConnectionError,
  NotFoundError,
  PermissionError,
  RateLimitError,
  RequestError,
  ServerError,
  TimeoutError,
  UsageError,
} from './errors/families.ts';
export type { ClientEvent, KeyFormatEvent, RetryEvent } from './events.ts';
export type { ProblemCode } from './generated/problems.ts';
// A star, since the names are the contract's: whoever adds a schema need not come here.
export type * from './generated/types.ts';
export { Secret } from './key/secret.ts';
export { fromEnv } from './sources/from-env.ts';
export type { ApiKey, KeyPair, KeySource } from './sources/source.ts';
export type { Dispatcher } from './transport/dispatcher.ts';
