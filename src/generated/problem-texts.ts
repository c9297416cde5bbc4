// Made of openapi/ by "npm run generate". Do not edit.

import type { ProblemText } from '../contract/problem.ts';
import type { ProblemCode } from './problems.ts';

/** What each problem is called, and what to do about it. */
export const problemTexts = {
  request_head_malformed: {
    title: 'The head of the request cannot be read',
    action:
      'Send a well-formed HTTP/1.1 request whose target is a path that begins with a slash and whose headers hold no control characters.',
  },
  host_not_allowed: {
    title: 'This host name is not served here',
    action: 'Address the mock server as localhost, by a loopback address, or by the address it was bound to.',
  },
  origin_not_allowed: {
    title: 'This origin may not call the mock server',
    action:
      'Call from a page on localhost or a loopback address, or from a program that sends no Origin header.',
  },
  route_not_found: {
    title: 'There is no such path',
    action:
      'Compare method and path with the API reference. A path has no trailing slash, and every path but the health checks begins with /v1.',
  },
  method_not_allowed: {
    title: 'This path does not take this method',
    action: 'Use one of the methods that the Allow header names.',
  },
  transport_insecure: {
    title: 'The connection is not encrypted',
    action: 'Use https. Treat the key just sent as exposed and replace it.',
  },
  api_key_repeated: {
    title: 'More than one API key was sent',
    action: 'Send exactly one X-API-Key header with exactly one key in it.',
  },
  key_in_url: {
    title: 'An API key stands in the URL',
    action:
      'Send the key in the X-API-Key header only. URLs end up in logs, so revoke this key and replace it.',
  },
  key_in_header: {
    title: 'An API key stands in the wrong header',
    action:
      'Send the key in the X-API-Key header only. Revoke a key that was sent in a header which is logged or in a cookie.',
  },
  key_missing: { title: 'No API key was sent', action: 'Send your key in the X-API-Key header.' },
  key_malformed: {
    title: 'This is not a HomeStar API key',
    action:
      'Compare the key with the one that was issued. The checksum does not fit, so characters are missing, added or changed.',
  },
  key_unknown: {
    title: 'This API key is not known here',
    action:
      'Check that the key belongs to this environment and that it was copied whole. If in doubt, have a new one made.',
  },
  too_many_failures: {
    title: 'Too many unknown keys from this network',
    action: 'Stop and correct the key before you send it again. Keys that are valid are served meanwhile.',
  },
  key_revoked: {
    title: 'This API key has been revoked',
    action: 'Use another key. A revoked key never works again.',
  },
  key_rejected: {
    title: 'This API key was not approved',
    action: 'Ask the administrator who rejected it for the reason, then have a new key made.',
  },
  key_awaiting_approval: {
    title: 'This API key still waits for approval',
    action: 'Ask a second administrator to approve it. It works from that moment.',
  },
  key_suspended: {
    title: 'This API key is suspended',
    action: 'Ask an administrator of the key to resume it.',
  },
  key_expired: {
    title: 'This API key has expired',
    action: 'Use a newer key. An expired key never works again.',
  },
  key_retired: {
    title: 'This API key has been replaced',
    action: 'Use its successor. The time in which both were accepted is over.',
  },
  key_not_yet_valid: {
    title: 'This API key is not valid yet',
    action: "Wait for the key's notBefore time, or use a key that is already valid.",
  },
  owner_deactivated: {
    title: 'The owner of this API key is deactivated',
    action: "Have the owner's account activated again, or use a key of another owner.",
  },
  brokerage_closed: {
    title: 'The brokerage of this API key is closed',
    action: "Ask the platform's administrators. No key of a closed brokerage is served.",
  },
  address_not_allowed: {
    title: 'This API key may not be used from this address',
    action: "Call from an address on the key's allowlist, or have the allowlist widened.",
  },
  certificate_mismatch: {
    title: 'This API key needs its own client certificate',
    action: 'Connect with the client certificate that the key is bound to.',
  },
  rate_limited: {
    title: 'The allowance is used up for now',
    action:
      'Wait for as long as Retry-After says, then send the request again. The refused request cost nothing.',
  },
  key_rotation_overdue: {
    title: 'This API key must be rotated first',
    action: 'Rotate the key. Until then it may only look at itself, rotate or revoke itself.',
  },
  permission_denied: {
    title: 'This API key lacks the permission',
    action: 'Use a key whose role and scopes grant the permission that the detail names.',
  },
  unsupported_media_type: {
    title: 'The body is not JSON by its Content-Type',
    action: 'Send the body as Content-Type: application/json, in UTF-8.',
  },
  content_encoding_not_supported: {
    title: 'The body is encoded',
    action: 'Send the body as it is, without a Content-Encoding header.',
  },
  body_too_large: { title: 'The body is too large', action: 'Send at most 1 MiB.' },
  body_timeout: {
    title: 'The body took too long to arrive',
    action: 'Send the whole body within 10 seconds. Try again if the connection was slow.',
  },
  body_malformed: {
    title: 'The body cannot be read as JSON',
    action:
      'Send one JSON value in UTF-8, at most 32 levels deep, that names no member twice and none __proto__.',
  },
  idempotency_key_invalid: {
    title: 'The Idempotency-Key cannot be used',
    action:
      'Send one Idempotency-Key header of 1 to 255 visible ASCII characters, a random UUID for example.',
  },
  idempotency_mismatch: {
    title: 'This Idempotency-Key belongs to another request',
    action:
      'Use a new Idempotency-Key for each new request, and repeat a request exactly as it was sent first.',
  },
  secret_not_replayable: {
    title: 'The secret is not shown again to this key',
    action:
      'The key that keyId names was made. Repeat the request with the key that sent it first, or revoke the key that was made and make another.',
  },
  mfa_required: {
    title: 'This needs a second factor',
    action: 'Keys of role admin cannot be made over the API without a code. Choose role broker or agent.',
  },
  validation_failed: {
    title: 'The request holds values that are not allowed',
    action: 'Correct each value that errors points at, and send the request again.',
  },
  key_in_text: {
    title: 'An API key stands in the text',
    action: 'Take the key out of the value that errors points at. Revoke it if others could have read it.',
  },
  scope_outside_role: {
    title: 'A scope lies outside what can be granted',
    action: "Ask only for permissions that both the new key's role and the calling key have.",
  },
  allowlist_lockout: {
    title: 'The allowlist would lock the caller out',
    action: 'Add the address that the detail names, or send allowLockout if that is what you want.',
  },
  cursor_invalid: {
    title: 'The cursor does not belong to this list',
    action:
      'Pass nextCursor on unchanged, with the same filters and the same order. Start again without a cursor if it is lost.',
  },
  sync_too_old: {
    title: 'Changes of that time are not kept any more',
    action:
      "List everything again, and begin the sync with a time an hour before the Date of that list's first page.",
  },
  not_found: {
    title: 'There is no such record',
    action: 'Check the id. A record that the calling key may not see is answered in the same words.',
  },
  decision_aggregated: {
    title: 'This request was recorded together with others',
    action: 'Read the audit event whose sequence is given. It stands for many alike refusals.',
  },
  precondition_required: {
    title: 'The If-Match header is missing',
    action: 'Read the record, and send its ETag as If-Match with the change.',
  },
  precondition_failed: {
    title: 'The record has changed in the meantime',
    action: 'Read the record again, apply the change to what it is now, and send the new ETag as If-Match.',
  },
  conflict: {
    title: 'The change contradicts what is stored',
    action: 'Read the present state. The detail says what stands in the way.',
  },
  key_status_conflict: {
    title: 'The status of this API key does not allow it',
    action: "Read the key's record. The detail says which status it has, and in which ones this can be done.",
  },
  rotation_in_progress: {
    title: 'Another key of this lineage is in use beside this one',
    action: "Complete or cancel the rotation that is under way, or wait until the old key's grace has ended.",
  },
  no_rotation: {
    title: 'No rotation of this API key is under way',
    action:
      'Name the key that was rotated, not its successor. Its record names the successor while a rotation is under way.',
  },
  successor_unproven: {
    title: 'The successor does not work, or has not been used yet',
    action:
      'If it works, make a request with it first, or have an administrator complete the rotation with force. If it does not work, cancel the rotation; force does not help.',
  },
  grace_not_over: {
    title: 'The old key is still owed its grace',
    action:
      "Wait for the old key's grace to end by itself, or have the rotation completed with a key of another lineage.",
  },
  key_already_revoked: {
    title: 'This API key is already revoked',
    action: "Nothing is left to do. The key's record says when it was revoked, by whom and why.",
  },
  last_admin_key: {
    title: 'This is the last usable admin key',
    action: 'Make another admin key first, so that the platform stays reachable.',
  },
  clock_backwards: {
    title: 'World time only moves forward',
    action: 'Choose a time after the present one, or reset the world to begin again.',
  },
  busy: {
    title: 'Too many keys are being verified at once',
    action:
      'Wait for as long as Retry-After says, then send the request again. A key that was verified before is not affected.',
  },
  contended: {
    title: 'The records changed too often while this was decided',
    action: 'Send the request again after a short pause. Nothing was changed.',
  },
  storage_full: {
    title: 'The server has no room left to record requests',
    action: 'Try again later. Nothing was changed, and keys can still be revoked.',
  },
  not_ready: {
    title: 'The server does not take requests now',
    action: 'Try again shortly. It is starting or stopping.',
  },
  internal_error: {
    title: 'The server failed',
    action: 'Try again with the same Idempotency-Key. If it goes on, report the requestId.',
  },
} as const satisfies Record<ProblemCode, ProblemText>;
