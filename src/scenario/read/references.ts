import { badInput, nearest } from '../../vocabulary/input/badInput.js';
import type { ScenarioStep } from './schema.js';

/** A volume or pool that a step names. */
interface Reference {
  /** In the step: `begin.on`. */
  readonly path: string;
  readonly name: string;
}

/** Finds slips in the names of elements: what is nearly the name of one that there is, or that some step makes, and is not.
 *
 * What is near to nothing may be meant, for an array gives names of its own, and there are codes for what is not there.
 * @param elements names of those that are there from the start
 */
export function checkReferences(
  steps: readonly { readonly step: ScenarioStep; readonly field: string }[],
  elements: readonly string[],
  attempt: (check: () => void) => void,
): void {
  const names = [...new Set([...elements, ...steps.flatMap(({ step }) => madeBy(step))])];
  for (const { step, field } of steps) {
    for (const { path, name } of expectsNone(step) ? [] : referencesOf(step)) {
      // A provider may cut the names that it is given, and gives some of its own.
      const isGiven = names.some((known) => known.startsWith(name)) || /-clone-\d+$/.test(name);
      if (isGiven || nearest(name, names) === undefined) continue;
      const expected = 'the name of a volume or a pool, or the label of a call';
      attempt(() => badInput({ field: `${field}.${path}`, value: name, expected, among: names }));
    }
  }
}

/** Names and labels that come to be by a step. */
function madeBy(step: ScenarioStep): string[] {
  const call = step.kind === 'call' ? step : step.kind === 'begin' ? step.begin : undefined;
  const created = step.kind === 'outOfBand' && 'create' in step.outOfBand ? step.outOfBand.create.name : undefined;
  return [call?.as, call?.with?.ElementName, created].filter((name) => typeof name === 'string');
}

/** Whether a step is about something that is not there. */
function expectsNone(step: ScenarioStep): boolean {
  if (step.kind === 'expect') return step.expect.kind === 'volume' && step.expect.exists === false;
  return step.kind === 'call' && step.expect?.code !== undefined;
}

function referencesOf(step: ScenarioStep): Reference[] {
  const members = (path: string, of: object, keys: readonly string[]) =>
    Object.entries(of).flatMap(([key, name]) =>
      keys.includes(key) && typeof name === 'string' ? [{ path: `${path}${key}`, name }] : [],
    );
  switch (step.kind) {
    case 'call':
      return members('', step, ['on']);
    case 'begin':
      return members('begin.', step.begin, ['on']);
    case 'write':
      return members('write.', step.write, ['to']);
    case 'set':
      return members('set.', step.set, ['volume']);
    case 'outOfBand':
      return members('outOfBand.', step.outOfBand, ['volume', 'delete']);
    case 'expect':
      return step.expect.kind === 'volume' ? members('expect.', step.expect, ['volume', 'sameAs']) : [];
    default:
      return [];
  }
}
