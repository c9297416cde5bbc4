import { systemEvent } from '../audit/system-event.ts';
import type { Random } from '../time/random.ts';
import { replaceSecretsFile } from '../vault/replace-secrets-file.ts';
import { addVersions, newestVersions, type Versions } from '../vault/secrets.ts';
import { readSecretsFile } from '../vault/secrets-file.ts';
import { openOffline } from './open-offline.ts';
import { matchSecrets, noteSecrets } from './secrets-match.ts';

export interface RotateSecrets {
  readonly file: string;
  readonly secretsFile: string;
  readonly random: Random;
}

/**
 * Adds a pepper and an encryption key to a secrets file, in this order: read the file while nobody else can change it,
 * replace it, note in the database what it holds now. A server starts with a file that has more than the database
 * knows, and refuses one that has less; so wherever this is cut short, the two still go together.
 *
 * @returns The new versions.
 * @throws StoreError, SecretsFileError, SecretsMismatch
 */
export function rotateSecrets({ file, secretsFile, random }: RotateSecrets): Promise<Versions> {
  return openOffline({ file, existing: true }, async ({ store, now, write }) => {
    const before = await readSecretsFile(secretsFile);
    matchSecrets(store.meta, before);
    const after = addVersions(before, random);
    await replaceSecretsFile(secretsFile, after);
    noteSecrets(store.meta, after);
    const versions = newestVersions(after);
    await write({
      event: systemEvent({
        at: now,
        target: 'secrets',
        changes: [{ target: 'secrets', before: newestVersions(before), after: versions }],
      }),
    });
    return versions;
  });
}
