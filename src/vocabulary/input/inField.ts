import { BadInputError } from './badInput.js';

/** Does something, and lets a complaint about the input speak of the field as its author knows it.
 * @param rename from the field that was complained about to its author's
 * @throws BadInputError with the other field
 */
export function inField<T>(rename: (field: string) => string, act: () => T): T {
  try {
    return act();
  } catch (complaint) {
    if (!(complaint instanceof BadInputError)) throw complaint;
    const { field, value, expected, suggestion } = complaint;
    throw new BadInputError({ field: rename(field), value, expected, suggestion });
  }
}
