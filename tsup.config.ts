import { defineConfig, type Options } from 'tsup';

// tsup strips `node:` from imports unless told not to, and `node:sqlite` exists under no other name.
const removeNodeProtocol = false;
const target = 'node22';

type Plugin = NonNullable<Options['esbuildPlugins']>[number];

/** zod's messages in fifty languages are a third of the bundle, and none but English is used. */
const withoutLocales: Plugin = {
  name: 'without-locales',
  setup(build) {
    build.onLoad({ filter: /zod[\\/]v4[\\/]locales[\\/]index\.js$/ }, () => ({ contents: '' }));
  },
};

/** Less to read at each start; names stay, for whoever reads a stack. */
const smaller: NonNullable<Options['esbuildOptions']> = (options) => {
  options.minifyWhitespace = true;
  options.minifySyntax = true;
};

export default defineConfig([
  {
    name: 'sdk',
    entry: {
      index: 'src/index.ts',
      'redact/index': 'src/redact/index.ts',
      internal: 'src/internal.ts',
      'internal-schemas': 'src/internal-schemas.ts',
    },
    outDir: 'dist',
    format: ['esm', 'cjs'],
    dts: true,
    sourcemap: true,
    clean: true,
    // In CJS, chunks with minified names have come out as invalid code.
    splitting: false,
    esbuildOptions: smaller,
    removeNodeProtocol,
    target,
  },
  {
    name: 'mock-server',
    entry: { index: 'mock-server/src/index.ts', cli: 'mock-server/src/cli/main.ts' },
    outDir: 'mock-server/dist',
    format: ['esm'],
    dts: { entry: { index: 'mock-server/src/index.ts' } },
    sourcemap: true,
    clean: true,
    // What only one command needs is a file of its own.
    splitting: true,
    // A few files start three times as fast as two hundred. bcrypt is native and stays outside.
    // The client comes from its own package, which brings undici.
    noExternal: [/^@homestar\/sdk\/internal/, 'zod', 'commander'],
    external: ['bcrypt'],
    esbuildPlugins: [withoutLocales],
    esbuildOptions(options) {
      options.conditions = ['@homestar/source'];
      smaller(options, { format: 'esm' });
    },
    removeNodeProtocol,
    target,
  },
]);
