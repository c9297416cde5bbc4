/** What the contract says of one problem code; the generated table holds one of these each. */
export interface ProblemKind {
  readonly status: number;
  readonly title: string;
  /** What the caller can do about it. */
  readonly action: string;
  /** How a client treats it: it will not help to repeat, the server names a wait, or back off. */
  readonly retry: 'never' | 'wait' | 'backoff';
  /** For the faults of a key (401 with `error="invalid_key"`): whether the key can ever work again. */
  readonly key?: 'final' | 'temporary';
}
