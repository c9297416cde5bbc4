/** Reads a variable of the process; empty ones and platforms without any count as not set. */
export function environmentVariable(name: string): string | undefined {
  const variables = globalThis.process?.env;
  const value =
    variables !== undefined && Object.hasOwn(variables, name) ? variables[name]?.trim() : undefined;
  return value === '' ? undefined : value;
}
