/** A driver that could not do its part, so that nothing can be said of the subject: never a property that is broken. */
export class SubjectError extends Error {
  /** Tells it from other errors. */
  override readonly name = 'SubjectError';
  /** The member of the driver. */
  readonly member: string;
  /** `threw`: also what was rejected. `hung`: no answer within the deadline. `garbage`: an answer of another shape. */
  readonly kind: 'threw' | 'hung' | 'garbage';

  constructor({ member, kind, message, cause }: SubjectErrorParts) {
    super(message, cause === undefined ? {} : { cause });
    this.member = member;
    this.kind = kind;
  }
}

interface SubjectErrorParts {
  readonly member: string;
  readonly kind: SubjectError['kind'];
  readonly message: string;
  /** What was thrown. */
  readonly cause?: unknown;
}

/** Does something with a driver.
 * @returns what it says when it breaks down meanwhile; null when it does not
 */
export async function breakdownOf(act: () => Promise<void>): Promise<string | null> {
  try {
    await act();
    return null;
  } catch (error) {
    if (!(error instanceof SubjectError)) throw error;
    return error.message;
  }
}
