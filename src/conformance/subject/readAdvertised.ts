import { badInput, parseInput } from '../../vocabulary/input/badInput.js';
import { factsOf, methodNames } from '../../vocabulary/methods/index.js';
import { atLeast } from '../../vocabulary/versions.js';
import { modelOf } from '../model/methods/index.js';
import { properties } from '../suite.js';
import { type Advertised, advertisedSchema, methodsOf } from './advertised.js';
import type { Driver } from './driver.js';

/** Takes what a driver says of its subject: in the right shape, with properties that there are, and with nothing for which it
 * lacks the member.
 * @param field what messages call it
 * @throws BadInputError
 */
export function readAdvertised(answer: unknown, field: string, driver: Driver): Advertised {
  const advertised = parseInput(advertisedSchema, answer, field);
  const { properties: promised = [], codes = {} } = advertised.declares;
  for (const [at, name] of promised.entries()) {
    if (names.has(name)) continue;
    const expected = "a property that 'arraysim conform --list' has";
    badInput({ field: `${field}.declares.properties[${at}]`, value: name, expected, among: [...names] });
  }
  for (const key of Object.keys(codes)) {
    if (causes.has(key) || causes.has(key.slice(key.indexOf('/') + 1))) continue;
    const expected = "a cause that the suite knows, such as 'poolUnknown' or 'Pool.Delete/poolUnknown'";
    badInput({ field: `${field}.declares.codes`, value: key, expected, among: [...causes] });
  }
  for (const [done, member] of doneBy) {
    if (advertised[done].length === 0 || driver[member] !== undefined) continue;
    const expected = `none of them from a driver without ${member}()`;
    badInput({ field: `${field}.${done}`, value: advertised[done], expected });
  }
  for (const method of methodsOf(advertised)) {
    const { version } = advertised;
    const { since } = factsOf(method);
    if (!atLeast(version, since)) {
      const expected = `methods that ${version} has; ${method} came with ${since}`;
      badInput({ field: `${field}.methods`, value: method, expected });
    }
    const { needs } = modelOf(method);
    if (needs === undefined || advertised[needs] !== undefined) continue;
    badInput({ field: `${field}.${needs}`, value: undefined, expected: `what the models of ${method} have to know` });
  }
  return advertised;
}

/** Of all methods; the same cause may go by one name with several. */
const causes: ReadonlySet<string> = new Set(
  methodNames.flatMap((method) => modelOf(method).rules.map(({ because }) => because)),
);

const names: ReadonlySet<string> = new Set(properties.map(({ name }) => name));

const doneBy = [
  ['actions', 'act'],
  ['faults', 'arm'],
] as const satisfies (readonly [keyof Advertised, keyof Driver])[];
