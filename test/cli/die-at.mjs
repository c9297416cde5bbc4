/*
 * Preloaded into a command: kills it, as a power cut would, before the file operation whose number DIE_AT is. Counted
 * are those that write a secrets file: open, write, sync, rename.
 */
import fs from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';

let left = Number(process.env.DIE_AT);
const counted =
  (operation) =>
  (...given) => {
    if (--left === 0) process.kill(process.pid, 'SIGKILL');
    return operation(...given);
  };

const { open, rename } = fs;
fs.rename = counted(rename);
fs.open = counted(async (...given) => {
  const file = await open(...given);
  for (const name of ['writeFile', 'sync']) file[name] = counted(file[name].bind(file));
  return file;
});
syncBuiltinESMExports();
