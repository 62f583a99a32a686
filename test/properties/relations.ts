import type { StorageArray, Volume } from '../../src/index.js';
import type { ArrayKind } from './arrayKind.js';
import { called, cloneOf } from './choices.js';
import { type Command, type Outcome, perform, readAll } from './commands.js';
import { codeOf, difference, inWords, viewsOf } from './describe.js';
import type { Kind } from './draws.js';
import { withEvenRate, withoutLatency } from './exactness.js';
import { heal } from './healing.js';
import { drawn, played, type Relation } from './pairs.js';
import { pick } from './pick.js';
import { demand, isFinal } from './transition.js';

const forcing: readonly Kind[] = ['failAt', 'failJob'];
const overlapping: readonly Kind[] = ['begin', 'step', 'finish'];

export const relations: readonly Relation[] = [
  {
    name: 'COMMUTE',
    statement:
      'for all two calls, writes, deletions and changes of state with nothing in common, either order gives the same canonical digest, then and later',
    property: (maker, arrayKinds, seen) =>
      drawn(arrayKinds, { longest: 25, without: [...forcing, ...overlapping] }, ({ script, a, b, c, marks }) => {
        // Time that passes in a call passes for all: with latency, the second call comes later.
        const even = withoutLatency(withEvenRate(script.arrayKind));
        const { array, commands } = played(maker, { ...script, arrayKind: even });
        if (marks[0] !== false) heal(array, even);
        const pair = commands.length === 0 ? undefined : apart(array, [a, b, c]);
        if (pair === undefined) return;
        const [first, second] = pair;
        const [one, other] = [array.fork(), array.fork()];
        const here = [first, second].map((command) => perform(one, command));
        const there = [second, first].map((command) => perform(other, command)).reverse();
        // A call that waits for an answer that does not come keeps the other waiting.
        if (one.now !== array.now) return;
        const codes = (outcomes: readonly Outcome[]) =>
          outcomes.map((outcome) => inWords(codeOf(outcome))).join(' and ');
        demand(codes(here) === codes(there), () => `${codes(here)}, the other way around ${codes(there)}`);
        for (const later of [0, 1 + (c % 2000), 'settled'] as const) {
          for (const world of [one, other]) {
            if (later === 'settled') world.settle();
            else world.advance(later);
          }
          const same = one.digest('canonical') === other.digest('canonical');
          const what = () => `${inWords(first)} and ${inWords(second)} do not swap (${later})`;
          demand(same, () => `${what()}: ${difference(inWords(viewsOf(one)), inWords(viewsOf(other)))}`);
        }
        seen();
      }),
  },
  {
    name: 'READ-INSERT',
    statement: 'for all reads put between commands, everything later is the same: answers, trace, identity',
    property: (maker, arrayKinds, seen) =>
      drawn(arrayKinds, { longest: 24 }, ({ script, marks }) => {
        const { commands } = played(maker, script);
        const [plain, looked] = [
          maker.createArray(script.arrayKind.options),
          maker.createArray(script.arrayKind.options),
        ];
        for (const [index, command] of commands.entries()) {
          if (marks[index % marks.length] !== false && index % 3 === 0) readAll(looked);
          const [actual, said] = [perform(plain, command), perform(looked, command)].map((outcome) => inWords(outcome));
          demand(actual === said, () => `${command.do} ${index + 1} was answered ${actual}, after a look ${said}`);
        }
        demand(plain.trace().hash === looked.trace().hash, () => 'the traces differ');
        demand(plain.digest('identity') === looked.digest('identity'), () => 'the arrays differ');
        if (commands.length > 0) seen();
      }),
  },
  {
    name: 'UNDO',
    statement:
      'for all clones, taking them back leaves the observable digest as it was: deleted, terminated or killed, written to or not',
    property: (maker, arrayKinds, seen) =>
      drawn(arrayKinds, { longest: 25, without: [...forcing, ...overlapping] }, ({ script, a, b, c, marks }) => {
        const { array } = played(maker, script);
        heal(array, script.arrayKind);
        const { cloneLocal } = script.arrayKind.profile.capabilities;
        const source = nth(array.volumes(), a);
        if (source === undefined) return;
        const before = array.now;
        const untouched = array.fork();
        const reply = array.createClone(source.id, cloneLocal ? {} : { TargetPool: 'far' });
        const { TargetStorageVolume: target, Job: job } = reply;
        if (target === null) return;
        array.advance(c % 700);
        const write = () => {
          const volume = array.findVolume(target);
          if (marks[0] === false || volume?.usable !== true) return;
          array.host.write(target, { offset: 0, length: volume.size > 4096n ? 4096 : 512, tag: 'undone' });
        };
        write();
        const way = job === null || isFinal(array.job(job).state) ? 'delete' : pick(['delete', 'terminate', 'kill'], b);
        if (way === 'terminate' || way === 'kill') array.jobs[way](job ?? '');
        array.settle();
        // What hosts could use, or is declared residue, stays: it is deleted then.
        const left = way !== 'delete' && array.volumes().some(({ id, state }) => id === target && state === 'failed');
        if (left) array.outOfBand.delete(target);
        if (way === 'delete') {
          // Where a suspended job keeps the last slot, this one never runs, and its target can't be deleted.
          if (array.jobs().some(({ id, state }) => id === job && !isFinal(state))) return;
          write();
          array.outOfBand.delete(target);
        }
        array.discover();
        untouched.advance(array.now - before);
        untouched.discover();
        seen();
        const same = untouched.digest('observable') === array.digest('observable');
        demand(
          same,
          () =>
            `${way} of a clone of ${source.name} does not undo it: ${difference(inWords(viewsOf(untouched)), inWords(viewsOf(array)))}`,
        );
        const contents = inWords(viewsOf(untouched)) === inWords(viewsOf(array));
        const jobless = array.jobs().length === untouched.jobs().length;
        demand(contents || !jobless, () => `${way} of a clone of ${source.name} is seen`);
      }),
  },
];

