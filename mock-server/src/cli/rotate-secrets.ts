import { rotateSecrets } from '../host/rotate-secrets.ts';
import { systemRandom } from '../time/random.ts';
import { explainMismatch, refuseNoFile } from './existing-database.ts';
import type { Output } from './output.ts';
import { serveLine } from './serve-line.ts';

export interface RotateOptions {
  readonly data: string;
  readonly secrets?: string;
  readonly json: boolean;
}

/** `homestar-mock secrets rotate`: a new pepper and a new encryption key. */
export async function rotate(options: RotateOptions, output: Output): Promise<void> {
  const { data } = options;
  const secretsFile = options.secrets ?? `${data}.secrets`;
  refuseNoFile(data);
  process.umask(0o077);
  const versions = await rotateSecrets({ file: data, secretsFile, random: systemRandom }).catch(
    explainMismatch(secretsFile, data),
  );
  if (options.json) {
    output.json({ event: 'secrets_rotated', data, secrets: secretsFile, ...versions });
    return;
  }
  const { pepperVersion, encryptionVersion } = versions;
  output.line(
    [
      `${secretsFile} has pepper version ${pepperVersion} and encryption version ${encryptionVersion} now, and the older ones still.`,
      'Back it up before you start the server: what is stored from now on needs the new versions.',
      'Every key goes on, and is stored under the new pepper when it is next used.',
      '',
      'Start the server:',
      `  ${serveLine(options)}`,
    ].join('\n'),
  );
}
