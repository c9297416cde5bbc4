/** What things cost, each beside a peer or a floor in the same run: `npm run bench [-- --json] [-- --quick]`. */
import { benchReady } from './ready-bench.ts';
import { benchServer } from './server-bench.ts';
import { table } from './table.ts';

const json = process.argv.includes('--json');
const quick = process.argv.includes('--quick');

const figures = [...(await benchReady({ quick })), ...(await benchServer({ quick }))];
console.log(json ? JSON.stringify({ node: process.version, figures }) : table(figures));
