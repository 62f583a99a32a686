import type { Effect } from '../../faults/effect.js';
import { effectText } from '../../faults/effectText.js';
import { evaluatePlan } from '../../faults/evaluatePlan.js';
import type { FaultContext } from '../../faults/faultContext.js';
import type { InForce } from '../../faults/planState.js';
import { pointIndex } from '../../faults/points.js';
import { editFaults, setPlanTimer } from '../../store/faultEdits.js';
import type { FaultChange } from '../../store/faultState.js';
import type { World } from '../../store/world.js';
import type { Engine, Injection } from '../components.js';

/** Asks the fault plan about a moment, and carries out what fires.
 * @returns whether anything did
 */
export function inject(
  engine: Engine,
  world: World,
  context: FaultContext,
  about: Pick<Injection, 'call' | 'job' | 'read' | 'detach'>,
): boolean {
  const state = world.faults;
  if (state === undefined || !state.planState.listens[pointIndex[context.point]]) return false;
  const { planState, fired, ended } = evaluatePlan(state.planState, context);
  if (planState !== state.planState) editFaults(world, { planState });
  for (const one of ended) endFault(engine, world, one);
  world.faultsFired += fired.length;
  for (const one of fired) {
    const { fault, ordinal, effects, serial } = one;
    // Reads are nothing that a replay repeats: what they reported is in the ledger alone.
    if (world.trace !== undefined && context.point !== 'read') {
      const about = context.elements()[0];
      world.trace.add({
        atMs: world.nowMs,
        kind: 'fault',
        fault: fault.id,
        at: context.point,
        match: ordinal,
        effects: effects.map(effectText),
        ...(about === undefined ? {} : { element: about.id }),
      });
    }
    if (context.point !== 'read') world.revision++;
    // A fault that lasts for a while ends by itself.
    const inForce = serial === null ? undefined : planState.inForce.findLast((other) => other.serial === serial);
    if (inForce?.untilMs != null) setPlanTimer(world, inForce.untilMs, 'faultEnds', inForce.serial);
    const injection = { engine, world, context, fired: one, ...about };
    for (const effect of effects) carryOut(injection, effect);
  }
  return fired.length > 0;
}

/** Takes back what a fault that has ended had changed. */
export function endFault(engine: Engine, world: World, { serial }: InForce): void {
  takeBack(engine, world, (change) => change.serial === serial);
}

/** Takes back the changes that are chosen, the youngest first. Those that a younger change covers, which stays, are taken back with that
 * one: it goes back to what was before the oldest of them.
 */
export function takeBack(engine: Engine, world: World, isChosen: (change: FaultChange) => boolean): void {
  const changes = world.faults?.changes ?? [];
  if (!changes.some(isChosen)) return;
  const left: FaultChange[] = [];
  const over = new Set<FaultChange>();
  /** Those chosen that nothing younger covers so far, by what they are changes of. */
  const uncovered = new Map<string, FaultChange[]>();
  for (const change of changes) {
    const thing = changedBy(change);
    const older = thing === null ? undefined : uncovered.get(thing);
    if (isChosen(change)) {
      over.add(change);
      if (older !== undefined) older.push(change);
      else if (thing !== null) uncovered.set(thing, [change]);
      continue;
    }
    left.push(older?.[0] === undefined ? change : inherited(change, older[0]));
    for (const one of older ?? []) over.delete(one);
    if (thing !== null) uncovered.delete(thing);
  }
  editFaults(world, { changes: left });
  world.revision++;
  for (const change of [...over].reverse()) engine.takeBack(engine, world, change);
}

/** What a change is one of, where a younger one of the same hides it; null where none does. */
function changedBy(change: FaultChange): string | null {
  switch (change.what) {
    case 'poolState':
      return `pool ${change.pool}`;
    case 'link':
      return 'link';
    case 'capability':
    case 'account':
      return `${change.what} ${change.name}`;
    default:
      return null;
  }
}

/** The younger change, which goes back to what was before the older. */
function inherited(younger: FaultChange, older: FaultChange): FaultChange {
  // Both are of one form (`changedBy`), which has `from`.
  return { ...younger, from: (older as FaultChange & { readonly from: unknown }).from } as FaultChange;
}

function carryOut(injection: Injection, effect: Effect): void {
  // The evaluation of a plan has replaced callbacks by what they answered.
  if (effect.kind === 'callback') throw new Error(`the callback of fault '${injection.fired.fault.id}' was not called`);
  // The carrier of a kind takes effects of that kind.
  const carry = injection.engine.effects[effect.kind] as (injection: Injection, effect: Effect) => void;
  carry(injection, effect);
}
