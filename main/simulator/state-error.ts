/** What a person can do something about: `file` cannot be written, or holds no state of a simulated device. */
export class StateError extends Error {
  override readonly name = 'StateError';
  readonly kind: 'unwritable' | 'foreign';
  readonly file: string;

  constructor(kind: 'unwritable' | 'foreign', file: string, options?: ErrorOptions) {
    super(`${file} is ${kind}`, options);
    this.kind = kind;
    this.file = file;
  }
}
