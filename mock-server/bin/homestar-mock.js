#!/usr/bin/env node
// Written so that an old Node can read it too, and say what is wrong instead of a syntax error.
var parts = process.versions.node.split('.');
var major = Number(parts[0]);

if (major < 22 || (major === 22 && Number(parts[1]) < 19)) {
  console.error(
    'homestar-mock: needs Node 22.19 or newer, this is ' +
      process.versions.node +
      '. Install a newer one from https://nodejs.org.',
  );
  process.exit(1);
}

// Compiled code is kept for the next start, which is a tenth faster for it. Beside the program, since a folder in
// /tmp could be filled by another user; where nothing can be written there, nothing is kept.
var cache = new URL('../node_modules/.cache/homestar-mock', import.meta.url);
process
  .getBuiltinModule('node:module')
  .enableCompileCache(process.getBuiltinModule('node:url').fileURLToPath(cache));

import('../dist/cli.js').catch((error) => {
  if (error.code !== 'ERR_MODULE_NOT_FOUND' || !/dist.cli\.js/.test(error.message)) throw error;
  console.error('homestar-mock: is not built yet. Run: npm run build');
  process.exit(1);
});
