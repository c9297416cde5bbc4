/** A JSON value as the code of a literal; keys are quoted only where they have to be. */
export function literal(value: unknown): string {
  if (typeof value === 'string') return quoted(value);
  if (Array.isArray(value)) return `[${value.map(literal).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).map(([key, member]) => `${property(key)}: ${literal(member)}`);
  return members.length > 0 ? `{ ${members.join(', ')} }` : '{}';
}

/** The same over several lines, a member each, where one line would be too long. */
export function spread(value: object, width: number): string {
  const line = literal(value);
  if (line.length <= width || Array.isArray(value)) return line;
  const members = Object.entries(value).map(([key, member]) => `  ${property(key)}: ${literal(member)},\n`);
  return `{\n${members.join('')}}`;
}

export function property(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : quoted(name);
}

function quoted(text: string): string {
  const json = JSON.stringify(text);
  return text.includes("'") ? json : `'${json.slice(1, -1).replaceAll('\\"', '"')}'`;
}
