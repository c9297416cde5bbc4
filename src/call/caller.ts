import type { OperationId } from '../generated/operations.ts';
import type { Call, Page, PagedCall } from './call.ts';
import type { CallOptions, ListOptions } from './options.ts';

/** What a call sends, apart from the key: path parameters by name, query members, a JSON body. */
export interface Input {
  readonly path?: Readonly<Record<string, string>>;
  readonly query?: object | undefined;
  readonly body?: unknown;
}

/** All that the resource classes see of a client. */
export interface Caller {
  call<T>(id: OperationId, input: Input, options?: CallOptions): Call<T>;
  list<T, P extends Page<T> = Page<T>>(id: OperationId, input: Input, options?: ListOptions): PagedCall<T, P>;
}
