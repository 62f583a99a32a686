import { StorageArray } from '../engine/array.js';
import { demandArray } from '../engine/demandArray.js';
import { compileOperation } from '../operations/compile.js';
import { operationOf } from '../operations/index.js';
import { type CountedAnswer, coverage, type MethodCoverage } from '../report/facts/coverage.js';
import { readOneOrMore } from '../vocabulary/input/arguments.js';

/** Tells of each method, in the releases of these arrays, how often calls were answered with each documented code, and which reasons to
 * refuse never came up. An answer counts as forced where nothing but force leads to it.
 * @param arrays those that tests have called, or one; as far back as their traces go
 * @throws BadInputError for what is no array, and for one without a trace
 */
export function coverageOf(arrays: StorageArray | readonly StorageArray[]): MethodCoverage[] {
  return coverage(readOneOrMore(arrays, 'coverageOf').flatMap(answersOf));
}

function answersOf(array: StorageArray): CountedAnswer[] {
  demandArray(array, 'coverageOf');
  const { version } = StorageArray.worldOf(array).configuration;
  return array.requests().flatMap(({ method, answer }) => {
    if (answer === null) return [];
    const { code, step, because } = answer;
    const rows = compileOperation(operationOf(method), version).rows.flat();
    const row = rows.find((one) => one.step === step && one.because === because);
    return [{ version, method, code, step, because, forced: row?.natural === false }];
  });
}
