import type { Job } from '../../../src/index.js';
import { isAfterEffect } from '../../../src/vocabulary/steps.js';
import type { ArrayKind } from '../arrayKind.js';
import { demand, isFinal, isOk, mostPromised, type Property, replyOf, type Transition } from '../transition.js';

/** What did not work out leaves nothing behind: told by digests, and by the id that comes next. */
export const atomicity: readonly Property[] = [
  {
    name: 'ERR-ATOMIC',
    statement:
      'for all refusals, and failures that the service made good, the observable digest is kept; a refusal mints no id',
    watch: () => (transition, seen) => {
      const reply = replyOf(transition);
      if (reply === undefined || isOk(reply.ReturnValue)) return;
      const { array, before, after, command } = transition;
      const refused = !isAfterEffect(reply.decided.step);
      const made = reply.ExtendedStatus?.SMDetails.startsWith('nothing is left') ?? false;
      if (!refused && (!made || command.do !== 'call')) return;
      seen();
      if (!refused && before.now !== after.now) {
        // While it existed, the clone took its share of time from the others: only what exists can be compared.
        // Targets of others may be listed meanwhile, as they would be without the call.
        const calm = transition.untouched.fork();
        calm.advance(after.now - before.now);
        const listed = new Set<string>(calm.volumes().map(({ id }) => id));
        const fresh = [...after.volumes.keys()].find((id) => !before.volumes.has(id) && !listed.has(id));
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
      if (refused) demandSameNextId(calm, transition);
    },
  },
  {
    name: 'JOBFAIL-ATOMIC',
    statement:
      'for all copies that fail or are ended, the target is gone, or stays, failed, where hosts could use it or residue is declared; and to kill a job at once is to undo its call, but for that',
    watch: () => (transition, seen) => {
      const { array, before, after, arrayKind, command, outcome } = transition;
      for (const job of after.jobs.values()) {
        const earlier = before.jobs.get(job.id);
        const ended = isFinal(job.state) && (earlier === undefined || !isFinal(earlier.state));
        if (!ended || job.state === 'completed') continue;
        demand((job.errorCode !== 0) === (job.state === 'exception'), () => `${job.state} with code ${job.errorCode}`);
        if (!makesTarget(job)) continue;
        seen();
        const target = after.volumes.get(job.target ?? '');
        if (leaves(job, arrayKind)) {
          // A call that fails after the effect takes even the residue back.
          const withdrawn = target === undefined && (command.do === 'call' || command.do === 'finish');
          demand(
            withdrawn || target?.state === 'failed',
            () => `the residue of ${job.id}, which is ${job.state}, is ${target?.state ?? 'gone'}`,
          );
        } else demand(target === undefined, () => `${job.id} is ${job.state}, its target is still there`);
      }
      // Accepted and killed within one moment is as if it had never been.
      const job = outcome.kind === 'reply' && 'Job' in outcome.reply ? outcome.reply.Job : null;
      if (command.do !== 'call' || before.now !== after.now || job === null) return;
      // What was overwritten is gone.
      if (command.method === 'StorageVolume.CreateReplica' && 'TargetStorageVolume' in command.with) return;
      seen();
      const [undone, untouched] = [array.fork(), transition.untouched.fork()];
      undone.jobs.kill(job);
      const killed = undone.job(job);
      if (makesTarget(killed) && leaves(killed, arrayKind)) {
        const left = undone.findVolume(killed.target ?? '');
        demand(left?.state === 'failed', () => `what ${job} leaves, killed at once, is ${left?.state ?? 'gone'}`);
        // What it takes can be had back.
        undone.outOfBand.delete(left?.id ?? '');
        for (const world of [undone, untouched]) world.discover();
      }
      demand(
        undone.digest('observable') === untouched.digest('observable'),
        () => `killing ${job} at once does not undo ${command.method}`,
      );
    },
  },
];

/** Whether it always makes its target: what is overwritten was there before. */
function makesTarget({ method }: Job): boolean {
  return method === 'CreateClone' || method === 'CreateSnapshot';
}

/** Whether the target of a copy that was not completed stays, failed: hosts could use it already, or residue is declared. */
function leaves({ state }: Job, { profile: { clones, jobs } }: ArrayKind): boolean {
  if (clones.targetUsable === 'atAcceptance') return true;
  return state === 'killed' ? jobs.killLeavesResidue : state === 'exception' && jobs.leavesResidue;
}

/** What comes next gets the id that it would have got without the refusal. */
function demandSameNextId(calm: Transition['untouched'], { array, arrayKind }: Transition): void {
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
}
