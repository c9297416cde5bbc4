/** The strict profile as `homestar-mock serve` runs it, save for the work factor. Arguments: the database, the factor. */
import { run } from '../../mock-server/src/cli/run.ts';
import { createHost } from '../../mock-server/src/host/create-host.ts';
import { createStrictWorld } from '../../mock-server/src/host/create-world.ts';
import { readSecretsFile } from '../../mock-server/src/vault/secrets-file.ts';

const [file, workFactor] = process.argv.slice(2) as [string, string];
const secrets = await readSecretsFile(`${file}.secrets`);

await run({
  host: await createHost({
    makeWorld: () =>
      createStrictWorld({
        file,
        secrets,
        durability: 'disk',
        workFactor: Number(workFactor),
        report: console.error,
      }),
  }),
  address: '127.0.0.1',
  port: 0,
  announce: (url) => console.log(JSON.stringify({ event: 'ready', url })),
});
