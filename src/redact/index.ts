import { redactText } from './text.ts';
import { redactValue } from './value.ts';

/**
 * Masks HomeStar keys and webhook secrets, so that what remains can be logged.
 *
 * A key becomes `idx_live_<key id>_[redacted]`, whether whole, cut or mistyped, in plain text or in
 * base64; `whsec_…` becomes `whsec_[redacted]`. Objects are copied, never changed: arrays, Maps,
 * Sets, Buffers, Errors with their causes, URLs, Headers, cycles. Class instances come out as plain
 * objects of their own enumerable members, functions as `[function]`. Texts and numbers under the
 * names `secret`, `mfa-code` and those that end in `api-key`, in any spelling (`apiKey`, `API_KEY`), are
 * masked whatever they are, also in a list of names and values in turn. Takes time linear in the size.
 *
 * @example
 * ```ts
 * import { redact } from '@homestar/sdk/redact';
 *
 * console.log(redact('sent idx_test_000broker000_0123abc')); // sent idx_test_000broker000_[redacted]
 * console.log(redact({ headers: { 'x-api-key': 'anything' } })); // { headers: { 'x-api-key': '[redacted]' } }
 * ```
 */
export function redact(value: string): string;
export function redact(value: unknown): unknown;
export function redact(value: unknown): unknown {
  return typeof value === 'string' ? redactText(value) : redactValue(value, new Map(), 0);
}
