/** The database cannot be used at all; the message tells the user why and what to do. */
export class StoreError extends Error {
  /** What is there is no database any more, or none yet: only such a one may be set aside for another. */
  readonly isLost: boolean;

  constructor(message: string, options: { cause?: unknown; isLost?: boolean } = {}) {
    super(message, options);
    this.name = 'StoreError';
    this.isLost = options.isLost ?? false;
  }
}
