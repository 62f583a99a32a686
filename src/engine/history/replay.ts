import { z } from 'zod';
import { hashOf } from '../../determinism/hash.js';
import type { TraceEntry, TraceEvent } from '../../store/traceLog.js';
import { atFirstUse } from '../../vocabulary/input/atFirstUse.js';
import { BadInputError, badInput, parseInput } from '../../vocabulary/input/badInput.js';
import { NoReplyError } from '../../vocabulary/methods/call.js';
import { callables } from '../../vocabulary/methods/names.js';
import type { StorageArray } from '../array.js';
import type { TraceHeader } from '../arrayApi.js';
import { type JobControl, jobControls, sessionControls } from '../arrayApi.js';
import { createArray } from '../createArray.js';
import type { ArrayOptions } from '../options.js';
import type { Input } from './inputs.js';
import { perform } from './perform.js';

/** What came of a replay: the same trace, or the first event that is another one. */
export type Replay =
  | { readonly kind: 'same'; readonly events: number; readonly hash: string }
  | {
      readonly kind: 'different';
      /** Of the first entry that differs, from 1 on. */
      readonly number: number;
      /** Undefined where one side has ended already. */
      readonly recorded: TraceEntry | undefined;
      readonly repeated: TraceEntry | undefined;
      /** Why the array did not take an input that it took when the trace was recorded; '' when it took all of them. */
      readonly refusal: string;
    };

/** Makes the array of a trace again, repeats every input in order, and compares what happens, hash by hash.
 *
 * Ids come out as they were recorded, because nothing but seed and inputs decides about them.
 * @param make what makes the array; another engine's maker shows where that engine goes another way
 * @throws BadInputError when the trace does not begin at the array's beginning, or an input is malformed
 */
export function replay(
  header: TraceHeader,
  entries: readonly TraceEntry[],
  make: (options: ArrayOptions) => StorageArray = createArray,
): Replay {
  const array = make(beginningOf(header));
  const refusal = repeat(array, entries);
  const { entries: repeated, hash } = array.trace();
  const longest = Math.max(entries.length, repeated.length);
  for (let at = 0; at < longest; at++) {
    if (isSame(entries[at], repeated[at])) continue;
    return { kind: 'different', number: at + 1, recorded: entries[at], repeated: repeated[at], refusal };
  }
  return { kind: 'same', events: entries.length, hash };
}

/** The options of the array of a trace, to be made again.
 * @throws BadInputError when the trace does not begin at the array's beginning
 */
export function beginningOf({ options, dropped }: TraceHeader): ArrayOptions {
  if (options === null) {
    const expected = 'the options of an array: one that was loaded has no trace';
    badInput({ field: 'trace.options', value: options, expected });
  }
  if (dropped > 0) {
    const expected = `0: without its first ${dropped} events a trace cannot be replayed (create the array with a larger 'retain')`;
    badInput({ field: 'trace.dropped', value: dropped, expected });
  }
  // Nobody takes the steps of a replay back.
  const { history: _, ...others } = options;
  // A replay that goes another way may be longer than what it is held against.
  return { ...others, trace: true, retain: Number.MAX_SAFE_INTEGER };
}

/** @returns why an input was refused, and with it the end of the replay; '' when none was */
function repeat(array: StorageArray, entries: readonly TraceEntry[]): string {
  for (const { input } of inputsOf(entries)) {
    try {
      redo(array, input);
    } catch (refusal) {
      // Only accepted inputs are recorded, so this array has gone another way than the recorded one.
      if (refusal instanceof BadInputError) return refusal.message;
      throw refusal;
    }
  }
  return '';
}

/** The inputs of a trace, in order, with the numbers of their events.
 * @throws BadInputError for one that is malformed
 */
export function* inputsOf(
  entries: readonly TraceEntry[],
): Generator<{ readonly number: number; readonly input: Input }> {
  for (const { number, event } of entries) {
    if (event.kind === 'input') yield { number, input: readInput(event, `trace.entries[${number - 1}].event`) };
  }
}

/** Does an input of a trace once more.
 * @returns what came of it; of a reply that was lost again the error, and undefined for a call that a fault holds still
 */
export function redo(array: StorageArray, input: Input): unknown {
  try {
    return perform(array, input);
  } catch (refusal) {
    if (refusal instanceof NoReplyError) return refusal;
    // A call that a fault holds when it is to be finished is in flight still.
    if (refusal instanceof BadInputError && input.do === 'finish' && refusal.field === 'finish') return undefined;
    throw refusal;
  }
}

function isSame(recorded: TraceEntry | undefined, repeated: TraceEntry | undefined): boolean {
  if (recorded === undefined || repeated === undefined || recorded.hash !== repeated.hash) return false;
  // A recorded event may have been changed without its hash.
  const [left, right] = [hashOf(recorded.event), hashOf(repeated.event)];
  return left.hi === right.hi && left.lo === right.lo;
}

const text = z.string();
// The keys of an object literal are its names: `Object.keys` only forgets the type.
const controls = Object.keys(jobControls) as JobControl[];

/** The outer form of each kind of {@link Input}; parameters, changes and codes are judged by the array itself. One that is forgotten
 * here does not compile.
 */
const inputSchema = atFirstUse(() => {
  const members = {
    begin: { method: z.enum(callables), on: text, parameters: z.record(text, z.unknown()), caller: text },
    step: { call: text },
    finish: { call: text },
    advance: { ms: z.number() },
    settle: {},
    discover: {},
    set: { change: z.record(text, z.unknown()) },
    outOfBand: { change: z.record(text, z.unknown()) },
    faults: { input: z.record(text, z.unknown()) },
    write: { volume: text, write: z.record(text, z.unknown()) },
    job: { job: text, control: z.enum(controls) },
    session: { session: text, control: z.enum(sessionControls) },
  } satisfies Readonly<Record<Input['do'], z.ZodRawShape>>;

  const forms = Object.entries(members).map(([kind, shape]) => z.object({ do: z.literal(kind), ...shape }));

  // There is one at least.
  return z.discriminatedUnion('do', forms as [(typeof forms)[number], ...typeof forms]);
});

function readInput(event: TraceEvent, field: string): Input {
  const input = parseInput(inputSchema(), event, field);
  // `parameters` and `change` are what a caller of the array may write; the array reads them by their own schemas.
  return input as unknown as Input;
}
