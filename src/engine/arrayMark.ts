/** Where an array has itself: the same in all copies of the package that a program has loaded. */
export const arrayMark = Symbol.for('arraysim.StorageArray');
