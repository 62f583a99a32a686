import type { Trace } from '../../engine/arrayApi.js';
import type { HostReply } from '../../engine/controls/host.js';
import type { OutOfBandReply } from '../../engine/controls/outOfBand.js';
import { createArray } from '../../engine/createArray.js';
import type { Input } from '../../engine/history/inputs.js';
import { beginningOf, inputsOf, redo } from '../../engine/history/replay.js';
import type { ArrayOptions } from '../../engine/options.js';
import { badInput } from '../../vocabulary/input/badInput.js';
import { type Decision, NoReplyError } from '../../vocabulary/methods/call.js';
import type { AnyReply } from '../../vocabulary/methods/replies.js';

/** What was done to an array from its beginning on, and what came of it: what a scenario or a test repeats. */
interface WhatWasDone {
  /** What the array was made with. */
  readonly options: ArrayOptions;
  readonly done: readonly Done[];
  /** Of the trace; whoever does the same has the same. */
  readonly hash: string;
}

/** One thing that was done. */
export type Done =
  /** A call from its beginning to its reply. */
  | { readonly do: 'call'; readonly begin: BeginInput; readonly call: string; readonly answer: CallAnswer }
  | { readonly do: 'begin'; readonly begin: BeginInput; readonly call: string }
  | { readonly do: 'finish'; readonly call: string; readonly answer: CallAnswer }
  | { readonly do: 'write'; readonly input: Extract<Input, { do: 'write' }>; readonly reply: HostReply }
  | { readonly do: 'outOfBand'; readonly input: Extract<Input, { do: 'outOfBand' }>; readonly reply: OutOfBandReply }
  | {
      readonly do: 'other';
      readonly input: Exclude<Input, { do: 'begin' | 'finish' | 'write' | 'outOfBand' }>;
    };

type BeginInput = Extract<Input, { do: 'begin' }>;

/** What a call was answered: `held` where a fault kept it in flight, and no code where the reply was lost. */
export type CallAnswer =
  | 'held'
  | { readonly code: number | null; readonly decided: Pick<Decision, 'step' | 'because' | 'fault'> };

/** Repeats a trace, and tells what was done in it.
 * @throws BadInputError for a trace that does not begin at the array's beginning, and for one without anything that was done
 */
export function whatWasDone({ header, entries, hash }: Trace): WhatWasDone {
  const array = createArray(beginningOf(header));
  const done: Done[] = [];
  for (const { input } of inputsOf(entries)) {
    const output = redo(array, input);
    const last = done.at(-1);
    if (input.do !== 'finish') done.push(doneBy(input, output));
    else if (last?.do === 'begin' && last.call === input.call)
      done.splice(-1, 1, { ...last, do: 'call', answer: answerOf(output) });
    else done.push({ do: 'finish', call: input.call, answer: answerOf(output) });
  }
  if (done.length === 0) badInput({ field: 'trace', value: undefined, expected: 'something that was done' });
  const repeated = array.trace().hash;
  if (repeated !== hash) throw new Error(`a repeated trace has the hash ${repeated}, and not ${hash}`);
  // What it began with says nothing of how it was recorded.
  return { options: header.options ?? {}, done, hash };
}

function doneBy(input: Exclude<Input, { do: 'finish' }>, output: unknown): Done {
  switch (input.do) {
    case 'begin':
      // `perform` answers each kind of input with what it has for it.
      return { do: 'begin', begin: input, call: output as string };
    case 'write':
      return { do: 'write', input, reply: output as HostReply };
    case 'outOfBand':
      return { do: 'outOfBand', input, reply: output as OutOfBandReply };
    default:
      return { do: 'other', input };
  }
}

function answerOf(output: unknown): CallAnswer {
  if (output === undefined) return 'held';
  if (output instanceof NoReplyError) return { code: null, decided: output.decided };
  const { ReturnValue: code, decided } = output as AnyReply;
  return { code, decided };
}
