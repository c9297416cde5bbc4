import { open } from 'node:fs/promises';

/** The name of a new file is on disk only once its directory is. Windows opens no directories, and needs none. */
export async function syncDirectory(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const directory = await open(path, 'r');
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
}
