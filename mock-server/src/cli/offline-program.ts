import type { Command } from 'commander';
import { examples } from './examples.ts';
import type { Output } from './output.ts';
import { refuseAlone } from './refuse-unknown.ts';
import { fileOf, oneOf } from './values.ts';

const data = ['--data <file>', 'database that "init" made', fileOf('--data')] as const;
const secrets = [
  '--secrets <file>',
  'its secrets file (default: the database\'s name and ".secrets")',
  fileOf('--secrets'),
] as const;

/** The commands over a database that no server holds open. */
export function addOfflineCommands(program: Command, output: Output): void {
  group(program, 'secrets', 'What the server knows and its database does not.')
    .command('rotate')
    .allowExcessArguments(false)
    .description(
      'Add a new pepper and a new encryption key to the secrets file. The older ones stay: each key goes on, and is stored under the new pepper when it is next used.',
    )
    .requiredOption(...data)
    .option(...secrets)
    .option('--json', 'print the result as one line of JSON', false)
    .addHelpText('after', examples('homestar-mock secrets rotate --data homestar.db'))
    .action(async (options) => (await import('./rotate-secrets.ts')).rotate(options, output));

  group(program, 'keys', 'Keys of a database, without a server.')
    .command('create')
    .allowExcessArguments(false)
    .description(
      'Make an admin key where no other is left to make one over the API. The audit log tells of it.',
    )
    .requiredOption(...data)
    .requiredOption(
      '--role <role>',
      'admin: all other keys are made over the API',
      oneOf('--role', ['admin']),
    )
    .option('--name <name>', 'name of the key', 'Break-glass key')
    .option(
      '--purpose <purpose>',
      'what it is for',
      'Made on the server, where no other admin key was at hand',
    )
    .option('--owner <user id>', 'administrator that it belongs to (default: the first who is active)')
    .option(...secrets)
    .option('--json', 'print the result as one line of JSON', false)
    .addHelpText(
      'after',
      examples(
        'homestar-mock keys create --data homestar.db --role admin --purpose "The last admin key was lost"',
      ),
    )
    .action(async (options) => (await import('./create-key.ts')).createKey(options, output));
}

/** A command that only holds others. */
function group(program: Command, name: string, description: string): Command {
  return program
    .command(name)
    .description(description)
    .usage('<command>')
    .helpCommand(false)
    .allowExcessArguments()
    .action((_options, command: Command) => refuseAlone(command));
}
