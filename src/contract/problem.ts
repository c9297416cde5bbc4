/** What a client goes by when the API answers with a problem; the generated table holds one of these a code. */
export interface ProblemKind {
  readonly status: number;
  /** How a client treats it: it will not help to repeat, the server names a wait, or back off. */
  readonly retry: 'never' | 'wait' | 'backoff';
  /** For the faults of a key (401 with `error="invalid_key"`): whether the key can ever work again. */
  readonly key?: 'final' | 'temporary';
}

/** The words of a problem, which the server tells with it. */
export interface ProblemText {
  readonly title: string;
  /** What the caller can do about it. */
  readonly action: string;
}
