/** A request as a mount hands it over: the raw head, so that nothing is merged, folded or normalised. */
export interface Call {
  readonly method: string;
  /** The request target as sent: path and query. */
  readonly target: string;
  /** Name, value, name, value, … in the order sent. */
  readonly headers: readonly string[];
  readonly body: AsyncIterable<Uint8Array>;
}

/** The other end of the connection. */
export interface Peer {
  readonly address: string;
  readonly encrypted: boolean;
}

/** What the mount sends back. */
export interface Reply {
  readonly status: number;
  /** Name, value, name, value, … */
  readonly headers: string[];
  readonly body: string;
  /** What only a mount can do to the connection while it answers. */
  readonly wire?: { readonly close?: boolean };
}
