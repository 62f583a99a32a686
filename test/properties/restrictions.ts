import type { EffectClass, EffectKind } from '../../src/faults/effect.js';

/** What a property may be held against under faults of a class: all of them, those without some kinds of effect, or none. */
export type Guarantee = 'all' | Restriction;

interface Restriction {
  readonly except: readonly EffectKind[] | 'all';
  readonly because: string;
}

type Row = { readonly [Class in EffectClass]?: Restriction };

/** Under which classes of faults a property of the inside still holds is said here where it is not all five. The class says what may
 * be relied on: after `refuse` the array is as before, `ambiguous` leaves the client in doubt, `degrade` changes time
 * and what is available, `schedule` the order, and under `lie` only what is reported is wrong.
 */
export function guaranteeOf(property: string, effects: EffectClass): Guarantee {
  return restrictions[property]?.[effects] ?? 'all';
}

const none = (because: string): Restriction => ({ except: 'all', because });
const except = (kinds: readonly EffectKind[], because: string): Restriction => ({ except: kinds, because });

const twice = (...more: readonly EffectKind[]) =>
  except(['duplicate', ...more], 'a request that comes twice makes a clone that neither service nor client knows of');
const skewed = except(['clockSkew'], "it compares times, and the provider's clock is wrong");
const counted = none('each look is a match of the fault, and is counted: the next one may be answered something else');
const nthCall = 'a fault fires on the n-th call: which one that is depends on those before';

const size = except(['wrongSize'], 'it judges by sizes, and they are reported wrong');
const one = none(nthCall);
const anyOrder: Row = { refuse: one, ambiguous: one, degrade: one, schedule: one, lie: one };

export const restrictions: Readonly<Record<string, Row>> = {
  'JOB-CAUSE': {
    ambiguous: except(['restartProvider'], 'a provider that forgets its jobs is no cause that others see'),
  },
  'ERR-ATOMIC': {
    ambiguous: twice('restartProvider'),
    degrade: except(
      ['stealCapacity', 'poolState'],
      'the array changes when the fault fires, whatever the call is answered',
    ),
  },
  'JOBFAIL-ATOMIC': {
    ambiguous: twice('restartProvider'),
    degrade: except(
      ['stealCapacity', 'poolState'],
      'the array changes when the fault fires, whatever becomes of the job',
    ),
  },
  'ID-UNIQUE': { degrade: skewed, lie: size },
  'READ-PURE': { lie: counted },
  'INPUT-PURE': {
    schedule: none('waiting for a call that is held is refused as bad input, and the call stays in flight'),
    lie: counted,
  },
  'NO-ORPHAN': { lie: size },
  'READ-INSERT': { lie: counted },
  DETERMINISM: { lie: counted },
  'NO-LEAK': { degrade: except(['stealCapacity'], 'what is stolen is not free until the fault is healed') },
  COMMUTE: anyOrder,
  UNDO: anyOrder,
  'CAP-LIMIT': anyOrder,
  REPLAY: { lie: counted },
  'WITHIN-LIMITS': { lie: except(['wrongSize', 'reportCompletedEarly'], 'it counts what is reported') },
};
