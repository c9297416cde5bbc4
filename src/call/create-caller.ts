import type { Operation } from '../contract/operation.ts';
import type { Core } from '../core.ts';
import { ownMember, ownMembers } from '../own-members.ts';
import { callOf, type ListCall, type Page } from './call.ts';
import type { Caller, Input } from './caller.ts';
import { runLine } from './line.ts';
import { listOf } from './list.ts';
import type { ListOptions } from './options.ts';
import type { Settings } from './settings.ts';

/** Gives the resource classes what they call: the line of a call, over this core and these limits. */
export function createCaller(core: Core, settings: Settings): Caller {
  const caller: Caller = {
    call: (operation, input, options) => callOf(runLine(core, operation, input, settings, options)),
    list<T>(operation: Operation, given: Input, options?: ListOptions): ListCall<T> {
      const input = ownMembers(given);
      const from = cursorOf(input);
      const get = (cursor: string | null) =>
        caller.call<Page<T>>(operation, cursor === from ? input : startingAt(cursor, input), options);
      return listOf(get(from), from, get);
    },
  };
  return caller;
}

function cursorOf({ query }: Input): string | null {
  return typeof query === 'object' && query !== null
    ? (ownMember(query as { readonly cursor?: string }, 'cursor') ?? null)
    : null;
}

function startingAt(cursor: string | null, input: Input): Input {
  return { ...input, query: { ...input.query, cursor } };
}
