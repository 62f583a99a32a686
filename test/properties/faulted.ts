import fc from 'fast-check';
import type { EffectClass } from '../../src/faults/effect.js';
import { classOfEffect } from '../../src/faults/effectKinds.js';
import { readPlan } from '../../src/faults/readPlan.js';
import type { FaultInput } from '../../src/index.js';
import { arbitraries } from '../../src/testing/arbitraries.js';
import { isDocumented } from '../../src/vocabulary/methods/codes.js';
import type { ArrayKind } from './arrayKind.js';
import type { Guarantee } from './restrictions.js';

/** Arrays under drawn fault plans of one class of effects, without those kinds that a guarantee excepts; the first
 * fault fires at its first match. What is held is let go on from time to time, and after an hour all is healed.
 */
export function faulted(
  arrayKinds: fc.Arbitrary<ArrayKind>,
  effects: EffectClass,
  guarantee: Guarantee = 'all',
): fc.Arbitrary<ArrayKind> {
  return fc
    .tuple(arrayKinds, arbitraries.faultPlan({ classes: [effects], most: 4 }), fc.boolean())
    .map(([arrayKind, plan, detaching]) => {
      const wanted = [
        ...plan.faults,
        ...(detaching ? atDetach.filter((one) => classOfEffect(one.do) === effects) : []),
      ];
      const possible = wanted.filter((fault) => isAnswered(fault, arrayKind) && isCovered(fault, guarantee));
      const faults = possible.map((one, at) => ({
        ...one,
        id: `${drawnPrefix}${one.id}`,
        ...(at === 0 && { fire: { ...one.fire, p: 1, after: 0 } }),
      }));
      const releases = effects === 'schedule' ? letGo : [];
      if (faults.length === 0) return arrayKind;
      const healed = { version: 1, faults: [...faults, ...releases], heal: { atMs: '1 h' } } as const;
      return { ...arrayKind, options: { ...arrayKind.options, faults: healed } };
    })
    .filter(({ options }) => options.faults !== undefined);
}

/** Whether a fault is one that was drawn: not one that lets go, nor one that a command forces. */
export function isDrawn(fault: string): boolean {
  return fault.startsWith(drawnPrefix);
}

const drawnPrefix = 'drawn ';

/** Whether a guarantee covers a plan. */
export function covers(guarantee: Guarantee, { options }: ArrayKind): boolean {
  return planOf(options.faults).every((fault) => isCovered(fault, guarantee));
}

const planOf = (plan: ArrayKind['options']['faults']): readonly FaultInput[] =>
  typeof plan === 'object' ? plan.faults : [];

function isCovered(fault: FaultInput, guarantee: Guarantee): boolean {
  if (guarantee === 'all') return true;
  if (fault.id.startsWith('release')) return true;
  const kinds = readPlan({ faults: [fault] }).faults.flatMap((one) => one.effects.map(({ kind }) => kind));
  return guarantee.except !== 'all' && !kinds.some((kind) => guarantee.except.includes(kind));
}

const letGo: readonly FaultInput[] = ['1 s', '5 s', '20 s', '1 min', '5 min', '20 min'].map((time) => ({
  id: `release at ${time}`,
  at: 'time',
  when: { time },
  do: { release: 'held' },
}));

/** What may strike the service when it detaches a clone: plans that are drawn for any array have nothing at that point. */
const atDetach = [
  { id: 'refused detach', at: 'detach', do: { return: 40_309 }, fire: { max: 2 } },
  { id: 'lost detach', at: 'detach', do: 'loseRequest', fire: { max: 2 } },
  { id: 'late detach', at: 'detach', do: { delay: '2 s' }, fire: { max: 3 } },
] as const satisfies readonly FaultInput[];

/** Whether the array's release has the code that a fault returns. */
function isAnswered({ at, do: effect }: FaultInput, { options: { version } }: ArrayKind): boolean {
  if (typeof effect !== 'object' || !('return' in effect)) return true;
  return (
    typeof effect.return !== 'number' ||
    isDocumented(at === 'detach' ? 'StorageVolume.Delete' : 'CreateClone', effect.return, version)
  );
}
