import { Command } from 'commander';
import { CommandFailure } from './failure.ts';
import { mock } from './mock.ts';
import { nearest } from './nearest.ts';
import type { Output } from './output.ts';
import { fileOf, instantOf, loopbackOf, oneOf, portOf } from './values.ts';

const port = ['--port <number>', 'port to listen on; 0 takes any that is free', portOf, 4010] as const;
const host = ['--host <address>', 'loopback address to listen on', loopbackOf, '127.0.0.1'] as const;

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

  return program;
}

function refuseUnknown(program: Command): void {
  const [typed] = program.args;
  if (typed === undefined) return;
  const near = nearest(
    typed,
    program.commands.map((command) => command.name()),
  );
  const hint = near === undefined ? 'See homestar-mock --help.' : `Did you mean "${near}"?`;
  throw new CommandFailure(`There is no command "${typed}". ${hint}`, 2);
}

const examples = (...lines: readonly string[]) =>
  `\nExamples:\n${lines.map((line) => `  ${line}`).join('\n')}`;
