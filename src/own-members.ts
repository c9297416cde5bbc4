/**
 * Copies the members that an options object has itself into one that inherits nothing, so that a
 * polluted `Object.prototype.baseUrl` cannot send every key elsewhere.
 */
export function ownMembers<T extends object>(from: T): Partial<T> {
  const own: Partial<T> = Object.create(null);
  for (const name of Object.keys(from) as (keyof T)[]) own[name] = from[name];
  return own;
}

/** Reads one member that an object has itself: a polluted `Object.prototype.body` must not be sent. */
export function ownMember<T extends object, Name extends keyof T>(from: T, name: Name): T[Name] | undefined {
  return Object.hasOwn(from, name) ? from[name] : undefined;
}
