import type { Issued } from '../../mock-server/src/host/issue-offline.ts';
import { systemRandom } from '../../mock-server/src/time/random.ts';
import { drawBase62 } from '../../mock-server/src/vault/base62-digits.ts';
import { type IssuedKeys, issuedKeys } from './issued-keys.ts';
import { type KeptFile, keptFile } from './kept-file.ts';
import { plantKeys } from './plant-keys.ts';
import { addedCpu, alternate, compare } from './rounds.ts';
import { type Figure, figure } from './table.ts';
import { whoamiWith } from './whoami.ts';

const CALLING = 1_000;
/** The lowest: what is measured comes after the proofs. */
const WORK_FACTOR = 4;

/** What a request costs where many more keys are stored than call. */
export async function benchMillionKeys({ quick }: { quick: boolean }): Promise<Figure[]> {
  const many = quick ? 100_000 : 1_000_000;
  const issued = await issuedKeys(CALLING, WORK_FACTOR);
  const requests = issued.keys.map(({ secret }) => whoamiWith(secret));
  // A random one each time, so that the pages that it is read from are not just those of the request before.
  const request = () => requests[Math.floor(Math.random() * requests.length)]!;
  const files: KeptFile[] = [];
  const contender = async (name: string, stored: number) => {
    const kept = await keptFile(issued.secrets, WORK_FACTOR);
    files.push(kept);
    plantKeys(kept.file, amongOthers(issued, stored));
    const served = await kept.serve();
    return { name, served, target: { port: served.port, request } };
  };
  const contenders: Awaited<ReturnType<typeof contender>>[] = [];
  try {
    contenders.push(await contender('few', CALLING));
    contenders.push(await contender('many', many));
    contenders.push(await contender('again', CALLING));
    const results = await alternate(contenders, {
      rounds: quick ? 3 : 9,
      requests: quick ? 10_000 : 30_000,
      connections: 50,
    });
    const of = (name: string) => results.get(name) ?? [];
    const title = `${many.toLocaleString('en')} keys in the store`;
    const alone = compare(of('few'), of('few'), (own) => own.cpuMicroseconds);
    return [
      figure(`${title}: CPU per request with ${CALLING} instead`, 'µs', '', alone),
      figure(`${title}: added to it`, 'µs', '≤ 10', compare(of('many'), of('few'), addedCpu)),
      figure(
        `${title}: added by ${CALLING} again (noise)`,
        'µs',
        '',
        compare(of('again'), of('few'), addedCpu),
      ),
    ];
  } finally {
    for (const { served } of contenders) await served.stop();
    for (const kept of files) kept.remove();
  }
}

/** Those that call, spread over the range of the ids by their own, among as many others as it takes. */
function* amongOthers(
  { secrets, keys }: IssuedKeys,
  stored: number,
): Iterable<Pick<Issued, 'keyId' | 'stored'>> {
  const gap = stored / keys.length;
  const { hash } = keys[0]!.stored;
  const other = { hash, filter: 0, pepperVersion: secrets.peppers[0]!.version };
  for (const key of keys) {
    yield key;
    for (let i = 1; i < gap; i++) yield { keyId: `key_000${drawBase62(systemRandom, 9)}`, stored: other };
  }
}
