import type { Core } from '../core.ts';
import { ownMembers } from '../own-members.ts';
import { anyOperation } from './any-operation.ts';
import { type Answered, type Call, callOf } from './call.ts';
import { runLine } from './line.ts';
import type { CallOptions } from './options.ts';
import type { Settings } from './settings.ts';

/** What `request` sends beside method and path. */
export interface RequestOptions extends CallOptions {
  /** Query parameters; lists are sent between commas. */
  readonly query?: object | undefined;
  /** A JSON body. */
  readonly body?: unknown;
}

/** Calls a path that may have no method of its own. A wrong path rejects, as everything of a call does. */
export function requestAny<T>(
  core: Core,
  settings: Settings,
  method: string,
  path: string,
  options: RequestOptions,
): Call<T> {
  return callOf(requested<T>(core, settings, method, path, options));
}

async function requested<T>(
  core: Core,
  settings: Settings,
  method: string,
  path: string,
  given: RequestOptions,
): Promise<Answered<T>> {
  const { query, body, ...options } = ownMembers(given);
  return runLine<T>(core, anyOperation(method, path), { query, body }, settings, options);
}
