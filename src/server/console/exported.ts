import type { StorageArray } from '../../engine/array.js';
import { scenarioOf } from '../../report/files/scenarioOf.js';
import { testOf } from '../../report/files/testOf.js';
import { traceText } from '../../report/files/trace.js';
import { badInput } from '../../vocabulary/input/badInput.js';
import type { Exported, ExportForm } from './contract/answers.js';

const forms = ['scenario', 'vitest', 'trace'] as const satisfies readonly ExportForm[];

/** What was done to an array, as a file.
 * @param name what it is called, and the file after it
 * @throws BadInputError for a form that there is not, and for what can't be written so
 */
export function exported(array: StorageArray, form: string, name: string): Exported {
  const known = forms.find((one) => one === form);
  if (known === undefined)
    return badInput({ field: 'form', value: form, expected: `one of ${forms.join(', ')}`, among: [...forms] });
  const trace = array.trace();
  const file =
    name
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-+|-+$/g, '')
      .slice(0, 60) || 'console';
  const { text, fileName } = {
    scenario: () => ({ text: scenarioOf(trace, name), fileName: `${file}.yaml` }),
    vitest: () => ({ text: testOf(trace, name), fileName: `${file}.test.ts` }),
    trace: () => ({ text: traceText({ name, trace }), fileName: `${file}.trace` }),
  }[known]();
  return { form: known, fileName, text, hash: trace.hash };
}
