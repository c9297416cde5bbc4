/** A command cannot do what was asked. The message is one line: what was wrong, and what to do. */
export class CommandFailure extends Error {
  override readonly name = 'CommandFailure';
  /** 1: it could not be done. 2: it was asked wrongly. */
  readonly exitCode: 1 | 2;

  constructor(message: string, exitCode: 1 | 2 = 1) {
    super(message);
    this.exitCode = exitCode;
  }
}
