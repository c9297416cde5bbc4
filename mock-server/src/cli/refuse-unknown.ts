import type { Command } from 'commander';
import { nearest } from '../contract/nearest.ts';
import { CommandFailure } from './failure.ts';

/** Refuses what was typed in the place of a command, with the one that it may have meant. */
export function refuseUnknown(program: Command): void {
  const [typed] = program.args;
  if (typed === undefined) return;
  const near = nearest(
    typed,
    program.commands.map((command) => command.name()),
  );
  const hint = near === undefined ? `See ${fullName(program)} --help.` : `Did you mean "${near}"?`;
  throw new CommandFailure(`There is no command "${typed}". ${hint}`, 2);
}

/** A command that only holds others cannot be run by itself. */
export function refuseAlone(group: Command): void {
  refuseUnknown(group);
  const names = group.commands.map((command) => `${fullName(group)} ${command.name()}`);
  throw new CommandFailure(`"${group.name()}" needs to know what to do: ${names.join(', ')}.`, 2);
}

function fullName(command: Command): string {
  return command.parent ? `${fullName(command.parent)} ${command.name()}` : command.name();
}
