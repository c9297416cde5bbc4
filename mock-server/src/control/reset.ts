import type { Host } from '../host/host.ts';
import type { ControlAnswer } from './control.ts';

export async function resetWorld(
  _input: unknown,
  host: Pick<Host, 'reset'>,
): Promise<ControlAnswer<undefined>> {
  await host.reset();
  return { body: undefined };
}
