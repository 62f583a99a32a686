import { BadInputError, badInput, nearest, parseInput } from '../../vocabulary/input/badInput.js';
import { memberOf } from '../../vocabulary/input/plain.js';
import { answerSchemas } from './answers.js';
import type { Driver } from './driver.js';
import { neededMembers, optionalMembers } from './members.js';

/** Takes what a module offers as a driver, after a look at which members it has; none of them is called. It may have others of
 * its own, but none that looks like a slip.
 * @param field what messages call it
 * @throws BadInputError naming the first member that is missing, is no function, or is a slip
 */
export function readDriver(value: unknown, field: string): Driver {
  if (typeof value !== 'object' || value === null) badInput({ field, value, expected: 'a driver, which is an object' });
  const member = (name: string): unknown => memberOf(value, name);
  const name = member('name');
  if (typeof name !== 'string' || name === '') {
    badInput({ field: `${field}.name`, value: name, expected: 'the name of the subject, as reports call it' });
  }
  for (const [needed, why] of Object.entries(neededMembers)) {
    const found = member(needed);
    if (typeof found !== 'function') {
      const misspelt = nearest(needed, unknownMembersOf(value));
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
  const absent = [...optionalMembers, 'charts'].filter((name) => member(name) === undefined);
  for (const unknown of unknownMembersOf(value)) {
    const suggestion = nearest(unknown, absent);
    if (suggestion === undefined) continue;
    const expected = 'a member that a driver has';
    throw new BadInputError({ field: `${field}.${unknown}`, value: member(unknown), expected, suggestion });
  }
  if (member('charts') !== undefined) parseInput(answerSchemas.charts, member('charts'), `${field}.charts`);
  return value as Driver; // all of its members have been looked at
}

/** Names of what an object, or its class, has besides the members of a driver: functions, and what could be charts. What begins
 * with '_' is its own affair.
 */
function unknownMembersOf(value: object): string[] {
  const own = Object.entries(Object.getOwnPropertyDescriptors(value)).flatMap(([name, { value: found }]) => {
    const known = name === 'constructor' || name.startsWith('_') || members.has(name);
    const counts = typeof found === 'function' || (found instanceof Object && nearest(name, ['charts']) !== undefined);
    return counts && !known ? [name] : [];
  });
  const parent: object | null = Object.getPrototypeOf(value);
  return parent === null || parent === Object.prototype ? own : [...own, ...unknownMembersOf(parent)];
}

const members: ReadonlySet<string> = new Set([...Object.keys(neededMembers), ...optionalMembers, 'name', 'charts']);
