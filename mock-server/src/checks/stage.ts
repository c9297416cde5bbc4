/** The parts of the server that ask of a request, in their order. */
export const stages = ['receive', 'identify', 'vet', 'limit', 'authorize', 'handle', 'commit'] as const;

export type Stage = (typeof stages)[number];
