import type { Command } from 'commander';
import { examples } from './examples.ts';
import type { Output } from './output.ts';
import { requestIdOf, urlOf } from './values.ts';

const nowhere = 'http://127.0.0.1:4010';

/** The commands that ask a running server. They find it, and their key, in the environment, as a program's tests do. */
export function addClientCommands(program: Command, output: Output): void {
  program
    .command('why')
    .allowExcessArguments(false)
    .description(
      'Explain the answer to a request: each check it went through, and what to do about the one that failed.',
    )
    .argument('<request-id>', 'the Request-Id header of the answer', requestIdOf)
    .option('--url <url>', `the server (default: HOMESTAR_MOCK_URL, else ${nowhere})`, urlOf('--url'))
    .option('--json', 'print the decision as one line of JSON', false)
    .addHelpText(
      'after',
      `${examples(
        'homestar-mock why req_9sYt3LbQ7eGv1KxMn5ZaCw',
        'homestar-mock why req_9sYt3LbQ7eGv1KxMn5ZaCw --url https://homestar.internal --json',
      )}\n\nThe key is read from HOMESTAR_API_KEY. A server on this machine is sent the magic key admin if there is none.`,
    )
    .action(async (requestId: string, { url, json }: { url?: string; json: boolean }) => {
      const named = process.env.HOMESTAR_MOCK_URL;
      const server = url ?? (named ? urlOf('HOMESTAR_MOCK_URL')(named) : nowhere);
      await (await import('./why.ts')).why({ requestId, url: server, json }, output);
    });
}
