import { secrets } from '../fixtures/hashes.ts';
import { type MagicKey, type MagicKeyName, magicKeys } from '../fixtures/magic-keys.ts';

export interface Started {
  readonly url: string;
  readonly readyMs: number;
  readonly clock: { readonly mode: 'running' | 'frozen'; readonly now: string };
}

/** What a person sees when the qa server has started. */
export function startScreen({ url, readyMs, clock }: Started): string {
  const names = Object.keys(magicKeys) as MagicKeyName[];
  const rows = names.map((name) => row(name, answerOf(magicKeys[name]), secrets[name]));
  return [
    `HomeStar mock server at ${url} (ready in ${readyMs} ms, everything in memory, Ctrl-C stops it)`,
    '',
    row('magic key', 'answers', 'send as X-API-Key'),
    ...rows,
    '',
    'Try:',
    `  curl -i -H "X-API-Key: ${secrets.agent}" "${url}/v1/properties?limit=2"`,
    '',
    `World time is ${clock.now}, ${clock.mode}. Move it a day ahead:`,
    `  curl -X POST -H "Content-Type: application/json" -d "{\\"seconds\\":86400}" "${url}/_mock/clock/advance"`,
  ].join('\n');
}

const row = (name: string, answers: string, secret: string) =>
  `  ${name.padEnd(13)} ${answers.padEnd(24)} ${secret}`;

function answerOf({ role, answers, consumable }: MagicKey): string {
  if (answers.code !== null) return `${answers.status} ${answers.code}`;
  return `${answers.status} as ${role}${consumable ? ', at first' : ''}`;
}
