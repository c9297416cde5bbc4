import type { Result } from '../operations/operation.ts';

/** The process answers. */
export function healthLive(): Result {
  return { body: { status: 'live' } };
}
