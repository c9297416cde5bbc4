import { inspect } from 'node:util';
import { redact } from '@homestar/sdk/internal';

/** What a command says to programs and people. */
export interface Output {
  /** One line on stdout. */
  line(text: string): void;
  /** One JSON value as a line on stdout. */
  json(value: object): void;
  /** One line on stderr. */
  note(text: string): void;
}

export function createOutput(): Output {
  // Who reads may stop reading (`homestar-mock --json | head -1`); the server goes on.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
  return {
    line: (text) => void process.stdout.write(`${text}\n`),
    json: (value) => void process.stdout.write(`${JSON.stringify(value)}\n`),
    note: (text) => void process.stderr.write(`${text}\n`),
  };
}

/** Tells the operator of faults. What a caller sent may be part of one, so it is cleaned of keys. */
export function reportTo(output: Output): (fault: unknown, requestId: string | null) => void {
  return (fault, requestId) =>
    output.note(`homestar-mock: ${requestId ?? 'fault'}: ${redact(inspect(fault))}`);
}
