import type { EventDraft } from './event.ts';
import { eventText } from './event-text.ts';

interface SystemEvent extends Required<Pick<EventDraft, 'at' | 'target' | 'changes'>> {
  /** Whose own log tells of it, beside the platform's. */
  readonly brokerageId?: string | null;
  readonly notice?: NonNullable<EventDraft['notice']>;
}

/** The event of what no request brought about: time did, or the server, or whoever has its files at hand. */
export function systemEvent({ brokerageId, ...what }: SystemEvent): string {
  return eventText({
    ...what,
    ...(brokerageId && { brokerageId }),
    requestId: null,
    actor: { type: 'system' },
    client: null,
    outcome: 'allowed',
    status: 200,
  });
}
