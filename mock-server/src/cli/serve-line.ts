/** What to type to serve a database. */
export function serveLine({ data, secrets }: { readonly data: string; readonly secrets?: string }): string {
  return `homestar-mock serve --data ${quoted(data)}${secrets === undefined ? '' : ` --secrets ${quoted(secrets)}`}`;
}

const quoted = (path: string) => (/^[\w./:\\-]+$/.test(path) ? path : `"${path}"`);
