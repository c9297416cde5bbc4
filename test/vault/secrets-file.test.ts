import { chmod, readFile, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { systemRandom } from '../../mock-server/src/time/random.ts';
import { createSecrets } from '../../mock-server/src/vault/secrets.ts';
import {
  readSecretsFile,
  SecretsFileError,
  writeSecretsFile,
} from '../../mock-server/src/vault/secrets-file.ts';
import { tempFolder } from '../support/temp-folder.ts';

interface Form {
  peppers: { version: number; key: string }[];
  encryption: { version: number; key: string }[];
  sealing: { privateKey: string };
}

let directory: string;
let files = 0;

beforeAll(() => {
  directory = tempFolder('secrets');
});

const fresh = () => join(directory, `${files++}.secrets`);

async function fileOf(content: string): Promise<string> {
  const path = fresh();
  await writeFile(path, content, { mode: 0o600 });
  return path;
}

async function faultOf(path: string): Promise<SecretsFileError> {
  const fault = await readSecretsFile(path).then(
    () => null,
    (error: unknown) => error,
  );
  expect(fault).toBeInstanceOf(SecretsFileError);
  const { message } = fault as SecretsFileError;
  expect(message).toContain(path);
  expect(message).not.toContain('\n');
  return fault as SecretsFileError;
}

it('reads back what it wrote, byte for byte', async () => {
  const path = fresh();
  const secrets = createSecrets(systemRandom);
  await writeSecretsFile(path, secrets);
  const read = await readSecretsFile(path);
  expect(Buffer.from(read.peppers[0]!.key)).toEqual(Buffer.from(secrets.peppers[0]!.key));
  const again = fresh();
  await writeSecretsFile(again, read);
  expect(await readFile(again, 'utf8')).toBe(await readFile(path, 'utf8'));
});

it('keeps a version of the sealing key where there is one', async () => {
  const path = fresh();
  const secrets = createSecrets(systemRandom);
  await writeSecretsFile(path, { ...secrets, sealing: { ...secrets.sealing, version: 2 } });
  expect((await readSecretsFile(path)).sealing.version).toBe(2);
});

describe('attack: another user of the machine', () => {
  it('cannot read a file that was just written', async () => {
    const path = fresh();
    await writeSecretsFile(path, createSecrets(systemRandom));
    expect((await stat(path)).mode & 0o777).toBe(0o600);
  });

  it('has put a file of its own in the place: it is not written to, nor is what a link points at', async () => {
    const path = await fileOf('theirs');
    const link = fresh();
    await symlink(fresh(), link);
    for (const taken of [path, link]) {
      await expect(writeSecretsFile(taken, createSecrets(systemRandom))).rejects.toMatchObject({
        code: 'exists',
      });
    }
    expect(await readFile(path, 'utf8')).toBe('theirs');
  });

  it.each([0o640, 0o604, 0o660, 0o666])(
    'may read the file: it is refused with the command that helps (%o)',
    async (mode) => {
      const path = fresh();
      await writeSecretsFile(path, createSecrets(systemRandom));
      await chmod(path, mode);
      const fault = await faultOf(path);
      expect(fault.code).toBe('exposed');
      expect(fault.message).toContain(`chmod 600 ${path}`);
    },
  );
});

describe('a file that cannot be used is one clear line', () => {
  it.each([
    ['missing', () => Promise.resolve(fresh())],
    ['unreadable', () => Promise.resolve(directory)],
    ['not_json', () => fileOf('v: 1')],
    ['not_json', () => fileOf('')],
    ['wrong_version', () => fileOf('{"v":2}')],
    ['wrong_version', () => fileOf('{"v":"1"}')],
    ['wrong_shape', () => fileOf('{}')],
    ['wrong_shape', () => fileOf('[]')],
    ['wrong_shape', () => fileOf('null')],
  ])('%s', async (code, make) => {
    expect((await faultOf(await make())).code).toBe(code);
  });

  async function altered(alter: (form: Form) => void): Promise<SecretsFileError> {
    const path = fresh();
    await writeSecretsFile(path, createSecrets(systemRandom));
    const form = JSON.parse(await readFile(path, 'utf8'));
    alter(form);
    await writeFile(path, JSON.stringify(form));
    return faultOf(path);
  }

  it.each<[string, string, (form: Form) => void]>([
    ['the pepper of published test keys', 'peppers.0.version', (form) => (form.peppers[0]!.version = 0)],
    [
      'a key of 31 bytes',
      'peppers.0.key',
      (form) => (form.peppers[0]!.key = Buffer.alloc(31).toString('base64')),
    ],
    ['no base64', 'encryption.0.key', (form) => (form.encryption[0]!.key = '%%%')],
    ['one version twice', 'peppers', (form) => form.peppers.push(form.peppers[0]!)],
    ['no pepper', 'peppers', (form) => (form.peppers = [])],
    ['another kind of private key', 'sealing.privateKey', (form) => (form.sealing.privateKey = 'AAAA')],
  ])('wrong_shape, and where: %s', async (_, place, alter) => {
    const fault = await altered(alter);
    expect(fault.code).toBe('wrong_shape');
    expect(fault.message).toContain(place);
  });

  it('quotes nothing of what stands in the file, not even where a secret stands in a wrong place', async () => {
    const secret = 'hunter2hunter2';
    const faults = [
      await faultOf(await fileOf(`{"v":1,"peppers":"${secret}"}`)),
      await faultOf(await fileOf(`{"v":"${secret}"}`)),
      await faultOf(await fileOf(`{"${secret}":1,"v":1}`)),
      await faultOf(await fileOf(`${secret}`)),
      await altered((form) => Object.assign(form, { [secret]: secret })),
      await altered((form) => Object.assign(form.sealing, { [secret]: 1, privateKey: secret })),
    ];
    for (const fault of faults)
      expect(`${fault.message}${fault.stack}${JSON.stringify(fault)}`).not.toContain(secret);
  });
});
