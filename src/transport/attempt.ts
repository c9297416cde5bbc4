import type { Life } from '../life.ts';
import type { Expiring } from './sweep.ts';
import type { Fault, Outcome, WireHeaders } from './transport.ts';

interface Controller {
  abort(reason: Error): void;
}

/** What an attempt tells its transport when it is over, and what it is bounded by. */
export interface AttemptHost {
  readonly largestBytes: number;
  over(attempt: Attempt): void;
}

/**
 * One request as undici's dispatch handler. It settles once; what undici reports later is ignored.
 *
 * - Before `onRequestStart` nothing was sent, and undici has no way to take the request back: it is
 *   aborted as it starts.
 * - Answers below 200 announce another one.
 */
export class Attempt implements Expiring {
  readonly expiresAt: number;
  readonly outcome: Promise<Outcome>;
  readonly #host: AttemptHost;
  readonly #life: Life;
  #resolve!: (outcome: Outcome) => void;
  #reject!: (reason: unknown) => void;
  #settled = false;
  #controller: Controller | null = null;
  #status = 0;
  #headers: WireHeaders = {};
  #chunks: Uint8Array[] = [];
  #bytes = 0;

  constructor(host: AttemptHost, life: Life, expiresAt: number) {
    this.#host = host;
    this.#life = life;
    this.expiresAt = expiresAt;
    this.outcome = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
    life.interrupt = (reason) => {
      if (this.#settle()) this.#reject(reason);
      this.#cancel();
    };
  }

  get settled(): boolean {
    return this.#settled;
  }

  /** Its time is up. */
  expire(): void {
    this.#fail('timeout');
    this.#cancel();
  }

  /** The transport could not take it. */
  refuse(cause: unknown): void {
    this.#fail('refused', cause);
  }

  onRequestStart(controller: Controller): void {
    this.#controller = controller;
    if (this.#settled) this.#cancel();
  }

  onResponseStart(_controller: Controller, status: number, headers: WireHeaders): void {
    if (status < 200) return;
    this.#status = status;
    this.#headers = headers;
  }

  onResponseData(_controller: Controller, chunk: Uint8Array): void {
    this.#bytes += chunk.length;
    if (this.#bytes <= this.#host.largestBytes) {
      this.#chunks.push(chunk);
      return;
    }
    this.#fail('too_large');
    this.#cancel();
  }

  onResponseEnd(): void {
    if (!this.#settle()) return;
    this.#resolve({ status: this.#status, headers: this.#headers, text: textOf(this.#chunks) });
  }

  onResponseError(_controller: Controller | null, error: unknown): void {
    if (this.#controller !== null) this.#fail('lost', error);
    else this.#fail(isRefusal(error) ? 'refused' : 'connect', error);
  }

  #fail(fault: Fault['fault'], cause?: unknown): void {
    if (this.#settle()) this.#resolve({ fault, sent: this.#controller !== null, cause });
  }

  #settle(): boolean {
    if (this.#settled) return false;
    this.#settled = true;
    this.#life.interrupt = null;
    this.#host.over(this);
    return true;
  }

  #cancel(): void {
    this.#chunks = [];
    this.#controller?.abort(new Error('The attempt is over.'));
  }
}

function textOf(chunks: readonly Uint8Array[]): string {
  const bytes = chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks);
  const text = Buffer.isBuffer(bytes) ? bytes.toString() : Buffer.from(bytes).toString();
  return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text; // a byte order mark is no JSON
}

/** Whether undici would not take the request, whatever the network. */
function isRefusal(error: unknown): boolean {
  const code = (error as { code?: unknown } | null)?.code;
  return code === 'UND_ERR_INVALID_ARG' || code === 'UND_ERR_DESTROYED' || code === 'UND_ERR_CLOSED';
}
