import { type Outcome, perform, readAll } from './commands.js';
import { codeOf, difference, inWords, viewsOf } from './describe.js';
import { withEvenRate, withoutLatency } from './exactness.js';
import { apart } from './footprints.js';
import { heal } from './healing.js';
import { drawn, played, type Relation, unsteady } from './pairs.js';
import { demand } from './transition.js';
import { undoing } from './undoing.js';

export const relations: readonly Relation[] = [
  {
    name: 'COMMUTE',
    statement:
      'for all two calls of any methods, writes, deletions and changes of state with nothing in common, either order gives the same canonical digest, then and later',
    property: (maker, arrayKinds, seen) =>
      drawn(arrayKinds, { longest: 25, without: unsteady }, ({ script, a, b, c, marks }) => {
        // Time that passes in a call passes for all: with latency, the second call comes later.
        const even = withoutLatency(withEvenRate(script.arrayKind));
        const { array, commands } = played(maker, { ...script, arrayKind: even });
        const isFresh = marks[0] !== false;
        if (isFresh) heal(array, even);
        const pair = commands.length === 0 ? undefined : apart(array, { arrayKind: even, a, b, c, isFresh });
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
  undoing,
];
