/** A name as a step of a JSON Pointer (RFC 6901, 3). */
export function pointerStep(step: string): string {
  return step.replaceAll('~', '~0').replaceAll('/', '~1');
}
