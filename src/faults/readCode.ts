import { badInput } from '../vocabulary/input/badInput.js';
import { type CreateCloneOutcome, codeOf, documentedCodes, isDocumented } from '../vocabulary/methods/returnCodes.js';

/** A return code that a plan gives by its number or its name. Which step has it, the array knows.
 * @throws BadInputError for a number that no release of CreateClone answers
 */
export function readCode(code: number | CreateCloneOutcome, field: string): number {
  if (typeof code === 'string') return codeOf(code);
  if (isDocumented('CreateClone', code, '2016')) return code;
  const expected = `a return code of CreateClone: ${documentedCodes('CreateClone', '2016').join(', ')}`;
  return badInput({ field, value: code, expected });
}
