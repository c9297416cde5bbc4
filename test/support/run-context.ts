/** What one run of all tests shares; made by `global-setup.ts` and handed to every worker. */
interface RunContext {
  /** A true key, made anew for each run, that must be found in nothing the run wrote. */
  readonly canary: string;
  /** Folder in which all that tests write lies until the end of the run. */
  readonly outputRoot: string;
}

declare module 'vitest' {
  interface ProvidedContext extends RunContext {}
}

export {};
