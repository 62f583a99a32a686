import fc from 'fast-check';
import { z } from 'zod';
import { shortPlan } from '../conformance/generate/shortPlan.js';
import { type EffectClass, effectClasses } from '../faults/effect.js';
import { classOfEffect, namedKinds } from '../faults/effectKinds.js';
import type { EffectInput, FaultInput, MatchInput } from '../faults/planSchema.js';
import { badInput, parseInput } from '../vocabulary/input/badInput.js';
import { type Invocable, invocables } from '../vocabulary/methods/names.js';

/** What plans are drawn from. */
export interface FaultPlanOptions {
  /** The classes of effects to draw from; all but `lie` when left out. */
  readonly classes?: readonly EffectClass[];
  /** Effects to leave out, by their names: such as `duplicate`, for which no client can do anything. */
  readonly without?: readonly (typeof namedKinds)[number][];
  /** The methods whose calls and jobs the faults are for, as a fault's `when.method` names them; all when left out. */
  readonly methods?: readonly Invocable[];
  /** The largest number of faults; 6 when left out. */
  readonly most?: number;
}

const optionsSchema = z.strictObject({
  classes: z
    .array(z.enum(effectClasses), { error: "a list such as ['refuse', 'degrade']" })
    .min(1, 'at least one class')
    .default(effectClasses.filter((one) => one !== 'lie')),
  without: z.array(z.enum(namedKinds), { error: "a list such as ['duplicate']" }).default([]),
  methods: z
    .array(z.enum(invocables), { error: "a list such as ['Delete', 'GetSizesInfo']" })
    .min(1, 'at least one method')
    .optional(),
  most: z.number().int().min(1).default(6),
});

/** A plan as `createArray` and `array.faults.use` take it. */
export interface GeneratedPlan {
  /** Of the format. */
  readonly version: 1;
  /** The faults in their long form. */
  readonly faults: FaultInput[];
}

/** What can be drawn without knowing the array: effects with the point that they fire at. */
const possible: readonly { readonly at: FaultInput['at']; readonly when?: MatchInput; readonly do: EffectInput }[] = [
  { at: 'connect', do: { return: 40300 } },
  { at: 'findService', do: { return: 43005 } },
  { at: 'invoke', do: { return: 43027 } },
  { at: 'array', do: { return: 43001 } },
  { at: 'authenticate', do: 'deny' },
  { at: 'authenticate', do: 'badCredential' },
  { at: 'tls', do: { tls: 'dropped' } },
  { at: 'jobStart', do: 'failJob' },
  { at: 'jobEnd', do: { failJob: 'failed' } },
  { at: 'jobPercent', when: { jobPercent: 50 }, do: { failJob: 'failed' } },
  { at: 'service', do: 'loseRequest' },
  { at: 'invoke', do: 'loseRequest' },
  { at: 'invokeReply', do: 'loseReply' },
  { at: 'serviceReply', do: 'loseReply' },
  { at: 'invoke', do: { duplicate: 2 } },
  { at: 'array', do: { restartProvider: '5 s' } },
  { at: 'invokeReply', do: { restartProvider: '5 s' } },
  { at: 'invoke', do: { delay: '2 s' } },
  { at: 'jobStart', do: { delay: '10 s' } },
  { at: 'service', do: { slowLink: '1 s' } },
  { at: 'jobPercent', when: { jobPercent: 30 }, do: { stallJob: '1 min' } },
  { at: 'jobStart', do: { slowJob: 0.5 } },
  { at: 'array', do: { stealCapacity: '1 GiB' } },
  { at: 'array', do: { stealCapacity: 'all' } },
  { at: 'array', do: { poolState: 'degraded' } },
  { at: 'service', do: { staleCache: 3 } },
  { at: 'connect', do: 'expireCredential' },
  { at: 'service', do: { clockSkew: '1 h' } },
  { at: 'invoke', do: { hold: 'held' } },
  { at: 'invokeReply', do: { hold: 'held' } },
  { at: 'jobStart', do: { hold: 'held' } },
  { at: 'jobEnd', do: { hold: 'held' } },
  { at: 'detach', do: { return: 'detachFailed' } },
  { at: 'detach', do: 'loseRequest' },
  { at: 'detach', do: { delay: '10 s' } },
  { at: 'read', do: { wrongProgress: 99 } },
  { at: 'read', do: 'reportCompletedEarly' },
  { at: 'read', do: { wrongSize: 2 } },
];

/** Arbitraries of fast-check for tests of a client. */
export const arbitraries = {
  /** Fault plans, with swarm rates: each run draws which kinds of faults there are at all, and how often each fires. Plans
   * shrink towards no faults, and each fault towards one that fires once, at its first match. fast-check prints them in the short
   * form, where they have one.
   * @throws BadInputError for options that make no sense, or from which only plans without faults could be drawn
   */
  faultPlan(options: FaultPlanOptions = {}): fc.Arbitrary<GeneratedPlan> {
    const { classes, without, methods, most } = parseInput(optionsSchema, options, 'faultPlan');
    const drawn = possible.filter(
      (one) =>
        classes.includes(classOfEffect(one.do)) &&
        !without.some((kind) => kind === kindOf(one.do)) &&
        // That a detachment fails is said by a code that not every method has.
        (methods === undefined || one.at !== 'detach' || kindOf(one.do) !== 'return'),
    );
    if (drawn.length === 0) {
      badInput({ field: 'faultPlan.without', value: without, expected: `some effects left of ${classes.join(', ')}` });
    }
    // What is usual comes first: towards that they shrink, and it is not written.
    const rate = fc
      .record({ p: fc.constantFrom(1, 0.5, 0.2, 0.05), max: fc.constantFrom(1, 2, 5), after: fc.nat({ max: 3 }) })
      .map(({ p, max, after }) => ({ max, ...(p < 1 && { p }), ...(after > 0 && { after }) }));
    const kinds = fc.subarray(
      drawn.map((_, index) => index),
      { maxLength: Math.min(most, drawn.length) },
    );
    // A rate for each kind, drawn or not: so that leaving a fault out changes no other.
    return fc.tuple(kinds, fc.tuple(...drawn.map(() => rate))).map(([chosen, rates]) =>
      printed(
        chosen.flatMap((kind) => {
          const fault = drawn[kind];
          if (fault === undefined) return [];
          const [method, ...others] = methods ?? [];
          const when =
            method === undefined
              ? fault.when
              : { ...fault.when, method: others.length === 0 ? method : [method, ...others] };
          return [{ ...fault, id: `fault-${kind}`, ...(when === undefined ? {} : { when }), fire: rates[kind] ?? {} }];
        }),
      ),
    );
  },
};

/** A plan that fast-check prints in the short form. */
function printed(faults: FaultInput[]): GeneratedPlan {
  const plan: GeneratedPlan = { version: 1, faults };
  const text = faults.length === 0 ? undefined : shortPlan(plan);
  return text === undefined ? plan : Object.defineProperty(plan, fc.toStringMethod, { value: () => `\`${text}\`` });
}

function kindOf(effect: EffectInput): string | undefined {
  return typeof effect === 'string' ? effect : Object.keys(effect)[0];
}
