import type { ClientOperation } from '../contract/operation.ts';
import { operationOf } from '../contract/operation-row.ts';
import type { Core } from '../core.ts';
import { type OperationId, operations } from '../generated/operations.ts';
import { ownMember, ownMembers } from '../own-members.ts';
import { callOf, type Page, type PagedCall } from './call.ts';
import type { Caller, Input } from './caller.ts';
import { runLine } from './line.ts';
import { listOf } from './list.ts';
import type { ListOptions } from './options.ts';
import type { Settings } from './settings.ts';

/** Gives the resource classes what they call: the line of a call, over this core and these limits. */
export function createCaller(core: Core, settings: Settings): Caller {
  const known = new Map<OperationId, ClientOperation>();
  const operation = (id: OperationId) => {
    const found = known.get(id) ?? operationOf(id, operations[id]);
    known.set(id, found);
    return found;
  };
  const caller: Caller = {
    call: (id, input, options) => callOf(runLine(core, operation(id), input, settings, options)),
    list<T, P extends Page<T>>(id: OperationId, given: Input, options?: ListOptions): PagedCall<T, P> {
      const input = ownMembers(given);
      const from = cursorOf(input);
      const get = (cursor: string | null) =>
        caller.call<P>(id, cursor === from ? input : startingAt(cursor, input), options);
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
