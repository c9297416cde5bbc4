import type { Secret } from '../key/secret.ts';

/** What a caller sends, as it is once validated: what was left out is not there, rather than `undefined`. */
export type Validated<T> = T extends Secret | readonly unknown[] | string
  ? T
  : T extends object
    ? { [Name in keyof T]: Validated<Exclude<T[Name], undefined>> }
    : T;
