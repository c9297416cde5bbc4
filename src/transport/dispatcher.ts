/**
 * What the client needs of an undici dispatcher (an `Agent`, a `Pool`, a `MockAgent`, of version 7
 * or 8), declared by its shape so that no type of undici's enters yours.
 */
export interface Dispatcher {
  dispatch(options: object, handler: object): boolean;
}

/** The options of one dispatch. */
export class DispatchOptions {
  readonly origin: string;
  readonly method: string;
  readonly path: string;
  readonly headers: string[];
  readonly body: string | null;
  // Timeouts are the attempt's own: undici's would end the longer ones early.
  readonly headersTimeout = 0;
  readonly bodyTimeout = 0;
  // Stops a redirect interceptor in a dispatcher that was given: it would carry the key to another origin.
  readonly maxRedirections = 0;

  constructor(origin: string, method: string, path: string, headers: string[], body: string | null) {
    this.origin = origin;
    this.method = method;
    this.path = path;
    this.headers = headers;
    this.body = body;
  }
}

// undici reads many more members. None of them may come from a polluted Object.prototype.
Object.setPrototypeOf(DispatchOptions.prototype, null);
