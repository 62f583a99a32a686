import type { InForce } from '../../faults/book.js';
import { consult } from '../../faults/consult.js';
import type { Effect } from '../../faults/effect.js';
import { effectText } from '../../faults/effectText.js';
import type { Facts } from '../../faults/facts.js';
import { pointIndex } from '../../faults/points.js';
import { editFaults, type FaultChange, setPlanTimer } from '../../store/faultState.js';
import type { World } from '../../store/world.js';
import type { Engine } from '../parts.js';
import type { Moment } from './moment.js';

/** Asks the fault plan about a moment, and carries out what fires.
 * @returns whether anything did
 */
export function strike(
  engine: Engine,
  world: World,
  facts: Facts,
  about: Pick<Moment, 'call' | 'job' | 'read'>,
): boolean {
  const state = world.faults;
  if (state === undefined || !state.book.listens[pointIndex[facts.point]]) return false;
  const { book, fired, ended } = consult(state.book, facts);
  if (book !== state.book) editFaults(world, { book });
  for (const one of ended) endFault(engine, world, one);
  for (const one of fired) {
    const { fault, ordinal, effects, serial } = one;
    // Reads are nothing that a replay repeats: what they were told is in the ledger alone.
    if (world.trace !== undefined && facts.point !== 'read') {
      const about = facts.elements()[0];
      world.trace.add({
        atMs: world.nowMs,
        kind: 'fault',
        fault: fault.id,
        at: facts.point,
        match: ordinal,
        effects: effects.map(effectText),
        ...(about === undefined ? {} : { element: about.id }),
      });
    }
    if (facts.point !== 'read') world.revision++;
    // A fault that lasts for a while ends by itself.
    const inForce = serial === null ? undefined : book.inForce.find((other) => other.serial === serial);
    if (inForce?.untilMs != null) setPlanTimer(world, inForce.untilMs, 'faultEnds', inForce.serial);
    const moment = { engine, world, facts, fired: one, ...about };
    for (const effect of effects) carryOut(moment, effect);
  }
  return fired.length > 0;
}

/** Takes back what a fault that has ended had changed. */
export function endFault(engine: Engine, world: World, { serial }: InForce): void {
  takeBack(engine, world, (change) => change.serial === serial);
}

/** Takes back the changes that are chosen, the youngest first. One that a younger change covers, which stays, is taken back
 * with that one.
 */
export function takeBack(engine: Engine, world: World, isChosen: (change: FaultChange) => boolean): void {
  let left = world.faults?.changes ?? [];
  const chosen = left.filter(isChosen);
  if (chosen.length === 0) return;
  const over: FaultChange[] = [];
  for (const change of chosen) {
    const younger = left.slice(left.indexOf(change) + 1);
    const heir = younger.find((other) => !isChosen(other) && covers(other, change));
    if (heir === undefined) over.push(change);
    left = left.flatMap((one) =>
      one === change ? [] : one === heir && 'from' in change ? [inherited(one, change)] : [one],
    );
  }
  editFaults(world, { changes: left });
  world.revision++;
  for (const change of over.toReversed()) engine.takeBack(engine, world, change);
}

/** Whether two changes are of the same thing, so that the younger one hides the older. */
function covers(younger: FaultChange, older: FaultChange): boolean {
  if (younger.what === 'poolState') return older.what === 'poolState' && older.pool === younger.pool;
  const isNamed = younger.what === 'capability' || younger.what === 'account';
  return isNamed && older.what === younger.what && older.name === younger.name;
}

/** The younger change, which goes back to what was before the older. */
function inherited(younger: FaultChange, older: FaultChange & { readonly from: unknown }): FaultChange {
  // Both are of one form (`covers`).
  return { ...younger, from: older.from } as FaultChange;
}

function carryOut(moment: Moment, effect: Effect): void {
  // A book has replaced callbacks by what they answered.
  if (effect.kind === 'callback') throw new Error(`the callback of fault '${moment.fired.fault.id}' was not called`);
  // The carrier of a kind takes effects of that kind.
  const carry = moment.engine.effects[effect.kind] as (moment: Moment, effect: Effect) => void;
  carry(moment, effect);
}
