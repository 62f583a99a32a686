import { badInput, parseInput } from '../vocabulary/badInput.js';
import { answerSchemas } from './answers.js';
import type { Driver } from './driver.js';

/** Takes what a module offers as a driver, after a look at which members it has; none of them is called.
 * @param field what messages call it
 * @throws BadInputError naming the first member that is missing or is no function
 */
export function readDriver(value: unknown, field: string): Driver {
  if (typeof value !== 'object' || value === null) badInput({ field, value, expected: 'a driver, which is an object' });
  const member = (name: string): unknown => Reflect.get(value, name);
  const name = member('name');
  if (typeof name !== 'string' || name === '') {
    badInput({ field: `${field}.name`, value: name, expected: 'the name of the subject, as reports call it' });
  }
  for (const [needed, why] of Object.entries(neededMembers)) {
    const found = member(needed);
    if (typeof found !== 'function') {
      const misspelt = likeliest(needed, Object.keys(value));
      const hint = misspelt === undefined ? '' : `; it has ${misspelt}`;
      badInput({ field: `${field}.${needed}`, value: found, expected: `a function: ${why}${hint}` });
    }
  }
  for (const optional of optionalMembers) {
    const found = member(optional);
    if (found !== undefined && typeof found !== 'function') {
      badInput({ field: `${field}.${optional}`, value: found, expected: 'a function, or nothing' });
    }
  }
  if (member('charts') !== undefined) parseInput(answerSchemas.charts, member('charts'), `${field}.charts`);
  return value as Driver; // all of its members have been looked at
}

const neededMembers = {
  capabilities: 'it says what the subject promises',
  reset: 'it sets the subject up',
  call: 'it calls CreateClone',
  observe: 'it looks at the subject',
} as const satisfies Partial<Record<keyof Driver, string>>;

const optionalMembers = [
  'overlap',
  'act',
  'advance',
  'arm',
  'fired',
  'twin',
  'fingerprint',
  'close',
] as const satisfies readonly (keyof Driver)[];

/** The same word in another case, the usual slip. */
function likeliest(needed: string, members: readonly string[]): string | undefined {
  return members.find((name) => name !== needed && name.toLowerCase().replace(/[^a-z]/g, '') === needed);
}
