import type { ArrayMaker } from '../../src/engine/createArray.js';
import { replay } from '../../src/engine/history/replay.js';
import type { StorageArray } from '../../src/index.js';
import { password } from './arrayKind.js';
import { type Command, type Outcome, perform } from './commands.js';
import { inWords } from './describe.js';
import type { Script } from './draws.js';
import { drawn, played, type Relation } from './pairs.js';
import { demand } from './transition.js';

/** What the simulator itself promises: the same again, from the start, from a fork, from what was saved. */
export const sameAgain: readonly Relation[] = [
  {
    name: 'DETERMINISM',
    statement: 'for all command sequences, a second time gives the same trace',
    property: (maker, arrayKinds, seen) =>
      drawn(arrayKinds, { longest: 24 }, ({ script }) => {
        const { array, commands } = played(maker, script);
        const again = maker.createArray(script.arrayKind.options);
        for (const command of commands) perform(again, command);
        demand(again.trace().hash === array.trace().hash, () => 'the traces differ');
        demand(again.digest('identity') === array.digest('identity'), () => 'the arrays differ');
        if (commands.length > 0) seen();
      }),
  },
  {
    name: 'FORK',
    statement: 'for all transitions of all runs, a fork goes on as the array does, and neither touches the other',
    property: (maker, arrayKinds, seen) =>
      drawn(arrayKinds, { longest: 24 }, ({ script, a }) => {
        const { array, rest } = playedUpTo(maker, script, a);
        const fork = array.fork();
        const before = array.digest('identity');
        demand(fork.digest('identity') === before, () => 'the fork differs at once');
        const ahead = all(fork, rest);
        demand(array.digest('identity') === before, () => 'the fork touched its origin');
        const end = fork.digest('identity');
        const later = all(array, rest);
        demand(later === ahead, () => `the fork answered ${ahead}, its origin ${later}`);
        demand(fork.digest('identity') === end, () => 'the origin touched its fork');
        demand(array.digest('identity') === end, () => 'the two ended differently');
        demand(array.trace().hash === fork.trace().hash, () => 'the two have different traces');
        if (rest.length > 0) seen();
      }),
  },
  {
    name: 'RESTORE',
    statement:
      'for all transitions of all runs, a saved and loaded array goes on as the array does, calls in flight included',
    property: (maker, arrayKinds, seen) =>
      drawn(arrayKinds, { longest: 24 }, ({ script, a }) => {
        const { array, rest } = playedUpTo(maker, script, a);
        const restored = maker.loadArray(array.save());
        demand(restored.digest('identity') === array.digest('identity'), () => 'it differs at once');
        const [one, other] = [all(array, rest), all(restored, rest)];
        demand(one === other, () => `the array answered ${one}, the restored one ${other}`);
        demand(restored.digest('identity') === array.digest('identity'), () => 'the two ended differently');
        if (rest.length > 0) seen();
      }),
  },
  {
    name: 'REPLAY',
    statement: 'for all transitions of all runs, the trace up to there leads to the same trace again',
    property: (maker, arrayKinds, seen) =>
      drawn(arrayKinds, { longest: 24 }, ({ script, a }) => {
        // All of it: what was dropped can't be repeated.
        const whole = { ...script.arrayKind, options: { ...script.arrayKind.options, retain: 100_000 } };
        const { array } = playedUpTo(maker, { ...script, arrayKind: whole }, a);
        const { header, entries } = array.trace();
        const again = replay(header, entries, maker.createArray);
        demand(again.kind === 'same', () => `it goes another way: ${inWords(again)}`);
        if (entries.length > 0) seen();
      }),
  },
  {
    name: 'NO-LEAK',
    statement: 'for all command sequences, with everything deleted the pools are as free as they were new',
    property: (maker, arrayKinds, seen) =>
      drawn(arrayKinds, { longest: 24 }, ({ script }) => {
        const { array } = played(maker, script);
        const allocated = array.volumes().length;
        array.set({ account: { name: 'service', password } });
        // What the clients gave up: every call in flight runs to its end, every job is ended.
        array.advance(3_600_000);
        for (const { id, removedAtMs } of array.jobs()) if (removedAtMs === null) array.jobs.kill(id);
        // The youngest first: an array may keep volumes as long as others are built upon them.
        for (const { id } of array.volumes().reverse()) array.outOfBand.delete(id);
        const pools = array.pools();
        for (const { id, name, total, free, used, reserved, volumes } of pools) {
          const made = pools.reduce((sum, one) => (one.madeOf === id ? sum + one.total : sum), 0n);
          demand(
            free + made === total,
            () => `${name} has ${free} of ${total} free, ${used} used, ${reserved} reserved`,
          );
          demand(volumes === 0, () => `${name} counts ${volumes} volumes`);
        }
        const [violation] = array.violations();
        demand(violation === undefined, () => violation ?? '');
        if (allocated > 0) seen();
      }),
  },
];

/** A fresh array brought to a moment of the script, and the commands that were yet to come. */
function playedUpTo(maker: ArrayMaker, script: Script, a: number) {
  const { commands } = played(maker, script);
  const array = maker.createArray(script.arrayKind.options);
  const at = a % Math.max(1, commands.length);
  for (const command of commands.slice(0, at)) perform(array, command);
  return { array, rest: commands.slice(at) };
}

function all(array: StorageArray, commands: readonly Command[]): string {
  const outcomes: readonly Outcome[] = commands.map((command) => perform(array, command));
  return inWords(outcomes);
}
