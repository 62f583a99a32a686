/** One thing that was expected and is otherwise, in words. */
export interface Mismatch {
  /** Below the step: `expect.free`; '' for the step itself. */
  readonly path: string;
  /** What was looked at; '' for the step itself. */
  readonly subject: string;
  /** The property: `free`. */
  readonly what: string;
  readonly expected: string;
  readonly actual: string;
  /** Why it may be so. */
  readonly note?: string;
}

/** An expectation of one property: what is wanted, what is there, and whether that is the same. */
export interface Comparison {
  readonly what: string;
  readonly expected: string;
  readonly actual: string;
  readonly holds: boolean;
}

/** Compares what people write as it stands; nothing was expected where `expected` is undefined. */
export function same(
  what: string,
  expected: string | number | boolean | undefined,
  actual: string | number | boolean,
): Comparison[] {
  if (expected === undefined) return [];
  return [{ what, expected: String(expected), actual: String(actual), holds: expected === actual }];
}

/** The comparisons that do not hold. */
export function mismatchesOf(subject: string, comparisons: readonly Comparison[], note?: string): Mismatch[] {
  return comparisons
    .filter(({ holds }) => !holds)
    .map(({ what, expected, actual }) => {
      const mismatch = { path: `expect.${what}`, subject, what, expected, actual };
      return note === undefined ? mismatch : { ...mismatch, note };
    });
}
