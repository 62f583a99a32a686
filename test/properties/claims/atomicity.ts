import { isAfterEffect } from '../../../src/vocabulary/steps.js';
import { mostPromised } from '../causes.js';
import { demand, isFinal, type Property, replyOf } from '../transition.js';

/** What did not work out leaves nothing behind, and what did leaves its source alone. */
export const atomicity: readonly Property[] = [
  {
    name: 'ERR-ATOMIC',
    statement:
      'for all refusals, and failures that the service made good, the observable digest is kept; a refusal mints no id',
    watch: () => (transition, seen) => {
      const reply = replyOf(transition);
      if (reply === undefined || reply.ReturnValue === 0 || reply.ReturnValue === 4096) return;
      const { array, before, after, command, arrayKind } = transition;
      const refused = !isAfterEffect(reply.decided.step);
      const made = reply.ExtendedStatus?.SMDetails.startsWith('nothing is left') ?? false;
      if (!refused && (!made || command.do !== 'clone')) return;
      seen();
      if (!refused && before.now !== after.now) {
        // While it existed, the clone took its share of time from the others: only what exists can be compared.
        const fresh = [...after.volumes.keys()].find((id) => !before.volumes.has(id));
        demand(fresh === undefined, () => `volume ${fresh} is left`);
        return;
      }
      // What would be, had only time passed.
      const calm = transition.untouched.fork();
      const now = array.fork();
      if (after.now !== before.now) {
        calm.advance(after.now - before.now);
        // The call ended within a millisecond, of which the rest is yet to come.
        now.advance(0);
      }
      demand(
        calm.digest('observable') === now.digest('observable'),
        () => `${reply.ReturnValue} (${reply.decided.step}, ${reply.decided.because}) changed the array`,
      );
      if (!refused) return;
      const [one, other] = [calm, array.fork()].map((world) => {
        const pool = world.pools().find((one) => {
          const most = mostPromised(one, arrayKind);
          return one.free >= arrayKind.extent && (most === undefined || one.subscribed < most);
        });
        if (pool === undefined) return undefined;
        const known = new Set(world.volumes().map(({ id }) => id));
        world.outOfBand.create({ name: 'next', pool: pool.id, size: 512 });
        return world.volumes().find(({ id }) => !known.has(id))?.id;
      });
      demand(one === other, () => `the next volume would have been ${one}, after the refusal it is ${other}`);
    },
  },
  {
    name: 'JOBFAIL-ATOMIC',
    statement: 'for all jobs that fail or are ended, the target is gone, but for declared residue in state failed',
    watch: () => (transition, seen) => {
      const { array, before, after, arrayKind, command, outcome } = transition;
      for (const job of after.jobs.values()) {
        const earlier = before.jobs.get(job.id);
        const ended = isFinal(job.state) && (earlier === undefined || !isFinal(earlier.state));
        if (!ended || job.state === 'completed') continue;
        seen();
        const target = after.volumes.get(job.target);
        if (job.state === 'exception' && arrayKind.leavesResidue) {
          // A call that fails after the effect takes even the residue back.
          const withdrawn = target === undefined && (command.do === 'clone' || command.do === 'finish');
          demand(
            withdrawn || target?.state === 'failed',
            () => `the residue of ${job.id} is ${target?.state ?? 'gone'}`,
          );
        } else demand(target === undefined, () => `${job.id} is ${job.state}, its target is still there`);
        demand((job.errorCode !== 0) === (job.state === 'exception'), () => `${job.state} with code ${job.errorCode}`);
      }
      // Accepted and killed within one moment is as if it had never been.
      const reply = outcome.kind === 'reply' ? outcome.reply : undefined;
      if (command.do !== 'clone' || reply?.ReturnValue !== 4096 || before.now !== after.now || reply.Job === null)
        return;
      seen();
      const undone = array.fork();
      undone.jobs.kill(reply.Job);
      demand(
        undone.digest('observable') === transition.untouched.digest('observable'),
        () => `killing ${reply.Job} at once does not undo it`,
      );
    },
  },
  {
    name: 'NO-HALF-CLONE',
    statement: 'for all unfinished jobs, the target exists, and is usable only where the profile says atAcceptance',
    watch: () => (transition, seen) => {
      const { after, arrayKind } = transition;
      for (const job of after.jobs.values()) {
        if (isFinal(job.state)) continue;
        seen();
        const target = after.volumes.get(job.target);
        demand(target !== undefined, () => `${job.id} is ${job.state}, its target ${job.target} is missing`);
        demand(
          arrayKind.usableAtAcceptance || target?.usable === false,
          () => `${job.id} is ${job.state} (${job.percentComplete} %), its target is ${target?.state}`,
        );
      }
    },
  },
  {
    name: 'SOURCE-FROZEN',
    statement:
      "for all commands, every volume keeps its size, pool, kind and what is allocated to it, but for a write; a clone leaves its source's name and health",
    watch: () => (transition, seen) => {
      const { before, after, command, arrayKind } = transition;
      // A volume that shares its extents is charged for those that it has alone, and what others do makes them more or
      // fewer.
      const own = arrayKind.profile.allocation.kind === 'instant' ? 'allocated' : 'charge';
      for (const [id, was] of before.volumes) {
        const is = after.volumes.get(id);
        if (is === undefined) continue;
        seen();
        const written = command.do === 'write' && command.on === id && arrayKind.profile.allocation.kind !== 'full';
        for (const key of ['size', 'pool', 'isSnapshot', 'allocated', own] as const) {
          if (written && (key === 'allocated' || key === 'charge')) continue;
          demand(was[key] === is[key], () => `${id} had ${key} ${was[key]}, now ${is[key]}`);
        }
        if (command.do !== 'clone') continue;
        demand(was.name === is.name, () => `${id} was called ${was.name}, now ${is.name}`);
        // A volume whose own copy runs may change with it while the call waits.
        const copying = [...before.jobs.values()].some((job) => job.target === id && !isFinal(job.state));
        demand(copying || was.state === is.state, () => `${id} was ${was.state}, now ${is.state}`);
      }
    },
  },
];
