/** What came with an answer. */
export interface ResponseInfo {
  readonly status: number;
  /** Names in lower case; keys and secrets in the values are masked. */
  readonly headers: Readonly<Record<string, string>>;
  /** The server's id of the request, to quote in questions; `null` if a proxy answered in its place. */
  readonly requestId: string | null;
}

/** An answer with what came beside it. */
export interface WithResponse<T> {
  readonly data: T;
  readonly response: ResponseInfo;
}

/**
 * A call under way: a promise of its answer. It has already begun.
 *
 * @example
 * ```ts
 * const { data, response } = await client.whoami.get().withResponse();
 * console.log(data.role, response.requestId);
 * ```
 */
export interface Call<T> extends Promise<T> {
  /** The answer together with its status, headers and request id. */
  withResponse(): Promise<WithResponse<T>>;
}

/** A part of a list. */
export interface Page<T> {
  readonly data: T[];
  /** Where the next page begins; `null` on the last. */
  readonly nextCursor: string | null;
}

/**
 * A list: `await` gives its first page, `for await` all items, page after page. An error during the
 * iteration carries the `cursor` of the page that failed; a list that is given it goes on there.
 *
 * @example
 * ```ts
 * const { data, nextCursor } = await client.properties.list({ limit: 10 });
 * console.log(data.length, nextCursor);
 * for await (const property of client.properties.list()) console.log(property.listingKey);
 * ```
 */
export interface ListCall<T> extends PagedCall<T, Page<T>> {}

/** A list whose pages `P` may hold more than their records and the next cursor. */
export interface PagedCall<T, P extends Page<T>> extends Call<P>, AsyncIterable<T> {}

/** An answer whose headers are only made readable when asked for. */
export interface Answered<T> {
  readonly data: T;
  response(): ResponseInfo;
}

/** Makes the public promise of what the line of a call will answer. */
export function callOf<T>(answered: Promise<Answered<T>>): Call<T> {
  const call = answered.then(dataOf) as Call<T>;
  call.withResponse = () => {
    // Whoever awaits this promise handles the failure; the other one must not count as unhandled.
    call.catch(() => {});
    return answered.then(withResponseOf);
  };
  return call;
}

function dataOf<T>(answered: Answered<T>): T {
  return answered.data;
}

function withResponseOf<T>(answered: Answered<T>): WithResponse<T> {
  return { data: answered.data, response: answered.response() };
}
