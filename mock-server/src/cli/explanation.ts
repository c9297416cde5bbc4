import { styleText } from 'node:util';
import type { DecidedCheck, Decision } from '@homestar/sdk';
import { problemTexts } from '@homestar/sdk/internal';
import { printable } from './printable.ts';

/** A decision for people: what was asked in its order, and what to do about the check that failed. */
export function explanation(decision: Decision): string {
  const { requestId, at, sequence, operationId, outcome, status, checks } = decision;
  const width = Math.max(0, ...checks.map(({ name }) => name.length));
  return [
    printable(`${requestId}: ${operationId === undefined ? '' : `${operationId} `}${outcome} with ${status}`),
    printable(`${at}, event ${sequence}, ${actorOf(decision)}`),
    '',
    ...checks.map((check, index) => lineOf(check, index + 1, width)),
    '',
    ...verdictOf(decision).map(printable),
  ].join('\n');
}

function actorOf({ actor }: Decision): string {
  if (actor.keyId) return `by ${actor.keyId} of role ${actor.role}`;
  return actor.claimedKeyId ? `by nobody proven, who claimed ${actor.claimedKeyId}` : 'by nobody proven';
}

function lineOf({ stage, name, result, saw }: DecidedCheck, number: number, width: number): string {
  const place = String(number).padStart(4);
  const asked = stage.padEnd(9);
  if (result !== 'failed') return `${place} ${coloured('green', '✓')} ${printable(`${asked} ${name}`)}`;
  const compared = inWords(saw ?? {});
  return `${place} ${coloured('red', '✗')} ${printable(`${asked} ${name.padEnd(width)}  ${compared}`.trimEnd())}`;
}

/** On a terminal only: `FORCE_COLOR`, which many CI systems set, would put escape sequences into files and pipes too. */
function coloured(colour: 'red' | 'green', mark: string): string {
  return process.stdout.isTTY ? styleText(colour, mark) : mark;
}

/** `{ needed: 'keys:read', held: [] }` → `needed: keys:read; held: nothing`. */
function inWords(saw: Readonly<Record<string, unknown>>): string {
  return Object.entries(saw)
    .map(([name, value]) => `${spaced(name)}: ${wordsFor(value)}`)
    .join('; ');
}

/** `rotationDueAt` → `rotation due at`. */
const spaced = (name: string) => name.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);

function wordsFor(value: unknown): string {
  if (value === null) return 'none';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (Array.isArray(value)) return value.length === 0 ? 'nothing' : value.map(wordsFor).join(', ');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function verdictOf({ status, code, outcome, verified }: Decision): string[] {
  if (code !== undefined) {
    const told = Object.entries(problemTexts).find(([known]) => known === code)?.[1];
    return told ? [`${status} ${code}: ${told.title}.`, `Next: ${told.action}`] : [`${status} ${code}`];
  }
  if (outcome === 'allowed' && verified) {
    const verdict = verified.valid ? 'valid' : `not valid, ${verified.code}`;
    return [`${status}: all checks were passed, and the key that was shown was told to be ${verdict}.`];
  }
  if (outcome === 'allowed') return [`${status}: all checks were passed.`];
  return [
    `${status}: the answer that the first request with this Idempotency-Key got.`,
    'Next: Ask why that one was refused; its requestId stands in the answer.',
  ];
}
