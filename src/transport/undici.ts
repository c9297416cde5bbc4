import type { Life } from '../life.ts';
import type { Runtime } from '../runtime.ts';
import { Attempt } from './attempt.ts';
import { type Dispatcher, DispatchOptions } from './dispatcher.ts';
import { OwnPool } from './own-pool.ts';
import { Sweep } from './sweep.ts';
import type { Outcome, Transport, WireRequest } from './transport.ts';

const LARGEST_ANSWER_BYTES = 32 * 1024 * 1024;

/**
 * Requests over undici: over the dispatcher that is given, which is never closed here, or over a
 * pool of its own, which is opened by the first request.
 */
export class UndiciTransport implements Transport {
  readonly largestBytes = LARGEST_ANSWER_BYTES;
  readonly #origin: string;
  readonly #runtime: Runtime;
  readonly #sweep: Sweep;
  #dispatcher: Dispatcher | null;
  #own: OwnPool | null = null;
  #opening: Promise<Dispatcher> | null = null;
  #closed = false;
  #underWay = 0;

  constructor(origin: string, runtime: Runtime, dispatcher: Dispatcher | null) {
    this.#origin = origin;
    this.#runtime = runtime;
    this.#sweep = new Sweep(runtime);
    this.#dispatcher = dispatcher;
  }

  send(request: WireRequest, key: string | null, timeoutMs: number, life: Life): Promise<Outcome> {
    const attempt = new Attempt(this, life, this.#runtime.now() + timeoutMs);
    this.#sweep.add(attempt);
    if (++this.#underWay === 1) this.#own?.hold(true);
    if (this.#dispatcher !== null) {
      this.#dispatch(this.#dispatcher, request, key, attempt);
    } else {
      this.#open().then(
        (dispatcher) => attempt.settled || this.#dispatch(dispatcher, request, key, attempt),
        (error) => attempt.refuse(error),
      );
    }
    return attempt.outcome;
  }

  /** An attempt is over. */
  over(attempt: Attempt): void {
    this.#sweep.delete(attempt);
    if (--this.#underWay === 0) this.#own?.hold(false);
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#opening?.catch(() => {});
    await this.#own?.destroy();
  }

  #dispatch(dispatcher: Dispatcher, request: WireRequest, key: string | null, attempt: Attempt): void {
    const headers = key === null ? [...request.headers] : [...request.headers, 'x-api-key', key];
    try {
      dispatcher.dispatch(
        new DispatchOptions(this.#origin, request.method, request.path, headers, request.body),
        attempt,
      );
    } catch (error) {
      attempt.refuse(error);
    }
  }

  #open(): Promise<Dispatcher> {
    this.#opening ??= OwnPool.open(this.#origin).then(async (pool) => {
      this.#own = pool;
      if (this.#closed) await pool.destroy();
      else this.#dispatcher = pool;
      return pool;
    });
    return this.#opening;
  }
}
