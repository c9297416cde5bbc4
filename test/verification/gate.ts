/** Where callers are held until the test lets them on, so that it decides what happens meanwhile. */
export interface Gate {
  /** Waits until the gate is open. */
  pass(): Promise<void>;
  /** Resolves when this many stand before it. */
  held(count?: number): Promise<void>;
  /** Lets everybody on, now and later. */
  open(): void;
}

export function createGate(): Gate {
  const opened = Promise.withResolvers<void>();
  const waits: { readonly count: number; readonly arrived: () => void }[] = [];
  let standing = 0;
  return {
    pass() {
      standing++;
      for (const { count, arrived } of waits) if (standing >= count) arrived();
      return opened.promise;
    },
    held(count = 1) {
      if (standing >= count) return Promise.resolve();
      return new Promise((arrived) => waits.push({ count, arrived }));
    },
    open: opened.resolve,
  };
}
