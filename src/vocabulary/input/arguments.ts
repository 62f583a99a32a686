import { BadInputError, badInput } from './badInput.js';
import { membersOf } from './plain.js';

/** Reads an argument whose members go by name, of somebody whom no types hold.
 * @param what says what a member is, for the message: 'a parameter of Delete'
 * @returns a copy that has its members, each of which was read once
 * @throws BadInputError when it is no object, or has a member of another name
 */
export function readMembers<Given>(given: Given, known: readonly string[], field: string, what: string): Given {
  if (typeof given !== 'object' || given === null || isList(given))
    badInput({ field, value: given, expected: `an object; ${what} is one of: ${known.join(', ')}` });
  const members = membersOf(given) ?? badInput({ field, value: given, expected: 'an object that can be read' });
  // The key, not what is under it: that may be a password.
  for (const key in members)
    if (!known.includes(key)) badInput({ field, value: key, expected: `${what}: ${known.join(', ')}`, among: known });
  // It has the same members.
  return members as Given;
}

function isList(given: object): boolean {
  try {
    return Array.isArray(given);
  } catch {
    // A proxy that was revoked.
    return true;
  }
}

/** Reads one of something, or a list of them, of somebody whom no types hold.
 * @returns all of them, each of which was read once
 * @throws BadInputError for a list that can't be read, or is longer than any that is meant
 */
export function readOneOrMore<One>(given: One | readonly One[], field: string): readonly One[] {
  try {
    if (!isArray(given)) return [given];
    if (given.length > mostListed)
      badInput({ field, value: given.length, expected: `a list of at most ${mostListed}` });
    return Array.from(given);
  } catch (reason) {
    if (reason instanceof BadInputError) throw reason;
    // A proxy that was revoked, or a getter of theirs.
    return badInput({ field, value: given, expected: 'a list that can be read' });
  }
}

const mostListed = 1_000_000;

function isArray<One>(given: One | readonly One[]): given is readonly One[] {
  return Array.isArray(given);
}

/** @throws BadInputError unless it can be called
 * @param what says what it does, for the message: 'a function that is called then'
 */
export function demandFunction(given: unknown, field: string, what: string): void {
  if (typeof given !== 'function') badInput({ field, value: given, expected: what });
}

/** @throws BadInputError unless it is a text that is not empty */
export function demandText(given: unknown, field: string, what: string): asserts given is string {
  if (typeof given !== 'string' || given === '') badInput({ field, value: given, expected: what });
}

/** Whether JSON can say it as it is: only then it can be recorded, saved, and told apart from what it is not. */
export function isPlain(value: unknown, within: readonly object[] = []): boolean {
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value !== 'object' || value === null)
    return value === null || value === undefined || typeof value === 'string' || typeof value === 'boolean';
  return !within.includes(value) && Object.values(value).every((part) => isPlain(part, [...within, value]));
}
