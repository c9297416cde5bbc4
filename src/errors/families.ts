import { HomeStarError } from './base.ts';

/** The key will not do: missing, unknown, revoked, expired, … (401). */
export class AuthenticationError extends HomeStarError {
  static override readonly family = 'AuthenticationError';
}

/** The key is good and may not do this (403). */
export class PermissionError extends HomeStarError {
  static override readonly family = 'PermissionError';
}

/** There is no such record, or the key may not see it (404). */
export class NotFoundError extends HomeStarError {
  static override readonly family = 'NotFoundError';
}

/** The change contradicts what is stored (409, 412, 428). */
export class ConflictError extends HomeStarError {
  static override readonly family = 'ConflictError';
}

/** The request itself is at fault; `errors` names the values (400, 422 and the other 4xx). */
export class RequestError extends HomeStarError {
  static override readonly family = 'RequestError';
}

/** The allowance is used up; `retryAfter` says for how long (429). */
export class RateLimitError extends HomeStarError {
  static override readonly family = 'RateLimitError';
}

/** The server failed, or what answered is not the API (5xx, redirects, unreadable answers). */
export class ServerError extends HomeStarError {
  static override readonly family = 'ServerError';
}

/** No answer came: no connection, or it broke. */
export class ConnectionError extends HomeStarError {
  static override readonly family = 'ConnectionError';
}

/** No answer came in time. */
export class TimeoutError extends HomeStarError {
  static override readonly family = 'TimeoutError';
}

/** The client was used in a way it cannot follow; nothing was sent. */
export class UsageError extends HomeStarError {
  static override readonly family = 'UsageError';
}

/** The family of a status. */
export function familyOf(status: number): typeof HomeStarError {
  return BY_STATUS[status] ?? (status >= 400 && status < 500 ? RequestError : ServerError);
}

const BY_STATUS: Readonly<Record<number, typeof HomeStarError>> = {
  401: AuthenticationError,
  403: PermissionError,
  404: NotFoundError,
  409: ConflictError,
  412: ConflictError,
  428: ConflictError,
  429: RateLimitError,
};
