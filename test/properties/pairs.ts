import fc from 'fast-check';
import type { ArrayMaker } from '../../src/engine/createArray.js';
import type { StorageArray } from '../../src/index.js';
import type { ArrayKind } from './arrayKind.js';
import { play, scriptText } from './campaign.js';
import type { Command, Outcome } from './commands.js';
import { type Kind, type Script, scripts } from './draws.js';

/** A property of two runs that have to come out alike. */
export interface Relation {
  readonly name: string;
  readonly statement: string;
  readonly property: (
    maker: ArrayMaker,
    arrayKinds: fc.Arbitrary<ArrayKind>,
    seen: () => void,
  ) => fc.IRawProperty<unknown, false>;
}

/** Kinds of command after which what comes next is not as told: a failure is forced, or a call is in flight. */
export const unsteady: readonly Kind[] = ['failAt', 'failJob', 'begin', 'step', 'finish'];

export interface Drawn {
  readonly script: Script;
  readonly a: number;
  readonly b: number;
  readonly c: number;
  readonly marks: readonly boolean[];
}

/** Two runs of one script, or of what is made of it. */
export function drawn(
  arrayKinds: fc.Arbitrary<ArrayKind>,
  { longest, without = [] }: { readonly longest: number; readonly without?: readonly Kind[] },
  check: (drawn: Drawn) => void,
): fc.IRawProperty<unknown, false> {
  const number = fc.nat(9999);
  const shape = fc.record({
    script: scripts({ arrayKinds, longest, without }),
    a: number,
    b: number,
    c: number,
    marks: fc.array(fc.boolean(), { minLength: 1, maxLength: 12 }),
  });
  return fc.property(shape, (one) => {
    try {
      check(one);
    } catch (thrown) {
      throw new Error(`${thrown instanceof Error ? thrown.message : thrown}\n${scriptText(one.script)}`);
    }
  });
}

export interface Played {
  readonly array: StorageArray;
  readonly commands: readonly Command[];
  readonly outcomes: readonly Outcome[];
}

export function played(maker: ArrayMaker, script: Script): Played {
  const array = maker.createArray(script.arrayKind.options);
  const commands: Command[] = [];
  const outcomes: Outcome[] = [];
  play(array, script, (transition) => {
    commands.push(transition.command);
    outcomes.push(transition.outcome);
  });
  return { array, commands, outcomes };
}
