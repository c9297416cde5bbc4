import type { z } from 'zod';

/** Refuses a list that holds a value twice. Objects with equal members count as equal. */
export function distinct<T>(): z.core.CheckFn<T[]> {
  return ({ value, issues }) => {
    const seen = new Set(value.map((item) => JSON.stringify(item)));
    if (seen.size === value.length) return;
    issues.push({ code: 'custom', input: value, message: 'holds a value twice' });
  };
}

/** Bounds the number of an object's members. */
export function members<T extends object>(min: number, max = Number.POSITIVE_INFINITY): z.core.CheckFn<T> {
  return ({ value, issues }) => {
    const count = Object.keys(value).length;
    if (count < min) issues.push({ code: 'custom', input: value, message: `has fewer than ${min} members` });
    if (count > max) issues.push({ code: 'custom', input: value, message: `has more than ${max} members` });
  };
}
