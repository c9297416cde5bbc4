import { readFileSync } from 'node:fs';

/** The fenced blocks of a Markdown file in one language, in their order, of one section or of all. */
export function snippets(file: URL, language: string, section?: string): string[] {
  const whole = readFileSync(file, 'utf8');
  const text =
    section === undefined ? whole : (whole.split(/^## /m).find((part) => part.startsWith(section)) ?? '');
  return [...text.matchAll(/^```(\w+)\n(.*?)^```$/gms)]
    .filter(([, name]) => name === language)
    .map(([, , code]) => code ?? '');
}
