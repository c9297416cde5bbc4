import { breakGlass, NoAdministrator } from '../host/break-glass.ts';
import { systemRandom } from '../time/random.ts';
import { readSecretsFile } from '../vault/secrets-file.ts';
import { assertInput } from './assert-input.ts';
import { explainMismatch, refuseNoFile } from './existing-database.ts';
import { CommandFailure } from './failure.ts';
import type { Output } from './output.ts';

export interface CreateKeyOptions {
  readonly data: string;
  readonly secrets?: string;
  readonly role: 'admin';
  readonly name: string;
  readonly purpose: string;
  readonly owner?: string;
  readonly json: boolean;
}

/** `homestar-mock keys create`: an admin key that no other key makes. */
export async function createKey(options: CreateKeyOptions, output: Output): Promise<void> {
  const { data, role, name, purpose, owner } = options;
  const secretsFile = options.secrets ?? `${data}.secrets`;
  const ownerUserId = owner !== undefined && { ownerUserId: owner };
  await assertInput('keys.create', { role, name, purpose, ...ownerUserId }, { ownerUserId: '--owner' });
  refuseNoFile(data);
  const secrets = await readSecretsFile(secretsFile);
  process.umask(0o077);
  const made = await breakGlass({ file: data, secrets, name, purpose, ...ownerUserId, random: systemRandom })
    .catch(explainMismatch(secretsFile, data))
    .catch((error) => {
      throw error instanceof NoAdministrator ? noOwner(data, error) : error;
    });
  if (options.json) output.json({ event: 'key_created', data, role, ...made });
  else output.line(told(made));
}

function told({ keyId, secret, ownerUserId }: Awaited<ReturnType<typeof breakGlass>>): string {
  return [
    `Made ${keyId}, an admin key of ${ownerUserId}. It is shown this once; put it into your secret store now:`,
    `  ${secret}`,
    '',
    'The audit log tells of it. Revoke it over the API once it is no longer needed.',
  ].join('\n');
}

function noOwner(data: string, { message }: NoAdministrator): CommandFailure {
  return new CommandFailure(
    `An admin key in ${data} would have no owner: ${message}. Name an administrator with --owner.`,
  );
}
