/** A driver that could not do its part, so that nothing can be said of the subject: never a property that is broken. */
export class SubjectError extends Error {
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
