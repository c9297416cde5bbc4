import type { Runtime, Timer } from '../runtime.ts';

/** Something that ends at a time unless it is done before. */
export interface Expiring {
  readonly expiresAt: number;
  expire(): void;
}

const PERIOD_MS = 100;

/** One coarse timer for many attempts: a timer for each would cost more than the rest of an attempt. */
export class Sweep {
  readonly #runtime: Runtime;
  readonly #entries = new Set<Expiring>();
  #timer: Timer | null = null;

  constructor(runtime: Runtime) {
    this.#runtime = runtime;
  }

  add(entry: Expiring): void {
    this.#entries.add(entry);
    this.#timer ??= this.#runtime.setTimer(this.#run, PERIOD_MS, false);
  }

  delete(entry: Expiring): void {
    this.#entries.delete(entry);
  }

  readonly #run = (): void => {
    this.#timer = null;
    const now = this.#runtime.now();
    for (const entry of this.#entries) {
      if (entry.expiresAt > now) continue;
      this.#entries.delete(entry);
      entry.expire();
    }
    if (this.#entries.size > 0) this.#timer = this.#runtime.setTimer(this.#run, PERIOD_MS, false);
  };
}
