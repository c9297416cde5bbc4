/** The event that stands for a counted request, or will. */
export interface Counted {
  /** Whose log tells of it, beside the platform's. */
  readonly brokerageId: string | null;
  /** Null until it is written. */
  readonly sequence: number | null;
}

export interface CountedRequests {
  add(requestId: string, counted: Counted): void;
  find(requestId: string): Counted | undefined;
}

/**
 * Remembers the newest `bound` counted requests and forgets the oldest for each that comes: a ring, since to ask a Map for
 * its first entry means to step over all that were deleted.
 */
export function createCountedRequests(bound: number): CountedRequests {
  const known = new Map<string, Counted>();
  const ring: string[] = [];
  let next = 0;
  return {
    add(requestId, counted) {
      const oldest = ring[next];
      if (oldest !== undefined) known.delete(oldest);
      ring[next] = requestId;
      next = (next + 1) % bound;
      known.set(requestId, counted);
    },
    find: (requestId) => known.get(requestId),
  };
}
