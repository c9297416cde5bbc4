/** What one connection may cost, in machine time. */
export interface ConnectionBounds {
  readonly headBytes: number;
  readonly headMs: number;
  /** Head and body together; a body's own limit is shorter and answers with a clear problem. */
  readonly requestMs: number;
  /** How long a connection may stand between two requests. */
  readonly idleMs: number;
  /** How long nothing may move on a connection, such as one whose client never reads. */
  readonly stalledMs: number;
  readonly connections: number;
  /** How often the limits on head and request are looked at. */
  readonly everyMs: number;
  /** How long requests in flight may take once the server stops. */
  readonly stopMs: number;
}

export const usualBounds: ConnectionBounds = {
  headBytes: 16 * 1024,
  headMs: 10_000,
  requestMs: 30_000,
  idleMs: 60_000,
  stalledMs: 120_000,
  connections: 4096,
  everyMs: 1000,
  stopMs: 10_000,
};
