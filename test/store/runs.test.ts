import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Runs } from '../../src/store/runs.js';

const blocks = 300;

interface Change {
  readonly start: number;
  readonly end: number;
  /** Undefined takes away what is there. */
  readonly value: string | undefined;
}

const changes = fc.array(
  fc
    .tuple(fc.nat(blocks - 1), fc.oneof(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: blocks })))
    .chain(([start, length]) =>
      fc.record({
        start: fc.constant(start),
        end: fc.constant(Math.min(blocks, start + length)),
        value: fc.option(fc.constantFrom('a', 'b', 'c'), { nil: undefined }),
      }),
    ),
  // More than two levels of a tree.
  { size: 'max', maxLength: 200 },
);

/** One entry a block: what runs stand for. */
function plain(runs: Runs<string>): (string | undefined)[] {
  return runs.pieces(0, blocks).flatMap(({ start, end, value }) => Array.from({ length: end - start }, () => value));
}

function change(runs: Runs<string>, { start, end, value }: Change): void {
  if (value === undefined) runs.remove(start, end);
  else runs.put(start, end, value);
}

describe('runs', () => {
  test('for all changes, every block holds what was put there last', () => {
    fc.assert(
      fc.property(changes, (list) => {
        const runs = Runs.empty<string>();
        const model = Array.from({ length: blocks }, (): string | undefined => undefined);
        for (const one of list) {
          change(runs, one);
          model.fill(one.value, one.start, one.end);
        }
        expect(plain(runs)).toEqual(model);
      }),
    );
  });

  test('for all changes, neighbours of one value are one run, so that equal contents have equal runs', () => {
    fc.assert(
      fc.property(changes, (list) => {
        const runs = Runs.empty<string>();
        for (const one of list) change(runs, one);
        const rebuilt = Runs.empty<string>();
        for (const [block, value] of plain(runs).entries()) {
          if (value !== undefined) rebuilt.put(block, block + 1, value);
        }
        expect(runs.toJSON()).toEqual(rebuilt.toJSON());
        expect(Runs.of(runs.toJSON()).toJSON()).toEqual(runs.toJSON());
      }),
    );
  });

  test('for all changes after a clone, neither side sees those of the other', () => {
    fc.assert(
      fc.property(changes, changes, changes, (before, left, right) => {
        const runs = Runs.empty<string>();
        for (const one of before) change(runs, one);
        const clone = runs.clone();
        const alone = [Runs.of(runs.toJSON()), Runs.of(runs.toJSON())] as const;
        for (let at = 0; at < Math.max(left.length, right.length); at++) {
          const [toLeft, toRight] = [left[at], right[at]];
          if (toLeft !== undefined) for (const one of [runs, alone[0]]) change(one, toLeft);
          if (toRight !== undefined) for (const one of [clone, alone[1]]) change(one, toRight);
        }
        expect(runs.toJSON()).toEqual(alone[0].toJSON());
        expect(clone.toJSON()).toEqual(alone[1].toJSON());
      }),
    );
  });

  test('pieces are cut to the range, with the gaps in between', () => {
    const runs = Runs.of<string>([
      [10, 10, 'a'],
      [30, 10, 'b'],
    ]);
    expect(runs.pieces(15, 35)).toEqual([
      { start: 15, end: 20, value: 'a' },
      { start: 20, end: 30, value: undefined },
      { start: 30, end: 35, value: 'b' },
    ]);
    expect(runs.gaps(0, 50)).toHaveLength(3);
  });
});
