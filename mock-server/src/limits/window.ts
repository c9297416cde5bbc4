/*
 * The law: never more than `quota` admissions in any window of `windowMs`, wherever it begins; a whole burst
 * of `quota` at once; allowance back at most 1 % of the window late; constant state.
 *
 * - Where the quota is at most 100, an admission comes back exactly one window after it was made. There are
 *   never more than 100 to remember.
 * - Else time is cut into sub-windows of 1 % of the window, and what was admitted in one comes back
 *   together, one window after the sub-window has ended. 101 of them hold all that counts.
 * - The quota is compared and never stored, so that an edited one acts at once and forgets nothing.
 *
 * What is common elsewhere breaks the law. Take 100 in 60 s:
 *
 * - GCRA, a bucket of 100 that drips back one each .6 s, admits 100 at 0 s and 99 more by 59.4 s.
 * - Two counters, the earlier weighted by how much of it the window still covers, admit 100 at 59.9 s and 99
 *   more by 119.4 s: the hundred weigh 1 by then, as if they had been spread over their minute.
 */

const MOST_EXACT = 100;

/** What one bucket has admitted. `now` may stand still between calls but never goes back. */
export class Window {
  readonly windowMs: number;
  // When how much comes back, in that order; no two instants are equal and no amount is zero.
  readonly #frees: number[] = [];
  readonly #amounts: number[] = [];
  #used = 0;

  constructor(windowMs: number) {
    this.windowMs = windowMs;
  }

  /** How much counts at `now`. */
  used(now: number): number {
    while (this.#frees.length > 0 && this.#frees[0]! <= now) {
      this.#frees.shift();
      this.#used -= this.#amounts.shift()!;
    }
    return this.#used;
  }

  left(now: number, quota: number): number {
    return Math.max(0, quota - this.used(now));
  }

  /** Counts an admission that `left` allowed. Returns the instant at which it comes back. */
  take(now: number, amount: number, quota: number): number {
    const subWindow = Math.ceil(this.windowMs / 100);
    const counted = quota <= MOST_EXACT ? now : (Math.floor(now / subWindow) + 1) * subWindow;
    const last = this.#frees.length - 1;
    // Not before the one that was there first: a quota edited from 101 to 100 changes the sort of instant.
    const free = Math.max(counted + this.windowMs, last < 0 ? 0 : this.#frees[last]!);
    this.#used += amount;
    if (last >= 0 && this.#frees[last] === free) {
      this.#amounts[last]! += amount;
    } else if (amount > 0) {
      this.#frees.push(free);
      this.#amounts.push(amount);
    }
    return free;
  }

  /** Takes back what was counted and comes back at `free`; nothing where it has come back already. */
  giveBack(free: number, amount: number): void {
    const at = this.#frees.lastIndexOf(free);
    if (at < 0) return;
    const given = Math.min(amount, this.#amounts[at]!);
    this.#used -= given;
    this.#amounts[at]! -= given;
    if (this.#amounts[at] === 0) {
      this.#frees.splice(at, 1);
      this.#amounts.splice(at, 1);
    }
  }

  /** How much of what counts now will still count at `then`. */
  usedAt(then: number): number {
    let used = this.#used;
    for (let at = 0; at < this.#frees.length && this.#frees[at]! <= then; at++) used -= this.#amounts[at]!;
    return used;
  }

  /** The first instant after `then` at which something comes back; infinite where nothing will. */
  nextFree(then: number): number {
    for (const free of this.#frees) if (free > then) return free;
    return Number.POSITIVE_INFINITY;
  }
}
