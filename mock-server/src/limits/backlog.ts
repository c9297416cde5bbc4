import type { Window } from './window.ts';

/*
 * Who is refused is told when to come back, and no two are told the same slot: a thousand clients that all
 * come back when the window opens are refused again but for a few.
 *
 * - Slots are promised in the order of the refusals, at most a quota of them in any window.
 * - A caller that is known by name and comes before its slot is told the same slot again. Without a name each
 *   refusal takes a slot.
 * - A promise reserves nothing: a newcomer that finds allowance left is admitted. It ends with its instant,
 *   when its caller has come and counts in the window, or never will.
 * - Slots are promised for one minute. Beyond that, they would go to callers that have given up.
 */

const PROMISED_MS = 60_000;
const REMEMBERED = 4_096;

/** The slots that one bucket has promised. */
export class Backlog {
  readonly #window: Window;
  readonly #ats: number[] = [];
  readonly #amounts: number[] = [];
  readonly #slots = new Map<string, number>();

  constructor(window: Window) {
    this.#window = window;
  }

  /** Whether nobody waits any more. */
  empty(now: number): boolean {
    while (this.#ats.length > 0 && this.#ats[0]! <= now) {
      this.#ats.shift();
      this.#amounts.shift();
    }
    return this.#ats.length === 0;
  }

  /** When this much can be admitted behind all that was promised, or when this caller was told to come. */
  slot(now: number, amount: number, quota: number, caller: string | null): number {
    const told = caller === null ? undefined : this.#slots.get(caller);
    if (told !== undefined && told > now) return told;
    let at = this.empty(now) ? now : this.#ats.at(-1)!;
    while (this.#window.usedAt(at) + this.#promisedAt(at) + amount > quota) {
      at = Math.min(this.#window.nextFree(at), this.#nextFree(at));
      // A quota of 0 admits nobody, until it is edited.
      if (at === Number.POSITIVE_INFINITY) return now + this.#window.windowMs;
    }
    return at;
  }

  /** Promises a slot just found. Returns the instant to tell. */
  promise(now: number, at: number, amount: number, caller: string | null): number {
    if (at - now > PROMISED_MS) return this.#window.windowMs > PROMISED_MS ? at : now + PROMISED_MS;
    if (caller !== null) {
      if (this.#slots.get(caller) === at) return at;
      this.#slots.delete(caller);
      this.#slots.set(caller, at);
      if (this.#slots.size > REMEMBERED) this.#slots.delete(this.#slots.keys().next().value!);
    }
    const last = this.#ats.length - 1;
    if (last >= 0 && this.#ats[last] === at) this.#amounts[last]! += amount;
    else {
      this.#ats.push(at);
      this.#amounts.push(amount);
    }
    return at;
  }

  // Only promises of the last window count at `then`, and it lies behind them all: both walk from the end.
  #promisedAt(then: number): number {
    let promised = 0;
    for (let i = this.#ats.length - 1; i >= 0 && this.#ats[i]! + this.#window.windowMs > then; i--) {
      promised += this.#amounts[i]!;
    }
    return promised;
  }

  #nextFree(then: number): number {
    let free = Number.POSITIVE_INFINITY;
    for (let i = this.#ats.length - 1; i >= 0 && this.#ats[i]! + this.#window.windowMs > then; i--) {
      free = this.#ats[i]! + this.#window.windowMs;
    }
    return free;
  }
}
