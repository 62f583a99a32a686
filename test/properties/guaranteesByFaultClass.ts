import type { EffectClass, EffectKind } from '../../src/faults/effect.js';

/** What a property may be held against under faults of a class: all of them, those without some kinds of effect, or none. */
export type Guarantee = 'all' | Restriction;

interface Restriction {
  readonly except: readonly EffectKind[] | 'all';
  readonly because: string;
}

type Row = { readonly [Class in EffectClass]?: Restriction };

/** Under which classes of faults a property still holds is said here where it is not all five. The class says what may
 * be relied on: after `refuse` the array is as before, `ambiguous` leaves the client in doubt, `degrade` changes time
 * and what is available, `schedule` the order, and under `lie` only what is reported is wrong.
 */
export function guaranteeOf(property: string, effects: EffectClass): Guarantee {
  return restrictions[property]?.[effects] ?? 'all';
}

const none = (because: string): Restriction => ({ except: 'all', because });
const except = (kinds: readonly EffectKind[], because: string): Restriction => ({ except: kinds, because });

const lost = ['loseRequest', 'loseReply', 'restartProvider'] as const;
const slow = ['delay', 'slowLink'] as const;
const size = except(['wrongSize'], 'it judges by sizes, and they are reported wrong');
const late = none('a call that is held is judged when it is let go on: what it met by then, nobody outside can say');
const twice = (...more: readonly EffectKind[]) =>
  except(['duplicate', ...more], 'a request that comes twice makes a clone that neither service nor client knows of');
const skewed = except(['clockSkew'], "it compares times, and the provider's clock is wrong");
const counted = none('each look is a match of the fault, and is counted: the next one may be answered something else');
const nthCall = 'a fault fires on the n-th call: which one that is depends on those before';

const one = none(nthCall);
const anyOrder: Row = { refuse: one, ambiguous: one, degrade: one, schedule: one, lie: one };

export const restrictions: Readonly<Record<string, Row>> = {
  'OUT-4096': {
    schedule: none('a call that is held after the effect may take longer than its job, which is removed by then'),
  },
  'OUT-ERR': { ambiguous: twice() },
  'STATUS-TELLS': { lie: size },
  'CAUSE-SOUND': {
    ambiguous: except(
      lost,
      'a message that is lost, or a provider that stops, is a cause that nobody outside has set up',
    ),
    degrade: except(
      ['stealCapacity', 'staleCache', 'expireCredential', 'clockSkew', ...slow],
      'what the fault makes scarce, stale, expired or late is a cause that nobody outside has set up',
    ),
    lie: except(['wrongSize', 'reportCompletedEarly'], 'its causes are looked up in what is reported'),
  },
  'CAUSE-COMPLETE': {
    ambiguous: except(['restartProvider'], 'a provider that comes up again ends a cause'),
    degrade: except(
      ['stealCapacity', 'clockSkew', ...slow],
      'causes may end while the call takes longer, or jobs are robbed',
    ),
    schedule: late,
    lie: size,
  },
  'CAP-YES': {
    refuse: none('that an advertised clone is refused is what the class is for'),
    ambiguous: except(lost, 'a lost message is against the clone'),
    degrade: except(
      ['stealCapacity', 'staleCache', 'expireCredential', 'clockSkew', ...slow],
      'what is scarce, stale, expired or late is against the clone',
    ),
    schedule: late,
    lie: except(['wrongSize', 'reportCompletedEarly'], 'what is against a clone is looked up in what is reported'),
  },
  'CAP-NO': { degrade: except(['staleCache'], 'the service still believes what was advertised before') },
  'CAP-MODE': { lie: size },
  'CAP-STABLE': {
    degrade: except(['staleCache'], 'the service misses changes of capabilities: that is what it is for'),
    lie: counted,
  },
  'WITHIN-LIMITS': {
    degrade: except(slow, 'while the call takes longer, volumes and jobs may go'),
    schedule: late,
    lie: except(['wrongSize', 'reportCompletedEarly'], 'it counts what is reported'),
  },
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
  'SOURCE-FROZEN': { lie: size },
  CHARGE: { ambiguous: twice(), lie: size },
  RESERVE: {
    lie: none('it reckons with sizes, states and percentages, which are what is reported wrong'),
  },
  REFUND: { lie: size },
  'SHORTAGE-TIGHT': {
    degrade: except(['stealCapacity', ...slow], 'room goes, or comes back, while the call is under way'),
    schedule: late,
    lie: size,
  },
  'JOB-MONOTONE': { lie: except(['wrongProgress', 'reportCompletedEarly'], 'percentages are reported wrong') },
  'JOB-CHART': { lie: except(['reportCompletedEarly'], 'states are reported wrong') },
  'JOB-FINAL': { degrade: skewed, lie: except(['reportCompletedEarly'], 'states are reported wrong') },
  'JOB-100': { lie: except(['reportCompletedEarly'], 'states are reported wrong') },
  'JOB-TIMES': { degrade: skewed },
  'ID-UNIQUE': { degrade: skewed, lie: size },
  'READ-PURE': { lie: counted },
  'INPUT-PURE': {
    schedule: none('waiting for a call that is held is refused as bad input, and the call stays in flight'),
    lie: counted,
  },
  'NO-ORPHAN': { lie: size },
  SCALE: { degrade: except(['stealCapacity'], 'what is stolen does not grow with the sizes'), lie: counted },
  RENAME: { lie: counted },
  'READ-INSERT': { lie: counted },
  DETERMINISM: { lie: counted },
  'NO-LEAK': { degrade: except(['stealCapacity'], 'what is stolen is not free until the fault is healed') },
  COMMUTE: anyOrder,
  UNDO: anyOrder,
  'CAP-LIMIT': anyOrder,
};
