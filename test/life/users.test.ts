import { afterEach, beforeEach, expect, test } from 'vitest';
import { startServer } from '../support/server.ts';

let server: Awaited<ReturnType<typeof startServer>>;
beforeEach(async () => {
  server = await startServer();
});
afterEach(() => server.close());

test('two users of one brokerage who are given the same email at once: one is made', async () => {
  const body = { role: 'agent', name: 'Ines Duarte', email: 'Ines@bartoncreek.example' };
  const asked = [body, { ...body, email: 'ines@BartonCreek.example' }];
  const answers = await Promise.all(
    asked.map((each) => server.call('POST', '/v1/users', { key: server.keys.broker, body: each })),
  );
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
});
