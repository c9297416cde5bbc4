import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Position } from '../store/port.ts';

/** Opaque page cursors, bound to the query and the reach they were made for. */
export interface Cursors {
  /** `binding` names operation, query and reach; a cursor of another binding does not open. */
  seal(position: Position, binding: string): string;
  open(cursor: string, binding: string): Position | 'invalid';
}

const SEAL_BYTES = 16;
const LONGEST = 1_024;

/**
 * base64url of 16 bytes of HMAC-SHA-256 and the position as JSON. A cursor that somebody made or changed, or
 * took from another list, does not open; neither does another spelling of a good one (padding, the idle bits of
 * the last digit), so that two cursors are equal where their texts are.
 */
export function createCursors(key: Uint8Array): Cursors {
  // JSON has no line end of its own, so no other position and binding read the same.
  const sealOf = (position: Uint8Array, binding: string) =>
    createHmac('sha256', key).update(position).update(`\n${binding}`).digest().subarray(0, SEAL_BYTES);

  return {
    seal(position, binding) {
      const json = Buffer.from(JSON.stringify(position));
      return Buffer.concat([sealOf(json, binding), json]).toString('base64url');
    },
    open(cursor, binding) {
      if (cursor.length > LONGEST) return 'invalid';
      const bytes = Buffer.from(cursor, 'base64url');
      if (bytes.length <= SEAL_BYTES || bytes.toString('base64url') !== cursor) return 'invalid';
      const json = bytes.subarray(SEAL_BYTES);
      if (!timingSafeEqual(bytes.subarray(0, SEAL_BYTES), sealOf(json, binding))) return 'invalid';
      return JSON.parse(json.toString()) as Position;
    },
  };
}
