/** Where an array has itself: the same in all copies of the package that a program has loaded. */
export const arrayMark = Symbol.for('arraysim.StorageArray');

/** Judged by what it says of itself: a test may load arraysim twice, and then an array of one copy is no instance of the other's class. */
export function isMarked<Value>(value: Value): value is Extract<Value, object> {
  if (typeof value !== 'object' || value === null) return false;
  try {
    return Reflect.get(value, arrayMark) === value;
  } catch {
    // A getter of theirs has thrown.
    return false;
  }
}