/** Two commands that have no element in common, nor anything that is scarce: no slot, no count that is nearly full. */
function apart(
  array: StorageArray,
  [a, b, c]: readonly [number, number, number],
): readonly [Command, Command] | undefined {
  const volumes = array.volumes();
  const jobs = array.jobs().filter(({ state }) => !isFinal(state));
  const { limits } = JSON.parse(array.save()).world.settings as { limits: ArrayKind['profile']['limits'] };
  const associations = volumes.filter(({ synchronization }) => synchronization !== null).length;
  if (volumes.length + 2 > limits.volumes || associations + 2 > limits.synchronizations) return undefined;
  if (jobs.some(({ state }) => state === 'new')) return undefined;
  const slots = limits.runningJobs - jobs.length;
  const family = ({ id, synchronization }: Volume) =>
    volumes.filter((one) => {
      if (one.id === id || one.id === synchronization?.source || one.synchronization?.source === id) return true;
      return jobs.some(
        ({ source, target }) => [source, target].includes(id as Volume['id']) && [source, target].includes(one.id),
      );
    });
  const pairs = volumes.flatMap((_, shift) => {
    const first = nth(volumes, a + shift);
    if (first === undefined) return [];
    const near = family(first);
    const pools = new Set(near.map(({ pool }) => pool));
    const others = volumes.filter((one) =>
      family(one).every(({ id, pool }) => !pools.has(pool) && near.every((kin) => kin.id !== id)),
    );
    const second = nth(others, b);
    return second === undefined ? [] : ([[doneTo(first, c + shift), doneTo(second, c >> 3)]] as const);
  });
  return pairs.find((pair) => pair.filter((command) => command.do === 'call').length <= slots);
}

function nth<Item>(items: readonly Item[], n: number): Item | undefined {
  return items[n % Math.max(1, items.length)];
}

function doneTo({ id, size }: Volume, n: number): Command {
  const clone = cloneOf(id);
  const length = size > 8192n ? 8192 : 512;
  const commands: readonly Command[] = [
    clone,
    clone,
    clone,
    { do: 'write', on: id, offset: 0, length, tag: `late-${n % 3}` },
    { do: 'set', change: { volume: id, state: 'offline' } },
    { do: 'outOfBand', change: { volume: id, state: 'degraded' } },
    { do: 'outOfBand', change: { delete: id } },
    called('StorageVolume.Delete', id),
    clone,
  ];
  return pick(commands, n);
}
