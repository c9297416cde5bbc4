import { problems, problemTexts, redact } from '@homestar/sdk/internal';
import type { InputError, Refusal } from '../checks/refusal.ts';

/** As the contract bounds them: what a caller sent may stand in them, in any length and number. */
const longest = { detail: 2000, errors: 100, pointer: 1000, errorDetail: 1000 };
const docs = 'https://docs.homestar.example/problems/';

/** A refusal as problem details (RFC 9457). */
export function problemText(refusal: Refusal, requestId: string): string {
  const { refused: code, detail, errors, members, retryAfterMs } = refusal;
  const { title, action } = problemTexts[code];
  return JSON.stringify({
    type: `urn:homestar:problem:${code}`,
    title,
    status: problems[code].status,
    code,
    detail: cut(detail ?? `${title}.`, longest.detail),
    action,
    requestId,
    docsUrl: docs + code,
    ...members,
    ...(retryAfterMs !== undefined && { retryAfterSeconds: retryAfterSeconds(retryAfterMs) }),
    ...(errors && { errors: errors.slice(0, longest.errors).map(bounded) }),
  });
}

/** A pointer quotes names that the caller made up, and one of them may be most of a key. */
function bounded({ pointer, detail }: InputError): InputError {
  return { pointer: cut(redact(pointer), longest.pointer), detail: cut(detail, longest.errorDetail) };
}

function cut(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length - 1).toWellFormed()}…`;
}

/** Whole seconds, never less than the wait. */
export function retryAfterSeconds(ms: number): number {
  return Math.max(1, Math.ceil(ms / 1000));
}
