import type { BaseUrl } from './base-url.ts';
import type { ClientEvent } from './events.ts';
import type { Life } from './life.ts';
import type { Ring } from './ring/ring.ts';
import type { Runtime } from './runtime.ts';
import type { Transport } from './transport/transport.ts';

/** What a client and all that `with` makes of it have in common. */
export interface Core {
  readonly runtime: Runtime;
  readonly transport: Transport;
  readonly ring: Ring;
  readonly base: BaseUrl;
  /** The calls under way. */
  readonly lives: Set<Life>;
  /** Set by the first `close`. */
  closing: Promise<void> | null;
  /** Called when the last of the calls under way is over. */
  onIdle: (() => void) | null;
  emit(event: ClientEvent): void;
}
