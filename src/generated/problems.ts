// Made of openapi/ by "npm run generate". Do not edit.

import type { ProblemKind } from '../contract/problem.ts';

/** Every problem that the API answers with, by its code. */
export const problems = {
  request_head_malformed: {
    status: 400,
    title: 'The head of the request cannot be read',
    action:
      'Send a well-formed HTTP/1.1 request whose target is a path that begins with a slash and whose headers hold no control characters.',
    retry: 'never',
  },
  host_not_allowed: {
    status: 403,
    title: 'This host name is not served here',
    action: 'Address the mock server as localhost, by a loopback address, or by the address it was bound to.',
    retry: 'never',
  },
  origin_not_allowed: {
    status: 403,
    title: 'This origin may not call the mock server',
    action:
      'Call from a page on localhost or a loopback address, or from a program that sends no Origin header.',
    retry: 'never',
  },
  route_not_found: {
    status: 404,
    title: 'There is no such path',
    action:
      'Compare method and path with the API reference. A path has no trailing slash, and every path but the health checks begins with /v1.',
    retry: 'never',
  },
  method_not_allowed: {
    status: 405,
    title: 'This path does not take this method',
    action: 'Use one of the methods that the Allow header names.',
    retry: 'never',
  },
  transport_insecure: {
    status: 400,
    title: 'The connection is not encrypted',
    action: 'Use https. Treat the key just sent as exposed and replace it.',
    retry: 'never',
  },
  api_key_repeated: {
    status: 400,
    title: 'More than one API key was sent',
    action: 'Send exactly one X-API-Key header with exactly one key in it.',
    retry: 'never',
  },
  key_in_url: {
    status: 400,
    title: 'An API key stands in the URL',
    action:
      'Send the key in the X-API-Key header only. URLs end up in logs, so revoke this key and replace it.',
    retry: 'never',
  },
  key_in_header: {
    status: 400,
    title: 'An API key stands in the wrong header',
    action:
      'Send the key in the X-API-Key header only. Revoke a key that was sent in a header which is logged or in a cookie.',
    retry: 'never',
  },
  key_missing: {
    status: 401,
    title: 'No API key was sent',
    action: 'Send your key in the X-API-Key header.',
    retry: 'never',
  },
  key_malformed: {
    status: 401,
    title: 'This is not a HomeStar API key',
    action:
      'Compare the key with the one that was issued. The checksum does not fit, so characters are missing, added or changed.',
    retry: 'never',
    key: 'final',
  },
  key_unknown: {
    status: 401,
    title: 'This API key is not known here',
    action:
      'Check that the key belongs to this environment and that it was copied whole. If in doubt, have a new one made.',
    retry: 'never',
    key: 'final',
  },
  too_many_failures: {
    status: 429,
    title: 'Too many unknown keys from this network',
    action: 'Stop and correct the key before you send it again. Keys that are valid are served meanwhile.',
    retry: 'never',
  },
  key_revoked: {
    status: 401,
    title: 'This API key has been revoked',
    action: 'Use another key. A revoked key never works again.',
    retry: 'never',
    key: 'final',
  },
  key_rejected: {
    status: 401,
    title: 'This API key was not approved',
    action: 'Ask the administrator who rejected it for the reason, then have a new key made.',
    retry: 'never',
    key: 'final',
  },
  key_awaiting_approval: {
    status: 401,
    title: 'This API key still waits for approval',
    action: 'Ask a second administrator to approve it. It works from that moment.',
    retry: 'never',
    key: 'temporary',
  },
  key_suspended: {
    status: 401,
    title: 'This API key is suspended',
    action: 'Ask an administrator of the key to resume it.',
    retry: 'never',
    key: 'temporary',
  },
  key_expired: {
    status: 401,
    title: 'This API key has expired',
    action: 'Use a newer key. An expired key never works again.',
    retry: 'never',
    key: 'final',
  },
  key_retired: {
    status: 401,
    title: 'This API key has been replaced',
    action: 'Use its successor. The time in which both were accepted is over.',
    retry: 'never',
    key: 'final',
  },
  key_not_yet_valid: {
    status: 401,
    title: 'This API key is not valid yet',
    action: "Wait for the key's notBefore time, or use a key that is already valid.",
    retry: 'never',
    key: 'temporary',
  },
  owner_deactivated: {
    status: 401,
    title: 'The owner of this API key is deactivated',
    action: "Have the owner's account activated again, or use a key of another owner.",
    retry: 'never',
    key: 'temporary',
  },
  brokerage_closed: {
    status: 403,
    title: 'The brokerage of this API key is closed',
    action: "Ask the platform's administrators. No key of a closed brokerage is served.",
    retry: 'never',
  },
  address_not_allowed: {
    status: 403,
    title: 'This API key may not be used from this address',
    action: "Call from an address on the key's allowlist, or have the allowlist widened.",
    retry: 'never',
  },
  certificate_mismatch: {
    status: 403,
    title: 'This API key needs its own client certificate',
    action: 'Connect with the client certificate that the key is bound to.',
    retry: 'never',
  },
  rate_limited: {
    status: 429,
    title: 'The allowance is used up for now',
    action:
      'Wait for as long as Retry-After says, then send the request again. The refused request cost nothing.',
    retry: 'wait',
  },
  key_rotation_overdue: {
    status: 403,
    title: 'This API key must be rotated first',
    action: 'Rotate the key. Until then it may only look at itself, rotate or revoke itself.',
    retry: 'never',
  },
  permission_denied: {
    status: 403,
    title: 'This API key lacks the permission',
    action: 'Use a key whose role and scopes grant the permission that the detail names.',
    retry: 'never',
  },
  unsupported_media_type: {
    status: 415,
    title: 'The body is not JSON by its Content-Type',
    action: 'Send the body as Content-Type: application/json, in UTF-8.',
    retry: 'never',
  },
  content_encoding_not_supported: {
    status: 415,
    title: 'The body is encoded',
    action: 'Send the body as it is, without a Content-Encoding header.',
    retry: 'never',
  },
  body_too_large: {
    status: 413,
    title: 'The body is too large',
    action: 'Send at most 1 MiB.',
    retry: 'never',
  },
  body_timeout: {
    status: 408,
    title: 'The body took too long to arrive',
    action: 'Send the whole body within 10 seconds. Try again if the connection was slow.',
    retry: 'backoff',
  },
  body_malformed: {
    status: 400,
    title: 'The body cannot be read as JSON',
    action:
      'Send one JSON value in UTF-8, at most 32 levels deep, that names no member twice and none __proto__.',
    retry: 'never',
  },
  idempotency_key_invalid: {
    status: 400,
    title: 'The Idempotency-Key cannot be used',
    action:
      'Send one Idempotency-Key header of 1 to 255 visible ASCII characters, a random UUID for example.',
    retry: 'never',
  },
  idempotency_mismatch: {
    status: 409,
    title: 'This Idempotency-Key belongs to another request',
    action:
      'Use a new Idempotency-Key for each new request, and repeat a request exactly as it was sent first.',
    retry: 'never',
  },
  secret_not_replayable: {
    status: 409,
    title: 'The secret was shown once and cannot be shown again',
    action: 'The key that keyId names was made. If its secret is lost, revoke it and create another.',
    retry: 'never',
  },
  mfa_required: {
    status: 403,
    title: 'This needs a second factor',
    action: 'Keys of role admin cannot be made over the API without a code. Choose role broker or agent.',
    retry: 'never',
  },
  validation_failed: {
    status: 422,
    title: 'The request holds values that are not allowed',
    action: 'Correct each value that errors points at, and send the request again.',
    retry: 'never',
  },
  key_in_text: {
    status: 422,
    title: 'An API key stands in the text',
    action: 'Take the key out of the value that errors points at. Revoke it if others could have read it.',
    retry: 'never',
  },
  scope_outside_role: {
    status: 422,
    title: 'A scope lies outside what can be granted',
    action: "Ask only for permissions that both the new key's role and the calling key have.",
    retry: 'never',
  },
  cursor_invalid: {
    status: 400,
    title: 'The cursor does not belong to this list',
    action:
      'Pass nextCursor on unchanged, with the same filters and the same order. Start again without a cursor if it is lost.',
    retry: 'never',
  },
  not_found: {
    status: 404,
    title: 'There is no such record',
    action: 'Check the id. A record that the calling key may not see is answered in the same words.',
    retry: 'never',
  },
  precondition_required: {
    status: 428,
    title: 'The If-Match header is missing',
    action: 'Read the record, and send its ETag as If-Match with the change.',
    retry: 'never',
  },
  precondition_failed: {
    status: 412,
    title: 'The record has changed in the meantime',
    action: 'Read the record again, apply the change to what it is now, and send the new ETag as If-Match.',
    retry: 'never',
  },
  conflict: {
    status: 409,
    title: 'The change contradicts what is stored',
    action: 'Read the present state. The detail says what stands in the way.',
    retry: 'never',
  },
  key_already_revoked: {
    status: 409,
    title: 'This API key is already revoked',
    action: "Nothing is left to do. The key's record says when it was revoked, by whom and why.",
    retry: 'never',
  },
  last_admin_key: {
    status: 409,
    title: 'This is the last usable admin key',
    action: 'Make another admin key first, so that the platform stays reachable.',
    retry: 'never',
  },
  clock_backwards: {
    status: 422,
    title: 'World time only moves forward',
    action: 'Choose a time after the present one, or reset the world to begin again.',
    retry: 'never',
  },
  busy: {
    status: 503,
    title: 'Too many keys are being verified at once',
    action:
      'Wait for as long as Retry-After says, then send the request again. A key that was verified before is not affected.',
    retry: 'wait',
  },
  contended: {
    status: 503,
    title: 'The records changed too often while this was decided',
    action: 'Send the request again after a short pause. Nothing was changed.',
    retry: 'backoff',
  },
  storage_full: {
    status: 503,
    title: 'The server has no room left to record requests',
    action: 'Try again later. Nothing was changed, and keys can still be revoked.',
    retry: 'backoff',
  },
  not_ready: {
    status: 503,
    title: 'The server does not take requests now',
    action: 'Try again shortly. It is starting or stopping.',
    retry: 'backoff',
  },
  internal_error: {
    status: 500,
    title: 'The server failed',
    action: 'Try again with the same Idempotency-Key. If it goes on, report the requestId.',
    retry: 'backoff',
  },
} as const satisfies Record<string, ProblemKind>;

export type ProblemCode = keyof typeof problems;
