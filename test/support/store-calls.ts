import type { Store } from '../../mock-server/src/store/port.ts';

// Without the agenda, which the clock looks into each second whether anybody asks or not.
const slices = ['credentials', 'tenant', 'log', 'idempotency'] as const;

/** Notes which methods of the store are called, in their order. */
export function countStoreCalls(store: Store) {
  let called: string[] = [];
  const restore = slices.flatMap((slice) => {
    const methods = store[slice] as unknown as Record<string, (...args: unknown[]) => unknown>;
    return Object.entries(methods).map(([name, method]) => {
      methods[name] = (...args) => {
        called.push(`${slice}.${name}`);
        return method(...args);
      };
      return () => {
        methods[name] = method;
      };
    });
  });
  return {
    /** What was called since the last take. */
    take(): string[] {
      const taken = called;
      called = [];
      return taken;
    },
    stop() {
      for (const undo of restore) undo();
    },
  };
}
