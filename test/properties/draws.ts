import fc from 'fast-check';
import type { StorageArray } from '../../src/index.js';
import type { ArrayKind } from './arrayKind.js';
import type { Command } from './commands.js';
import { type Draw, interpreters, type Memory } from './interpreters.js';
import { pick } from './pick.js';

/** A run: an array, the kinds of command that it may use (a random subset: swarm testing), and the choices. */
export interface Script {
  readonly arrayKind: ArrayKind;
  readonly kinds: readonly Kind[];
  readonly draws: readonly Draw[];
}

export type Kind = keyof typeof interpreters;

const number = fc.nat(9999);
const draw: fc.Arbitrary<Draw> = fc.record({ kind: number, a: number, b: number, c: number });

/** Without calls of every method, clones of clones and time a run tells nothing, and looks and nonsense cost little. */
const everywhere: readonly Kind[] = [
  'clone',
  'clone',
  'clone',
  'chain',
  'chain',
  'deleteVolume',
  'otherMethods',
  'around',
  'around',
  'advance',
  'read',
  'nonsense',
];

/** Scripts of up to `longest` commands. */
export function scripts({
  arrayKinds,
  longest = 50,
  without = [],
}: {
  readonly arrayKinds: fc.Arbitrary<ArrayKind>;
  readonly longest?: number;
  /** Kinds of command that are not drawn. */
  readonly without?: readonly Kind[];
}): fc.Arbitrary<Script> {
  return fc.record({
    arrayKind: arrayKinds,
    // The keys of the table are the kinds.
    kinds: fc.subarray(
      (Object.keys(interpreters) as Kind[]).filter((kind) => !everywhere.includes(kind) && !without.includes(kind)),
      { minLength: 3, maxLength: 10 },
    ),
    draws: fc.array(draw, { maxLength: longest, size: 'max' }),
  });
}

/** The concrete command that a choice means now. */
export function concrete(array: StorageArray, script: Script, choice: Draw, memory: Memory): Command {
  const kinds: readonly Kind[] = [...everywhere, ...script.kinds, ...script.kinds];
  return interpreters[pick(kinds, choice.kind)](array, choice, memory);
}
