import { readFileSync } from 'node:fs';

/** The fenced blocks of a Markdown file in one language, in their order. */
export function snippets(file: URL, language: string): string[] {
  const text = readFileSync(file, 'utf8');
  return [...text.matchAll(/^```(\w+)\n(.*?)^```$/gms)]
    .filter(([, name]) => name === language)
    .map(([, , code]) => code ?? '');
}
