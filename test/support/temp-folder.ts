import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { inject } from 'vitest';

/** A fresh folder that stays until the end of the run, when all that was written is searched for the canary. */
export function tempFolder(name = 'test'): string {
  return mkdtempSync(join(inject('outputRoot'), `${name}-`));
}
