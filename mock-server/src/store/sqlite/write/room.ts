import type { Meta } from '../meta.ts';
import { isFull } from '../store-error.ts';

/** Whether the disk has room, as far as the writes have shown. */
export interface Room {
  /** What the latest batch met. */
  saw(full: boolean): void;
  /** While full it tries a write each time it is asked, so that nobody has to send traffic for it to recover. */
  left(): boolean;
}

export function createRoom(meta: Meta): Room {
  let full = false;
  return {
    saw: (met) => {
      full = met;
    },
    left() {
      if (!full) return true;
      try {
        meta.put('room.probe', 'written');
        full = false;
      } catch (error) {
        if (!isFull(error)) throw error;
      }
      return !full;
    },
  };
}
