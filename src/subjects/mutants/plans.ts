import { isNoReply, type Reply } from '../../conformance/subject/call.js';
import type { Carriers } from '../../engine/components.js';
import { defaultComponents } from '../../engine/defaultComponents.js';
import type { FaultInput, PlanInput } from '../../faults/planSchema.js';
import { planFromText } from '../../faults/shortForm.js';
import type { SimulatorOptions } from '../simulator.js';
import { type ArrayMutant, ofComponents, on, wrapped } from './mutant.js';

const { effects } = defaultComponents;

/** Arrays that read fault plans otherwise than they are meant, or whose faults show nothing. */
export const wrongPlans: readonly ArrayMutant[] = [
  misreading('max-ignored', 'A fault fires at every match, whatever its plan says of how often.', withoutFire('max')),
  misreading(
    'after-ignored',
    'A fault fires at the first matches, too, that its plan leaves out.',
    withoutFire('after'),
  ),
  misreading('nth-ignored', 'A fault fires at every match, not at the one that its plan names.', withoutFire('nth')),
  misreading('every-ignored', 'A fault fires at every match, not at every second.', withoutFire('every')),
  misreading(
    'counts-for-all',
    'What is to be counted by caller, or by element, is counted for all.',
    withoutFire('per'),
  ),
  misreading('chance-is-certainty', 'A fault that is left to chance fires always.', ({ fire, ...fault }) => ({
    ...fault,
    ...(fire && { fire: { ...fire, ...(fire.p !== undefined && fire.p > 0 ? { p: 1 } : {}) } }),
  })),
  misreading(
    'elements-never-match',
    'A fault that is about an element by its name strikes nothing.',
    ({ when, ...fault }) => ({
      ...fault,
      ...(when && { when: typeof when.element === 'string' ? { ...when, element: 'nothing of that name' } : when }),
    }),
  ),
  misreading('callers-all-match', 'A fault that is about one caller strikes all.', ({ when, ...fault }) => {
    const { caller: _, ...others } = when ?? {};
    return { ...fault, ...(Object.keys(others).length > 0 && { when: others }) };
  }),
  misreading('every-fault-stops', 'After a fault has fired, none that comes later fires at that moment.', (fault) => ({
    ...fault,
    mode: 'first',
  })),
  misreading('lasts-for-ever', 'What is to end by itself stays until it is healed.', ({ lasts: _, ...fault }) => fault),
  misreading('begins-anew', 'What has lasted for a while begins again at the next match.', ({ fire, ...fault }) => ({
    ...fault,
    ...(fault.lasts === undefined || fire?.max !== undefined ? fire && { fire } : { fire: { every: 1, ...fire } }),
  })),
  misreading('calls-last-for-ever', 'What is to end after some calls stays.', ({ lasts, ...fault }) => ({
    ...fault,
    ...(lasts !== undefined && !('calls' in lasts) && { lasts }),
  })),
  wrapped('heals-all', 'When one fault of several is healed, all are.', (inner) => ({
    heal: () => inner.heal(Object.keys(inner.fired())),
  })),
  wrapped('heals-none', 'A fault that is healed by itself goes on.', () => ({ heal: () => {} })),
  showing('sizes-never-lie', 'Volumes are read with their sizes, although they are to be read with others.', {
    wrongSize: () => {},
  }),
  showing('progress-never-lies', 'Jobs are read with their progress, although they are to be read with another.', {
    wrongProgress: () => {},
  }),
  showing('completion-never-lies', 'Jobs that run are read so, although they are to be read as completed.', {
    reportCompletedEarly: () => {},
  }),
  showing('states-never-lie', 'Jobs and volumes are read in their states, although they are to be read in others.', {
    wrongState: () => {},
  }),
  showing('reads-never-stale', 'What is read is what is so, although it is to be what was so.', {
    staleReads: () => {},
  }),
  showing('contents-never-wrong', 'Clones hold what their sources hold, although they are to hold something else.', {
    wrongContents: () => {},
  }),
  showing('clock-never-wrong', "The provider's clock is right, although it is to be ahead.", { clockSkew: () => {} }),
  showing('gates-stand-open', 'What is to be held goes on.', { hold: () => {} }),
  showing('slow-jobs-stall', 'Jobs that are to be slow copy at a tenth of that.', {
    slowJob: (moment, effect) => effects.slowJob(moment, { ...effect, factor: effect.factor / 10 }),
  }),
  showing('stalls-end-early', 'Jobs stand still for half of the time that they are to.', {
    stallJob: (moment, effect) => effects.stallJob(moment, { ...effect, ms: effect.ms && Math.floor(effect.ms / 2) }),
  }),
  showing('thief-takes-half', 'Half of what is to be stolen is.', {
    stealCapacity: (moment, effect) =>
      effects.stealCapacity(moment, {
        ...effect,
        // Half of a number of blocks, and no more than that.
        size: effect.size === 'all' ? 'all' : (Math.floor(effect.size / 2) as typeof effect.size),
      }),
  }),
  showing('pools-only-degrade', 'A pool that is to go offline is degraded.', {
    poolState: (moment, effect) => effects.poolState(moment, { ...effect, state: 'degraded' }),
  }),
  showing(
    'link-only-degrades',
    'A replication link that is to be partitioned is degraded.',
    { linkState: (moment, effect) => effects.linkState(moment, { ...effect, state: 'degraded' }) },
    on('remote-only'),
  ),
  showing(
    'link-breaks-at-once',
    'A replication link that is to be degraded is partitioned.',
    { linkState: (moment, effect) => effects.linkState(moment, { ...effect, state: 'partitioned' }) },
    on('remote-only'),
  ),
  showing('residue-always', 'A job that fails leaves its target, although its fault says that nothing is left.', {
    failJob: (moment, effect) => effects.failJob(moment, { ...effect, residue: 'target' }),
  }),
  showing('residue-never', 'A job that fails leaves nothing, although its fault says that its target is left.', {
    failJob: (moment, effect) => effects.failJob(moment, { ...effect, residue: 'none' }),
  }),
  showing('fails-at-once', 'A job that is to fail at a percent fails at once.', {
    failJob: (moment, effect) => effects.failJob(moment, { ...effect, atPercent: null }),
  }),
  showing('detaches-all-the-same', 'The service detaches what it is to fail to detach.', {
    return: ({ detach: _, ...moment }, effect) => effects.return(moment, effect),
  }),
  showing('detaches-without-delay', 'The service detaches at once what it is to detach late.', {
    delay: ({ detach: _, ...moment }, effect) => effects.delay(moment, effect),
  }),
  wrapped(
    'detach-fails-for-ever',
    'What could not be detached before it is deleted never can, healed or not.',
    (inner) => {
      let { array } = inner;
      const refused = new Map<string, Reply>();
      return {
        of: 'StorageVolume.Delete',
        call: (call, next) => {
          // Ids are given out again after a reset.
          if (inner.array !== array) refused.clear();
          array = inner.array;
          const reply = refused.get(call.on) ?? next(call);
          if (!isNoReply(reply) && reply.ReturnValue === detachFailed) refused.set(call.on, reply);
          return reply;
        },
      };
    },
  ),
];

/** Of Delete. */
const detachFailed = 40309;

function misreading(name: string, wrong: string, change: (fault: FaultInput) => FaultInput): ArrayMutant {
  return wrapped(name, wrong, () => ({
    arm: (plan, next) => {
      if (plan === null) next(null);
      else next({ ...(typeof plan === 'string' ? {} : plan), faults: faultsOf(plan).map(change) });
    },
  }));
}

function faultsOf(plan: PlanInput): readonly FaultInput[] {
  // Each of those that the text is read into is a fault.
  return typeof plan === 'string' ? (planFromText(plan, 'plan').faults as readonly FaultInput[]) : plan.faults;
}

function withoutFire(member: keyof NonNullable<FaultInput['fire']>): (fault: FaultInput) => FaultInput {
  return ({ fire, ...fault }) => {
    const { [member]: _, ...others } = fire ?? {};
    return { ...fault, ...(Object.keys(others).length > 0 && { fire: others }) };
  };
}

/** An array that carries effects out otherwise. */
function showing(name: string, wrong: string, carriers: Partial<Carriers>, base: SimulatorOptions = {}): ArrayMutant {
  return ofComponents(name, wrong, { effects: { ...effects, ...carriers } }, base);
}
