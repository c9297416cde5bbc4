/**
 * What things cost, each beside a peer or a floor in the same run:
 * `npm run bench [-- --json] [-- --quick] [-- --only <name>]`.
 */
import { parseArgs } from 'node:util';
import { benchColdStart } from './cold-start-bench.ts';
import { benchFlood } from './flood-bench.ts';
import { benchMillionKeys } from './million-keys-bench.ts';
import { benchProof } from './proof-bench.ts';
import { benchReady } from './ready-bench.ts';
import { benchServer } from './server-bench.ts';
import { type Bench, type Figure, table } from './table.ts';
import { benchTiming } from './timing-bench.ts';

const benches: Readonly<Record<string, Bench>> = {
  ready: benchReady,
  server: benchServer,
  proof: benchProof,
  timing: benchTiming,
  flood: benchFlood,
  'million-keys': benchMillionKeys,
  'cold-start': benchColdStart,
};

const { json, quick, only } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    quick: { type: 'boolean', default: false },
    only: { type: 'string', multiple: true, default: Object.keys(benches) },
  },
}).values;

const unknown = only.filter((name) => !Object.hasOwn(benches, name));
if (unknown.length > 0) {
  console.error(`There is no bench "${unknown.join('", "')}". There are: ${Object.keys(benches).join(', ')}`);
  process.exit(1);
}

const figures: Figure[] = [];
for (const name of only) figures.push(...(await benches[name]!({ quick })));
console.log(json ? JSON.stringify({ node: process.version, figures }) : table(figures));
