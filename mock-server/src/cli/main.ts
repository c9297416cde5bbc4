/** The command `homestar-mock`. */
import { type Command, CommanderError } from 'commander';
import { explain } from './explain.ts';
import { CommandFailure } from './failure.ts';
import { createOutput } from './output.ts';
import { createProgram } from './program.ts';

const output = createOutput();

try {
  const program = createProgram(output);
  for (const command of allOf(program)) {
    command.exitOverride().configureOutput({ writeErr: () => {}, outputError: () => {} });
  }
  await program.parseAsync();
} catch (error) {
  // `--help` comes as an error too, with exit code 0.
  if (!(error instanceof CommanderError && error.exitCode === 0)) {
    const { text, exitCode } = explain(error instanceof CommanderError ? usage(error) : error);
    output.note(text);
    process.exitCode = exitCode;
  }
}

/** A command with all that stand below it. */
function allOf(command: Command): Command[] {
  return [command, ...command.commands.flatMap(allOf)];
}

/** commander's own complaint, on one line: `error: unknown option '--prot'\n(Did you mean --port?)`. */
function usage({ message }: CommanderError): CommandFailure {
  const line = message.replace(/^error: /, '').replaceAll(/\s*\n\s*/g, ' ');
  return new CommandFailure(`${line[0]?.toUpperCase()}${line.slice(1)}. See --help.`, 2);
}
