import { percentDecoded } from '../wire/percent-decoded.ts';
import type { Check } from './check.ts';

/** What the table of operations has for a method and path. */
export interface RouteFacts {
  readonly method: string;
  readonly path: string;
  readonly kind: 'found' | 'wrong_method' | 'none';
  /** The methods that the path takes, where this one is none of them. */
  readonly allow?: string;
}

export const routed: readonly Check<RouteFacts>[] = [
  {
    name: 'route',
    code: 'route_not_found',
    fails: ({ kind, path }) => (kind === 'none' ? { path: percentDecoded(path) } : undefined),
  },
  {
    name: 'method',
    code: 'method_not_allowed',
    fails: ({ kind, method, allow }) => (kind === 'wrong_method' ? { method, allow } : undefined),
  },
];
