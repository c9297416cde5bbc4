import { expect, test, vi } from 'vitest';
import { startStrictServer } from '../support/server.ts';

test('a calendar that went back while the server was down does not take the log’s times back', async () => {
  const server = await startStrictServer();
  const before = server.world.clock.now();
  await server.call('GET', '/v1/whoami', { key: server.keys.admin });
  vi.spyOn(Date, 'now').mockReturnValue(before - 86_400_000);
  try {
    const again = await server.reopen();
    expect(again.world.clock.now()).toBeGreaterThanOrEqual(before);
    await again.close();
  } finally {
    vi.restoreAllMocks();
  }
});
