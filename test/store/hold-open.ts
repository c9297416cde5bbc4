/** Run as a process of its own: opens the store at the given path, says so, and holds it until it is killed. */
import { createSqliteStore } from '../../mock-server/src/store/sqlite/create-sqlite-store.ts';

const machine = { now: () => performance.now(), after: () => ({ cancel() {} }) };
createSqliteStore({ file: process.argv[2]!, durability: 'disk', machine, onFailure: console.error });
console.log('open');
process.stdin.resume();
