import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createArray } from '../../src/index.js';
import { operations } from '../../src/operations/index.js';
import { methodNames } from '../../src/vocabulary/methods/index.js';
import { arrayKind, harder } from './arrayKind.js';
import { remember } from './campaign.js';
import { perform } from './commands.js';
import { concrete, scripts } from './draws.js';
import { endings } from './endings.js';
import { type Batch, inBatches } from './environment.js';
import type { Memory } from './interpreters.js';
import { isOk } from './transition.js';

test('commands call every method: some of its calls are good, some are refused, and some overlap others', () => {
  const [good, refused] = [new Set<string>(), new Set<string>()];
  const begun = new Set<string>();
  const all = { what: 'calls of every method', atLeast: 300 };
  const draw = ({ numRuns, seed }: Batch) => {
    // Arrays that nobody ships have what is rare more often.
    const arrayKinds = fc.oneof(arrayKind, harder);
    for (const script of fc.sample(scripts({ arrayKinds }), { numRuns, seed })) {
      const array = createArray(script.arrayKind.options);
      const memory: Memory = { calls: [], touched: undefined, arrayKind: script.arrayKind };
      for (const choice of script.draws) {
        const command = concrete(array, script, choice, memory);
        const outcome = perform(array, command);
        remember(memory, command, outcome);
        if (command.do === 'begin' && outcome.kind === 'begun') begun.add(command.method);
        if (outcome.kind !== 'reply') continue;
        const { decided, ReturnValue: code } = outcome.reply;
        (isOk(code) ? good : refused).add(decided.method);
      }
    }
  };
  // Its good calls need a pool that a job deletes just then: test/operations/fromJob.test.ts makes them.
  const isDrawnGood = (method: string) => method !== 'GetPoolObjectIdFromJob';
  const due = methodNames.filter(isDrawnGood);
  const isDone = () =>
    due.every((method) => good.has(method)) && refused.size === methodNames.length && begun.size === methodNames.length;
  inBatches(all, draw, isDone);
  expect([...good].filter(isDrawnGood).sort()).toEqual([...due].sort());
  expect([...refused].sort()).toEqual([...methodNames].sort());
  expect([...begun].sort()).toEqual([...methodNames].sort());
});

test('JOB-CAUSE knows of every end of a job that has a cause, and of no other', () => {
  const ends = methodNames.flatMap((method) =>
    operations[method].ends.flatMap(({ when, because }) => (when === undefined ? [] : [`${method} ${because}`])),
  );
  expect(endings.map(({ method, because }) => `${method} ${because}`).sort()).toEqual(ends.sort());
});
