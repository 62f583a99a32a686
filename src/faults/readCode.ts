import { badInput } from '../vocabulary/input/badInput.js';
import { allCodes, codeOf } from '../vocabulary/methods/codes.js';
import { methodNames } from '../vocabulary/methods/index.js';

/** A return code that a plan asks for. */
export interface ForcedCode {
  /** Its number; of a name the number that most methods have for it. */
  readonly code: number;
  /** The outcome by whose name it was given: when the fault fires it means what it means to the method that is called. Null
   * where the number was given.
   */
  readonly outcome: string | null;
}

/** Reads a return code by its number or its name. Which method and step have it, the array knows.
 * @throws BadInputError for a number that no method answers
 */
export function readCode(code: number | string, field: string): ForcedCode {
  if (typeof code === 'string') return { code: numberOf(code), outcome: code };
  if (allCodes.includes(code)) return { code, outcome: null };
  return badInput({ field, value: code, expected: `a return code of a method: ${allCodes.join(', ')}` });
}

function numberOf(outcome: string): number {
  for (const method of methodNames) {
    const code = codeOf(method, outcome);
    if (code !== undefined) return code;
  }
  throw new Error(`no method has an outcome '${outcome}', though the schema took it`);
}
