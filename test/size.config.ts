import { defineConfig } from 'tsup';

/** The client as an application's bundler makes it small, for its size to be measured. */
export default defineConfig({
  entry: { core: 'src/index.ts' },
  outDir: 'node_modules/.cache/size',
  format: ['esm'],
  minify: true,
  removeNodeProtocol: false,
  target: 'node22',
});
