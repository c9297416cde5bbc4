import { Command } from 'commander';
import { addClientCommands } from './client-program.ts';
import { examples } from './examples.ts';
import { mock } from './mock.ts';
import { addOfflineCommands } from './offline-program.ts';
import type { Output } from './output.ts';
import { refuseUnknown } from './refuse-unknown.ts';
import { fileOf, instantOf, lifetimesOf, loopbackOf, oneOf, portOf } from './values.ts';

const port = ['--port <number>', 'port to listen on; 0 takes any that is free', portOf, 4010] as const;
const host = ['--host <address>', 'loopback address to listen on', loopbackOf, '127.0.0.1'] as const;
const rotation = [
  '--rotation <rule>',
  'what becomes of keys not rotated in 90 days: advise tells the owner, enforce also holds them to their rotation',
  oneOf('--rotation', ['advise', 'enforce']),
  'advise',
] as const;
const maximumLifetime = [
  '--maximum-lifetime <role=days,...>',
  'how long keys may live, by role, such as admin=90,broker=365 (default: for ever)',
  lifetimesOf,
] as const;

/** The commands and their flags; what only one command needs is loaded when it is called. No flag takes a key: command lines are seen by other users, and end up in histories. */
export function createProgram(output: Output): Command {
  const program = new Command('homestar-mock')
    .description(
      'A reference server of the HomeStar API: in memory with magic keys for tests, or over a database.',
    )
    .usage('[options] [command]')
    // Else `serve --port 1` would set the port of the command without a name.
    .enablePositionalOptions()
    .allowExcessArguments()
    .helpCommand(false)
    .option(...port)
    .option(...host)
    .option(...rotation)
    .option(...maximumLifetime)
    .option(
      '--clock <mode>',
      'whether world time runs: running or frozen',
      oneOf('--clock', ['running', 'frozen']),
      'running',
    )
    .option(
      '--now <instant>',
      'world time at the start, such as 2026-03-01T12:00:00Z (default: the present)',
      instantOf,
    )
    .option(
      '--proofs <mode>',
      "off: compute bcrypt on every request, as if each were a key's first",
      oneOf('--proofs', ['on', 'off']),
      'on',
    )
    .option('--json', 'print one line of JSON when ready', false)
    .addHelpText(
      'after',
      examples(
        'homestar-mock',
        'homestar-mock --port 0 --json',
        'homestar-mock --clock frozen --now 2026-03-01T12:00:00Z',
        'homestar-mock --rotation enforce --maximum-lifetime admin=90,broker=365',
      ),
    )
    .action(async (options, command: Command) => {
      refuseUnknown(command);
      await mock(options, output);
    });

  program
    .command('init')
    .allowExcessArguments(false)
    .description('Make a database, its secrets file and the first admin key.')
    .requiredOption('--data <file>', 'database to make', fileOf('--data'))
    .option(
      '--secrets <file>',
      'secrets file to make (default: the database\'s name and ".secrets")',
      fileOf('--secrets'),
    )
    .option(
      '--environment <name>',
      'which keys it issues: live or test',
      oneOf('--environment', ['live', 'test']),
      'live',
    )
    .option('--name <name>', 'name of the first administrator', 'First administrator')
    .option('--email <address>', 'email address of the first administrator', 'admin@localhost')
    .option('--json', 'print the result as one line of JSON', false)
    .addHelpText(
      'after',
      examples(
        'homestar-mock init --data homestar.db',
        'homestar-mock init --data homestar.db --environment test --json',
      ),
    )
    .action(async (options) => (await import('./init.ts')).init(options, output));

  program
    .command('serve')
    .allowExcessArguments(false)
    .description('Serve a database: no magic keys, no control API, every acknowledged change on disk.')
    .requiredOption('--data <file>', 'database that "init" made', fileOf('--data'))
    .option(
      '--secrets <file>',
      'its secrets file (default: the database\'s name and ".secrets")',
      fileOf('--secrets'),
    )
    .option(...port)
    .option(...host)
    .option(...rotation)
    .option(...maximumLifetime)
    .option(
      '--durability <level>',
      'disk: synced before it is acknowledged; process: faster, a power cut loses the latest',
      oneOf('--durability', ['disk', 'process']),
      'disk',
    )
    .option('--json', 'print one line of JSON when ready', false)
    .addHelpText(
      'after',
      examples(
        'homestar-mock serve --data homestar.db',
        'homestar-mock serve --data homestar.db --port 8080 --json',
      ),
    )
    .action(async (options) => (await import('./serve.ts')).serve(options, output));

  addOfflineCommands(program, output);
  addClientCommands(program, output);
  return program;
}
