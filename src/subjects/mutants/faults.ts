import type { Reply } from '../../conformance/subject/call.js';
import { StorageArray } from '../../engine/array.js';
import type { Carriers, Injection } from '../../engine/components.js';
import { setPoolState } from '../../engine/controls/states.js';
import { defaultComponents } from '../../engine/defaultComponents.js';
import { onCall } from '../../engine/faults/about.js';
import { failBecause } from '../../engine/jobs/end.js';
import { jobList } from '../../store/jobRow.js';
import { jobsOn } from '../../store/progress.js';
import type { Simulator } from '../simulator.js';
import { type ArrayMutant, ofComponents, on, pretending, wrapped } from './mutant.js';
import { targetOf } from './replies.js';
import { callOf } from './wrapDriver.js';

const { effects } = defaultComponents;

/** Arrays that are wrong about what goes wrong: lost messages, restarts, expiry, theft, delays and healing. */
export const wrongFaults: readonly ArrayMutant[] = [
  wrapped('lost-reply-loses-the-clone', 'When a reply is lost, so is the clone.', (inner) => ({
    call: (asked, next) => {
      const before = new Set(inner.observe({ kind: 'volumes' }).map(({ id }) => id));
      const reply = next(asked);
      if (!('noReply' in reply)) return reply;
      for (const { id } of inner.observe({ kind: 'volumes' })) {
        if (before.has(id)) continue;
        for (const job of inner.observe({ kind: 'jobs' })) {
          if (job.target === id) inner.act({ do: 'control', job: job.id, control: 'kill' });
        }
        inner.act({ do: 'delete', volume: id });
      }
      return reply;
    },
  })),
  wrapped('lost-reply-makes-two', 'When a reply is lost, the request is carried out again.', (inner) => ({
    call: (asked, next) => {
      const before = inner.observe({ kind: 'volumes' }).length;
      const reply = next(asked);
      if ('noReply' in reply && inner.observe({ kind: 'volumes' }).length > before) next(asked);
      return reply;
    },
  })),
  carrying('lost-request-arrives', 'A request that is lost arrives all the same.', { loseRequest: () => {} }),
  carrying('delivers-once-too-often', 'It carries out a request once more than it gets it.', {
    duplicate: (moment, { times }) => onCall(moment, { deliveries: times + 1 }),
  }),
  pretending(
    'duplicates-make-two',
    'A request that it gets twice makes two clones, although it says that it knows it again.',
    {},
    (advertised) => ({ ...advertised, deduplicates: true }),
  ),
  pretending(
    'duplicates-known-again',
    'A request that it gets twice makes one clone, although it says that each makes one.',
    on({ base: 'full-copy', provider: { deduplicates: true } }),
    (advertised) => ({ ...advertised, deduplicates: false }),
  ),
  wrapped('heal-does-nothing', 'Healing ends no fault.', () => ({
    arm: (plan, next) => {
      if (plan !== null) next(plan);
    },
  })),
  wrapped(
    'jobs-stand-after-heal',
    'Jobs that ran while there were faults do not go on when all is healed.',
    (inner) => {
      const standing = new Set<string>();
      let armed = false;
      return {
        arm: (plan, next) => {
          next(plan);
          if (plan === null && armed) {
            for (const { id } of inner.observe({ kind: 'jobs' })) {
              if (inner.act({ do: 'control', job: id, control: 'suspend' })) standing.add(id);
            }
          }
          armed = plan !== null;
        },
        job: (one) => (standing.has(one.id) && one.jobState === 5 ? { ...one, jobState: 4 } : one),
      };
    },
  ),
  wrapped('refuses-after-heal', 'It refuses all calls when faults have been healed.', (inner) => {
    let healed = false;
    return {
      arm: (plan, next) => {
        next(plan);
        healed = plan === null;
      },
      call: (asked, next) => {
        if (!healed) return next(asked);
        return callOf(inner.twin('fork'), { ...asked, with: { ...asked.with, ElementName: '' } });
      },
    };
  }),
  wrapped('restart-loses-jobs', 'When its provider restarts, it forgets its jobs without a word.', (inner) => {
    const lost = new Set<string>();
    return {
      call: (asked, next) => {
        const unfinished = inner.observe({ kind: 'jobs' }).filter(({ jobState }) => jobState < 7);
        const before = connectionOf(inner);
        const reply = next(asked);
        if (connectionOf(inner) !== before) for (const { id } of unfinished) lost.add(id);
        return reply;
      },
      job: (one) => (lost.has(one.id) ? null : one),
    };
  }),
  carrying('restart-fails-jobs', 'When its provider restarts, its jobs fail, although it says that it keeps them.', {
    restartProvider: (moment, effect) => {
      failAll(moment);
      effects.restartProvider(moment, effect);
    },
  }),
  carrying('expiry-kills-jobs', 'When a credential expires, running jobs fail.', {
    expireCredential: (moment, effect) => {
      effects.expireCredential(moment, effect);
      failAll(moment);
    },
  }),
  carrying('expiry-forgotten', 'A credential that expires is good for ever.', { expireCredential: () => {} }),
  carrying('pool-fault-spreads', 'What happens to one pool happens to all.', {
    poolState: (moment, effect) => {
      effects.poolState(moment, effect);
      const { engine, world } = moment;
      for (const pool of world.pools.handles()) setPoolState(engine, world, pool, effect.state);
    },
  }),
  carrying('theft-spreads', 'What is stolen from one pool is stolen from all.', {
    stealCapacity: (moment, effect) => {
      for (const pool of moment.world.pools.handles()) {
        effects.stealCapacity(moment, { ...effect, pool: moment.world.pools.payload(pool) });
      }
    },
  }),
  carrying('delay-loses-connection', 'A call that takes longer finds its connection broken.', {
    delay: (moment, effect) => {
      effects.delay(moment, effect);
      onCall(moment, { returns: { code: 40300, outcome: null, message: null } });
    },
  }),
  carrying('failure-leaves-a-part', 'A call that fails leaves half of a clone behind.', {
    return: (moment, { code, outcome }) =>
      onCall(moment, { partial: { fraction: 0.5, code, outcome, residue: 'target' } }),
  }),
  pretending(
    'failed-job-leaves-its-target',
    'The target of a failed job stays, although it says that none does.',
    on({ base: 'full-copy', jobs: { leavesResidue: true } }),
    (advertised) => ({ ...advertised, leaves: { ...advertised.leaves, afterFailedJob: false } }),
  ),
  pretending(
    'failed-call-leaves-its-clone',
    'The clone of a call that fails after the effect stays, although it says that none does.',
    on({ base: 'full-copy', service: { afterFailure: 'leaves' } }),
    (advertised) => ({ ...advertised, leaves: { ...advertised.leaves, afterFailedCall: false } }),
  ),
  wrapped(
    'failure-answered-with-success',
    'It answers 4096 to a call that a fault has stopped, and makes nothing.',
    (inner) => {
      let last: Reply | undefined;
      let armed = false;
      return {
        arm: (plan, next) => {
          next(plan);
          armed = plan !== null;
        },
        answers: (reply) => {
          if (targetOf(reply) !== null) last = reply;
          const failed = armed && reply.ReturnValue > 40_000 && last !== undefined;
          return failed
            ? {
                ...reply,
                TargetStorageVolume: last?.TargetStorageVolume ?? null,
                Job: last?.Job ?? null,
                ReturnValue: inner.capabilities().clones.copies === 'withinCall' ? 0 : 4096,
                ExtendedStatus: null,
              }
            : reply;
        },
      };
    },
  ),
  wrapped('arming-takes-time', 'Time passes when a fault plan is taken into use that never fires.', (inner) => ({
    arm: (plan, next) => {
      next(plan);
      if (plan !== null) inner.advance(1);
    },
  })),
];

/** An array that carries out faults in other ways. */
/** All jobs that are not over fail. */
export function failAll({ engine, world }: Injection): void {
  for (const job of [...jobsOn(world, jobList.waiting), ...jobsOn(world, jobList.active)])
    failBecause(engine, world, job, 'providerFailed');
}

function carrying(name: string, wrong: string, others: Partial<Carriers>): ArrayMutant {
  return ofComponents(name, wrong, { effects: { ...effects, ...others } });
}

function connectionOf({ array }: Simulator): number {
  return StorageArray.worldOf(array).settings.connection;
}
