import type { Runtime, Timer } from '../../../src/runtime.ts';

interface Pending {
  readonly at: number;
  readonly keepOpen: boolean;
  run(): void;
}

/** Time that stands still until it is told to go on, and chance that is not left to chance. */
export class VirtualRuntime implements Runtime {
  /** What `random` gives. */
  chance = 0.5;
  /** Milliseconds of every timer that was set to keep the process open: the waits of calls. */
  readonly waits: number[] = [];
  #now = 1_000;
  readonly #pending = new Set<Pending>();

  now(): number {
    return this.#now;
  }

  date(): number {
    return Date.UTC(2026, 10, 24, 10) + this.#now;
  }

  random(): number {
    return this.chance;
  }

  setTimer(run: () => void, ms: number, keepOpen: boolean): Timer {
    const pending: Pending = { at: this.#now + ms, keepOpen, run };
    this.#pending.add(pending);
    if (keepOpen) this.waits.push(ms);
    return { clear: () => this.#pending.delete(pending) };
  }

  get timers(): number {
    return this.#pending.size;
  }

  /** Goes on, running what falls due in order. */
  async advance(ms: number): Promise<void> {
    const until = this.#now + ms;
    for (;;) {
      await settled();
      const next = [...this.#pending].filter(({ at }) => at <= until).sort((a, b) => a.at - b.at)[0];
      if (next === undefined) break;
      this.#pending.delete(next);
      this.#now = Math.max(this.#now, next.at);
      next.run();
    }
    this.#now = until;
    await settled();
  }

  /** Goes on as long as a call needs, and gives what it comes to. */
  async finish<T>(call: Promise<T>): Promise<PromiseSettledResult<T>> {
    let over: PromiseSettledResult<T> | null = null;
    Promise.allSettled([call]).then(([result]) => {
      over = result;
    });
    for (let steps = 0; steps < 10_000; steps++) {
      await settled();
      if (over !== null) return over;
      const next = [...this.#pending].sort((a, b) => a.at - b.at)[0];
      if (next === undefined) throw new Error('The call waits for something that is no timer.');
      this.#pending.delete(next);
      this.#now = Math.max(this.#now, next.at);
      next.run();
    }
    throw new Error('The call does not end.');
  }
}

/** Lets every promise that can go on do so. */
export function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
