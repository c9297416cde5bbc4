import type { Secret } from '../key/secret.ts';

/** A type of the API as it travels: what the client hands out as {@link Secret} is a string. */
export type Wire<T> = T extends Secret
  ? string
  : T extends readonly (infer Item)[]
    ? Wire<Item>[]
    : T extends string
      ? T
      : T extends object
        ? { [Name in keyof T]: Wire<T[Name]> }
        : T;
