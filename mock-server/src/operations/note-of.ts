/** The note that the caller gave, for the log to tell with a change. */
export function noteOf(body: { readonly note?: string | undefined } | undefined): { readonly note?: string } {
  return body?.note === undefined ? {} : { note: body.note };
}
