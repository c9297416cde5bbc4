/** The slice of bcrypt that is used, on the thread pool. */
export interface Bcrypt {
  compare(input: string, hash: string): Promise<boolean>;
  hash(input: string, cost: number): Promise<string>;
}

// Loaded when it is first needed: finding and linking the binary takes as long as a third of the start.
const native = async () => (await import('bcrypt')).default;

export const nativeBcrypt: Bcrypt = {
  compare: async (input, hash) => (await native()).compare(input, hash),
  hash: async (input, cost) => (await native()).hash(input, cost),
};
