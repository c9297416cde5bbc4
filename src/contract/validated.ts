import type { Secret } from '../key/secret.ts';

/**
 * What a caller sends, as it is once validated: what was left out is not there, rather than `undefined`, and a
 * {@link Secret} has become the text that it was sent as.
 */
export type Validated<T> = T extends Secret
  ? string
  : T extends readonly unknown[] | string
    ? T
    : T extends object
      ? { [Name in keyof T]: Validated<Exclude<T[Name], undefined>> }
      : T;
