/** A row was written under a pepper that this process was not given. */
export class UnknownPepper extends Error {
  override readonly name = 'UnknownPepper';

  constructor(version: number) {
    super(
      `A key is stored under pepper version ${version}, which is not in the secrets file: restart with the newest one.`,
    );
  }
}
