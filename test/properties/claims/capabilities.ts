import type { StorageArray } from '../../../src/index.js';
import { isAfterEffect } from '../../../src/vocabulary/steps.js';
import { causeOf, isAdvertised, isWithinCall, type Meeting, mostPromised } from '../causes.js';
import { ask } from '../situation.js';
import { situationsAtArray } from '../situationsOf.js';
import { demand, isFinal, type Property, replyOf } from '../transition.js';

/** What an array says that it can do, and what it does. CAP-YES is beside the causes that it needs. */
export const capabilities: readonly Property[] = [
  {
    name: 'CAP-NO',
    statement:
      'for all clones that are not advertised, the answer is a refusal: 40308 or 40500, if the service finds nothing else before',
    watch: () => (transition, seen) => {
      const reply = replyOf(transition);
      const { command, observer, arrayKind } = transition;
      if (reply === undefined || command.do !== 'clone') return;
      const asked = ask(observer.before, command);
      const meeting = { situation: observer.before, asked, arrayKind };
      // Of what nobody knows it can't be said where it is.
      const known = asked.source !== undefined && asked.pool !== undefined;
      if (!known || (isAdvertised(meeting, 'discovered') && isAdvertised(meeting, 'live'))) return;
      seen();
      const { ReturnValue: code, decided } = reply;
      const refused = code !== 0 && code !== 4096 && !isAfterEffect(decided.step);
      demand(refused, () => `${code} (${decided.step}), and the clone is not advertised`);
      const { armed, discovered } = observer.before.system;
      const first = ['role', 'malformed', 'sourceUnknown', 'poolUnknown'];
      const otherwise =
        armed.some(({ at }) => at === 'service') ||
        first.some((because) => causeOf('service', because)?.holds(meeting) === true);
      if (otherwise || isAdvertised(meeting, 'discovered')) return;
      const expected = discovered.cloneLocal || discovered.cloneRemote ? 40_500 : 40_308;
      demand(code === expected, () => `${code} (${decided.because}) instead of ${expected}`);
    },
  },
  {
    name: 'CAP-MODE',
    statement:
      'for all OK answers, 0 only where CreateElementReplica is among the synchronous actions, 4096 only where it is among the asynchronous; with both the size decides',
    watch: () => (transition, seen) => {
      const reply = replyOf(transition);
      if (reply === undefined || (reply.ReturnValue !== 0 && reply.ReturnValue !== 4096)) return;
      const { command, observer, arrayKind } = transition;
      const call = command.do === 'finish' ? observer.begun.get(command.call) : undefined;
      const asked = command.do === 'clone' ? ask(observer.before, command) : call?.asked;
      if (asked === undefined) return;
      seen();
      const situations = call?.met ?? situationsAtArray(transition);
      // Of a call among others: at one of the moments that it met.
      const modes = situations.map((situation) => isWithinCall({ situation, asked, arrayKind }));
      const within = reply.ReturnValue === 0;
      demand(modes.includes(within), () => `the answer is ${reply.ReturnValue}, ${within ? 4096 : 0} is advertised`);
    },
  },
  {
    name: 'WITHIN-LIMITS',
    statement:
      'for all clones, the source has fewer replicas than its limit, the array fewer volumes, synchronizations and jobs than its own, the pool has promised less',
    watch: () => (transition, seen) => {
      const { command, observer, arrayKind } = transition;
      const reply = replyOf(transition);
      if (reply === undefined || command.do !== 'clone') return;
      const asked = ask(observer.before, command);
      const { decided, ExtendedStatus: status, ReturnValue: code } = reply;
      const made = code === 0 || code === 4096;
      const forced = status?.SMMessage.endsWith('(forced)') === true;
      const counted = situationsAtArray(transition).map((situation) => counts({ situation, asked, arrayKind }));
      for (const what of counted[0] ? Object.keys(counted[0]) : []) {
        const within = counted.map((one) => one?.[what] ?? true);
        if (made) {
          seen();
          demand(within.includes(true), () => `${what}: there were no fewer than there may be, and it was made`);
        } else if (decided.because === what && !forced) {
          seen();
          // Jobs that wait although the slots were made more than they are wait in a queue that was made shorter.
          const full = within.includes(false) || what === 'queue';
          demand(full, () => `${what}: there were fewer than there may be, and it was refused`);
        }
      }
    },
  },
  {
    name: 'CAP-STABLE',
    statement:
      'for all reads, reading again gives the same; and capabilities stay as they are until somebody changes them',
    watch: () => {
      let known: string | undefined;
      return ({ array, untouched, command, observer }, seen) => {
        const changes =
          (command.do === 'set' || command.do === 'outOfBand') && 'capabilities' in command.change
            ? true
            : command.do === 'discover';
        if (changes) known = undefined;
        // A look at all of the array takes its time: it is enough from time to time.
        if (command.do !== 'read' && !changes) return;
        seen();
        // This command read everything there is.
        const same = command.do !== 'read' || everything(untouched) === everything(array);
        demand(same, () => 'the same reads gave something else');
        const now = reported(array);
        demand(known === undefined || known === now, () => `the capabilities were ${known}, and are ${now}`);
        const { live, discovered } = observer.after.system;
        const expected = inWords({ capabilities: live, discovered });
        demand(now === expected, () => `the capabilities are ${now}, set was ${expected}`);
        known = now;
      };
    },
  },
];

/** Whether there is one less of each than there may be; undefined where source or pool are not there. */
function counts(meeting: Meeting): Readonly<Record<string, boolean>> | undefined {
  const { situation, asked, arrayKind } = meeting;
  const { view, system } = situation;
  const { limits, live } = system;
  const [source, pool] = [view.volumes.get(asked.source ?? ''), view.pools.get(asked.pool ?? '')];
  if (source === undefined || pool === undefined) return undefined;
  const volumes = [...view.volumes.values()];
  const jobs = [...view.jobs.values()].filter(({ state }) => !isFinal(state));
  const waiting = jobs.filter(({ state }) => state === 'new').length;
  const promise = mostPromised(pool, arrayKind);
  return {
    replicas: source.replicas < live.maximumReplicasPerSource,
    volumes: volumes.length < limits.volumes,
    metadata: volumes.filter(({ synchronization }) => synchronization).length < limits.synchronizations,
    queue: isWithinCall(meeting) || jobs.length < limits.runningJobs + limits.queuedJobs || waiting < limits.queuedJobs,
    overcommit: promise === undefined || pool.subscribed + source.size <= promise,
  };
}

function everything(array: StorageArray): string {
  return JSON.stringify(
    [array.volumes(), array.pools(), array.jobs(), array.digest('identity'), array.digest('canonical')],
    (_, value) => (typeof value === 'bigint' ? `${value}` : value),
  );
}

/** What the array can do and what the service knows of it, as a saved array has it. */
function reported(array: StorageArray): string {
  return inWords(JSON.parse(array.save()).world.settings);
}

function inWords({ capabilities, discovered }: Readonly<Record<'capabilities' | 'discovered', object>>): string {
  const sorted = (members: object) => Object.entries(members).sort(([one], [other]) => (one < other ? -1 : 1));
  return JSON.stringify([sorted(capabilities), sorted(discovered)]);
}
