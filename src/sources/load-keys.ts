import { usageError } from '../errors/usage.ts';
import { Secret } from '../key/secret.ts';
import { checkKey } from './check-key.ts';
import { fromEnv } from './from-env.ts';
import type { KeyPair, KeySource } from './source.ts';

export interface LoadedKeys {
  /** In order of preference, without repetition. */
  readonly keys: readonly string[];
  /** Whether all have a form that this version knows. */
  readonly known: boolean;
}

/** Reads and checks the keys that a client is given; nothing given means the environment. */
export function loadKeys(given: unknown): LoadedKeys {
  const checked = listOf(given ?? fromEnv()).map(checkKey);
  if (checked.length === 0)
    throw usageError('api_key_missing', 'No API key was given, and HOMESTAR_API_KEY is not set.');
  return {
    keys: [...new Set(checked.map(({ key }) => key))],
    known: checked.every(({ known }) => known),
  };
}

function listOf(given: unknown): readonly unknown[] {
  if (typeof given !== 'object' || given === null || given instanceof Secret) return [given];
  if (typeof (given as Partial<KeySource>).load === 'function') return loadFrom(given as KeySource);
  if (!Object.hasOwn(given, 'primary')) return [given];
  const { primary, secondary } = given as KeyPair;
  return Object.hasOwn(given, 'secondary') && secondary !== undefined ? [primary, secondary] : [primary];
}

function loadFrom(source: KeySource): readonly unknown[] {
  let loaded: unknown;
  try {
    loaded = source.load();
  } catch {
    // What it says about its failure may hold what it read.
    throw usageError('api_key_missing', 'The source of the API key failed.');
  }
  if (Array.isArray(loaded)) return loaded;
  throw usageError('api_key_invalid', 'The source of the API key gave no list of keys.');
}
