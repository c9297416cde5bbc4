import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';

const biome = 'node_modules/@biomejs/biome/bin/biome';

/**
 * Formats emitted code as the rest of the repository is. Biome is told to leave the generated folders alone,
 * so it gets the text under another name.
 */
export async function format(code: string, kind: 'ts' | 'json'): Promise<string> {
  const child = spawn(process.execPath, [biome, 'format', `--stdin-file-path=output.${kind}`], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  child.stdin.end(code);
  const [formatted, status] = await Promise.all([
    text(child.stdout),
    new Promise<number | null>((resolve) => child.on('close', resolve)),
  ]);
  if (status !== 0) throw new Error(`The emitted code cannot be formatted:\n${code}`);
  return formatted;
}
