/**
 * The time in which a call goes on. It ends early by the caller's signal or by the closing of the
 * client, and whatever the call is doing then is interrupted at once.
 */
export class Life {
  /** What ends the step that the call is in; each step sets its own. */
  interrupt: ((reason: unknown) => void) | null = null;
  /** Cuts a wait short without ending the call. */
  wake: (() => void) | null = null;
  #aborted = false;
  #reason: unknown = undefined;
  readonly #signal: AbortSignal | undefined;

  constructor(signal: AbortSignal | undefined) {
    this.#signal = signal;
    if (signal === undefined) return;
    if (signal.aborted) this.abort(signal.reason);
    else signal.addEventListener('abort', this);
  }

  /** Whether it ended early. */
  get aborted(): boolean {
    return this.#aborted;
  }

  get reason(): unknown {
    return this.#reason;
  }

  abort(reason: unknown): void {
    if (this.#aborted) return;
    this.#aborted = true;
    this.#reason = reason;
    this.interrupt?.(reason);
  }

  /** The call is over: the signal is not listened to any more. */
  end(): void {
    this.#signal?.removeEventListener('abort', this);
  }

  /** The signal's listener. */
  handleEvent(): void {
    this.abort(this.#signal?.reason);
  }
}
