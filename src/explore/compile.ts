import { StorageArray } from '../engine/array.js';
import { readOutOfBand, readSet } from '../engine/controls/changeSchemas.js';
import { checkFault } from '../engine/faults/checkFault.js';
import { faultFrom } from '../engine/faults/faultsApi.js';
import type { Branches } from '../engine/history/branches.js';
import type { Fault } from '../faults/plan.js';
import type { FaultInput } from '../faults/planSchema.js';
import { isStep, pointIndex } from '../faults/points.js';
import { readFault } from '../faults/readPlan.js';
import type { World } from '../store/world.js';
import { badInput } from '../vocabulary/input/badInput.js';
import { inField } from '../vocabulary/input/inField.js';
import type { Action } from './options.js';
import type { Actor, Item, Possible } from './program.js';

/** Those who act, with what each does.
 * @param alike whether those who do the same are of one kind
 * @throws BadInputError for what the array would not take at any time
 */
export function actorsOf(
  branches: Branches,
  world: World,
  actions: Readonly<Record<string, readonly Action[]>>,
  alike: boolean,
): Actor[] {
  const entries = Object.entries(actions);
  const kinds = new Map<string, number>();
  return entries.map(([name, own], place) => {
    const items = own.map((action, at) => itemOf(action, name, `actions.${name}[${at}]`));
    for (const [at, item] of items.entries())
      if (item.do === 'begin')
        inField(
          (field) => `actions.${name}[${at}].${field}`,
          () => branches.begin(world.fork(), item),
        );
    const others = entries.filter(([other]) => other !== name).map(([, list]) => list);
    const names = namesOnlyIn(own, others, world);
    const shape = JSON.stringify([
      own.map((action) => withoutNames(action, names)),
      world.settings.roles[name] ?? null,
    ]);
    const kind = kinds.get(shape) ?? place;
    if (alike) kinds.set(shape, kind);
    return { name, items, kind, names: alike ? names : [] };
  });
}

function itemOf(action: Action, caller: string, field: string): Item {
  if ('call' in action)
    return { do: 'begin', method: action.call, on: action.on, parameters: action.with ?? {}, caller };
  if ('set' in action) {
    readSet(action.set, `${field}.set`);
    return { do: 'set', change: action.set };
  }
  if ('outOfBand' in action) {
    readOutOfBand(action.outOfBand, `${field}.outOfBand`);
    return { do: 'outOfBand', change: action.outOfBand };
  }
  if ('write' in action) {
    const { to, ...write } = action.write;
    return { do: 'write', volume: to, write: { ...write, offset: write.offset ?? 0 } };
  }
  return { do: 'discover' };
}

/** Names that calls give, and that nobody else has on the tongue: whoever is alike gives others. */
function namesOnlyIn(own: readonly Action[], others: readonly (readonly Action[])[], world: World): string[] {
  const given = own.flatMap((action) => {
    const name = 'call' in action ? action.with?.ElementName : undefined;
    return typeof name === 'string' && name !== '' ? [name] : [];
  });
  const elsewhere = JSON.stringify(others);
  return [...new Set(given)].filter(
    (name) => !elsewhere.includes(JSON.stringify(name)) && world.volumeNames.find(world.volumes, name).length === 0,
  );
}

/** The same for all who only give other names. */
function withoutNames(action: Action, names: readonly string[]): unknown {
  const places = new Map(names.map((name, place) => [name, place]));
  return JSON.parse(JSON.stringify(action), (_, value) =>
    typeof value === 'string' && places.has(value) ? { own: places.get(value) } : value,
  );
}

/** What may fire, each once.
 * @throws BadInputError for a fault that chance or time would decide about
 */
export function faultsOf(branches: Branches, world: World, given: readonly (FaultInput | string)[]): Possible[] {
  return given.map((written, at) => {
    const field = `faults[${at}]`;
    const read = faultFrom(written, field);
    // Each has an id of its own, also where two are written alike.
    const input = { ...(read.written as object), id: `fault-${at + 1}` };
    const fault = once(readFault(input, field));
    inField(
      (complained) => complained.replace(/^fault\b/, field),
      () => checkFault(branches.engine, world, fault, field),
    );
    if (fault.fire.p < 1 || fault.armP < 1 || fault.at.includes('time'))
      badInput({
        field,
        value: written,
        expected: 'a fault without chance or time: that it fires, and that it does not, are both tried',
      });
    const steps = new Set(fault.at.filter(isStep).map((point) => pointIndex[point]));
    return { id: fault.id, fault, alone: branches.planOf(world, fault), steps, passing: steps.size < fault.at.length };
  });
}

function once(fault: Fault): Fault {
  return { ...fault, fire: { ...fault.fire, max: 1 } };
}

/** Whether nobody can tell those apart who do the same: sessions and faults may know them by name. */
export function mayBeAlike(array: StorageArray, faults: readonly (FaultInput | string)[]): boolean {
  const { configuration } = StorageArray.worldOf(array);
  return configuration.sessions === null && !JSON.stringify(faults).includes('caller');
}
