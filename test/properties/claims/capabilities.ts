import type { StorageArray } from '../../../src/index.js';
import { isAfterEffect } from '../../../src/vocabulary/steps.js';
import { causeOf, isAdvertised, isWithinCall, mostPromised } from '../causes.js';
import { readAll } from '../commands.js';
import { demand, isFinal, type Property, replyOf } from '../moment.js';
import { ask, situationsLater, timetable } from '../situation.js';

/** What an array says that it can do, and what it does. CAP-YES is beside the causes that it needs. */
export const capabilities: readonly Property[] = [
  {
    name: 'CAP-NO',
    statement:
      'for all clones that are not advertised, the answer is a refusal: 40308 or 40500, if the service finds nothing else before',
    floor: 40,
    watch: () => (moment, seen) => {
      const reply = replyOf(moment);
      const { command, observer, variety } = moment;
      if (reply === undefined || command.do !== 'clone') return;
      const asked = ask(observer.before, command);
      const meeting = { situation: observer.before, asked, variety };
      // Of what nobody knows it can't be said where it is.
      const known = asked.source !== undefined && asked.pool !== undefined;
      if (!known || (isAdvertised(meeting, 'discovered') && isAdvertised(meeting, 'live'))) return;
      seen();
      const { ReturnValue: code, decided } = reply;
      const refused = code !== 0 && code !== 4096 && !isAfterEffect(decided.step);
      demand(refused, () => `${code} (${decided.step}), and the clone is not advertised`);
      const { armed, discovered } = observer.before.surroundings;
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
    floor: 100,
    watch: () => (moment, seen) => {
      const reply = replyOf(moment);
      if (reply === undefined || (reply.ReturnValue !== 0 && reply.ReturnValue !== 4096)) return;
      const { command, observer, untouched, variety } = moment;
      const call = command.do === 'finish' ? observer.begun.get(command.call) : undefined;
      const asked = command.do === 'clone' ? ask(observer.before, command) : call?.asked;
      if (asked === undefined) return;
      seen();
      const at = timetable(variety, moment.before.now)[7] ?? 0;
      const situations = call?.met ?? situationsLater(untouched, observer.before, at);
      // Of a call among others: at one of the moments that it met.
      const modes = situations.map((situation) => isWithinCall({ situation, asked, variety }));
      const within = reply.ReturnValue === 0;
      demand(modes.includes(within), () => `the answer is ${reply.ReturnValue}, ${within ? 4096 : 0} is advertised`);
    },
  },
  {
    name: 'CAP-LIMIT',
    statement:
      'for all clones, the source has fewer replicas than its limit, the array fewer volumes, synchronizations and jobs than its own, the pool has promised less',
    floor: 60,
    watch: () => (moment, seen) => {
      const { command, before, after, observer, variety } = moment;
      const reply = replyOf(moment);
      if (reply === undefined || command.do !== 'clone' || before.now !== after.now) return;
      const { source: id, pool: wanted } = ask(observer.before, command);
      const [source, pool] = [before.volumes.get(id ?? ''), before.pools.get(wanted ?? '')];
      if (source === undefined || pool === undefined) return;
      const { limits, live } = observer.before.surroundings;
      const volumes = [...before.volumes.values()];
      const jobs = [...before.jobs.values()].filter(({ state }) => !isFinal(state));
      const job = !isWithinCall({ situation: observer.before, asked: ask(observer.before, command), variety });
      const subscribed = Number(pool.subscribed + source.size);
      const counts = {
        replicas: [source.replicas + 1, live.maximumReplicasPerSource],
        volumes: [volumes.length + 1, limits.volumes],
        metadata: [volumes.filter(({ synchronization }) => synchronization).length + 1, limits.synchronizations],
        queue: [job ? jobs.length + 1 : 0, limits.runningJobs + limits.queuedJobs],
        overcommit: [subscribed, Number(mostPromised(pool, variety) ?? subscribed)],
      };
      const { decided, ExtendedStatus: status, ReturnValue: code } = reply;
      for (const [what, [count = 0, most = 0]] of Object.entries(counts)) {
        // Jobs that wait although the slots were made more than they are wait in a queue that was made shorter.
        if (code === 0 || code === 4096) {
          seen();
          const slack = what === 'queue' && jobs.filter(({ state }) => state === 'new').length < limits.queuedJobs;
          demand(count <= most || slack, () => `${what}: ${count} of at most ${most}, and it was made`);
        } else if (decided.because === what && status?.SMMessage.endsWith('(forced)') === false) {
          seen();
          demand(count > most || what === 'queue', () => `${what}: ${count} of at most ${most}, and it was refused`);
        }
      }
    },
  },
  {
    name: 'CAP-STABLE',
    statement:
      'for all reads, reading again gives the same; and capabilities stay as they are until somebody changes them',
    floor: 40,
    watch: () => {
      let known: string | undefined;
      return ({ array, command, observer }, seen) => {
        const changes =
          (command.do === 'set' || command.do === 'outOfBand') && 'capabilities' in command.change
            ? true
            : command.do === 'discover';
        if (changes) known = undefined;
        // A look at all of the array takes its time: it is enough from time to time.
        if (command.do !== 'read' && command.do !== 'settle' && !changes) return;
        seen();
        const first = everything(array);
        readAll(array);
        demand(first === everything(array), () => 'the same reads gave something else');
        const now = reported(array);
        demand(known === undefined || known === now, () => `the capabilities were ${known}, and are ${now}`);
        const { live, discovered } = observer.after.surroundings;
        const expected = inWords({ capabilities: live, discovered });
        demand(now === expected, () => `the capabilities are ${now}, set was ${expected}`);
        known = now;
      };
    },
  },
];

function everything(array: StorageArray): string {
  const { hash } = array.trace();
  return JSON.stringify(
    [array.volumes(), array.pools(), array.jobs(), array.digest('identity'), array.digest('canonical'), hash],
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
