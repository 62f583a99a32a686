import type { EffectClass } from '../../faults/effect.js';
import { classOfEffect } from '../../faults/effectKinds.js';
import type { FaultInput, PlanInput } from '../../faults/planSchema.js';
import { planFromText } from '../../faults/shortForm.js';
import { type Advertised, serviceDetaches } from '../subject/advertised.js';
import { shortPlan } from './shortPlan.js';
import type { SuitePlan } from './suitePlan.js';

/** Whether a plan may make the subject tell what is not so. */
export function lies(plan: PlanInput | null): boolean {
  return plan !== null && faultsOf(plan).some((fault) => classOf(fault) === 'lie');
}

/** Whether a plan may put something else into a clone than its source holds. */
export function altersContents(plan: PlanInput | null): boolean {
  return (
    plan !== null &&
    effectsOf(plan).some((effect) => effect === 'wrongContents' || Object.hasOwn(Object(effect), 'wrongContents'))
  );
}

/** Whether a plan may make the provider forget its jobs. */
export function forgetsJobs(plan: PlanInput | null): boolean {
  if (plan === null) return false;
  return effectsOf(plan).some((effect) => {
    if (typeof effect !== 'object' || !('restartProvider' in effect)) return false;
    const { restartProvider: how } = effect;
    return typeof how === 'object' && 'loses' in how && how.loses?.includes('jobs') === true;
  });
}

/** Whether a plan may keep calls in flight until it is healed. */
export function holds(plan: PlanInput | null): boolean {
  return plan !== null && effectsOf(plan).some(isHold);
}

/** Whether a plan says of what fails that part of it is left: undefined where it says nothing. */
export function residueOf(plan: PlanInput): boolean | undefined {
  for (const effect of effectsOf(plan)) {
    if (typeof effect !== 'object') continue;
    if ('partial' in effect) return effect.partial.residue !== 'none';
    if ('failJob' in effect && typeof effect.failJob === 'object' && effect.failJob.residue !== undefined)
      return effect.failJob.residue === 'target';
  }
  return undefined;
}

/** How often a plan may have one request delivered. */
export function deliveriesUnder(plan: PlanInput | null): number {
  if (plan === null) return 1;
  // A name has no faults that could be read here: the usual number.
  if (typeof plan === 'string' && !plan.includes(':')) return 2;
  const times = effectsOf(plan).map((effect) => {
    if (typeof effect !== 'object' || !('duplicate' in effect)) return 1;
    return typeof effect.duplicate === 'number' ? effect.duplicate : effect.duplicate.times;
  });
  return Math.max(1, ...times);
}

function effectsOf(plan: PlanInput) {
  return faultsOf(plan).flatMap(({ do: effects }) => [effects].flat());
}

function isHold(effect: FaultInput['do']): boolean {
  return typeof effect === 'object' && 'hold' in effect;
}

/** The faults of a plan, in its long or its short form; a name has none that could be read here. */
export function faultsOf(plan: PlanInput): readonly FaultInput[] {
  if (typeof plan !== 'string') return plan.faults;
  // The short form is read into the long one, of which each is a fault.
  return plan.includes(':') ? (planFromText(plan, 'plan').faults as readonly FaultInput[]) : [];
}

/** The class of a fault's first effect; a callback may do anything. */
export function classOf({ do: effects }: FaultInput): EffectClass {
  const [first] = [effects].flat();
  return first === undefined ? 'lie' : classOfEffect(first);
}

/** What can be armed without knowing the subject: an effect, and the point that it fires at. */
const drawable: readonly Omit<FaultInput, 'id'>[] = [
  { at: 'connect', do: { return: 40300 } },
  { at: 'findService', do: { return: 43005 } },
  { at: 'invoke', do: { return: 43027 } },
  { at: 'array', do: { return: 43001 } },
  { at: 'readBack', do: { return: 43018 } },
  { at: 'authenticate', do: 'badCredential' },
  { at: 'tls', do: { tls: 'dropped' } },
  { at: 'jobStart', do: 'failJob' },
  { at: 'jobEnd', do: { failJob: 'failed' } },
  { at: 'jobPercent', when: { jobPercent: 50 }, do: { failJob: 'failed' } },
  { at: 'service', do: 'loseRequest' },
  { at: 'invokeReply', do: 'loseReply' },
  { at: 'serviceReply', do: 'loseReply' },
  { at: 'invoke', do: { duplicate: 2 } },
  { at: 'array', do: { restartProvider: '5 s' } },
  { at: 'invoke', do: { delay: '2 s' } },
  { at: 'jobStart', do: { delay: '10 s' } },
  { at: 'jobPercent', when: { jobPercent: 30 }, do: { stallJob: '1 min' } },
  { at: 'jobStart', do: { slowJob: 0.5 } },
  { at: 'array', do: { stealCapacity: '1 MiB' } },
  { at: 'array', do: { poolState: 'degraded' } },
  { at: 'connect', do: 'expireCredential' },
  { at: 'service', do: { staleCache: 3 } },
  { at: 'array', do: { hold: 'gate' } },
  { at: 'jobStart', do: { hold: 'gate' } },
  { at: 'jobEnd', do: { hold: 'gate' } },
  { at: 'detach', do: { return: 'detachFailed' } },
  { at: 'detach', do: 'loseRequest' },
  { at: 'detach', do: { delay: '10 s' } },
  { at: 'read', do: { wrongProgress: 99 } },
  { at: 'read', do: 'reportCompletedEarly' },
];

/** A plan of one or two faults of the classes that the subject takes. */
export function drawnPlan(advertised: Advertised, a: number, b: number): SuitePlan | undefined {
  const possible = drawable.filter(
    (fault) =>
      advertised.faults.includes(classOf({ id: '', ...fault })) &&
      (fault.at !== 'detach' || serviceDetaches(advertised)),
  );
  if (possible.length === 0) return undefined;
  const chosen = b % 2 === 0 ? [a] : [a, a >> 5];
  return {
    version: 1,
    faults: chosen.flatMap((n, at) => {
      const fault = possible[n % possible.length];
      return fault === undefined ? [] : [{ id: `fault-${at + 1}`, fire: { max: 1 + (b % 3) }, ...fault }];
    }),
  };
}

/** A plan as it is given to a subject: in the short form where it takes that, and where it can be said so. */
export function asTaken(plan: SuitePlan, { declares }: Pick<Advertised, 'declares'>): PlanInput {
  const lines = declares.shortPlans ? shortPlan(plan) : undefined;
  // A line may be a comment.
  return lines === undefined ? plan : `# ${plan.faults.length} of them\n${lines}`;
}

/** A plan of one fault that fires at its first occasion, and has to. */
export function planOf(fault: Omit<FaultInput, 'id'>): SuitePlan {
  return { version: 1, faults: [{ id: 'fault', fire: { max: 1 }, ...fault }] };
}
