import type { Host } from '../host/host.ts';
import type { ControlAnswer } from './control.ts';

export async function resetWorld(
  _input: unknown,
  host: Pick<Host, 'reset'>,
): Promise<ControlAnswer<undefined>> {
  await host.reset();
  // The first thing that stands in the fresh world's log after its seed.
  return { body: undefined, changes: [{ target: 'world', before: null, after: { fresh: true } }] };
}
