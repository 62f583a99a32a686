import { stringify } from 'yaml';
import type { Trace } from '../../engine/arrayApi.js';
import type { Input } from '../../engine/history/inputs.js';
import { scenarioSizeLimit } from '../../scenario/read/load.js';
import { badInput } from '../../vocabulary/input/badInput.js';
import { type CallAnswer, type Done, whatWasDone } from '../facts/whatWasDone.js';

/** A scenario, as `arraysim run` takes it, that does what a trace tells of and comes to the same trace. Each call expects the answer that it
 * was given.
 * @param about what the file says of it beside its name
 * @throws BadInputError for what {@link whatWasDone} refuses, for what no scenario can say, and for one that would be larger than scenarios
 * may be
 */
export function scenarioOf(trace: Trace, name: string, about = ''): string {
  const { options, done } = whatWasDone(trace);
  const { seed = 0, version, trace: _, retain: __, ...array } = options;
  const written = {
    name: name === '' ? 'What was done' : name,
    ...(about && { about }),
    seed,
    ...(version && { version }),
    array,
    steps: done.map(stepOf),
  };
  const text = stringify(written, { lineWidth: 120, aliasDuplicateObjects: false, defaultStringType: 'PLAIN' });
  const bytes = Buffer.byteLength(text);
  if (bytes > scenarioSizeLimit)
    badInput({ field: 'export', value: bytes, expected: `at most ${scenarioSizeLimit} bytes in a scenario's file` });
  return text;
}

type Written = Readonly<Record<string, unknown>>;

/** A call is labelled by its id. */
function stepOf(done: Done): Written {
  switch (done.do) {
    case 'call':
      return { ...callOf(done), expect: expected(done.answer) };
    case 'begin':
      return { begin: callOf(done) };
    case 'finish':
      return { finish: done.call, expect: expected(done.answer) };
    case 'write': {
      const { volume: to, write } = done.input;
      const { reply } = done;
      const expect = reply.written ? {} : { expect: { written: false, because: reply.because } };
      return { write: { to, ...write }, ...expect };
    }
    case 'outOfBand': {
      const { reply } = done;
      return {
        outOfBand: done.input.change,
        ...(reply.changed ? {} : { expect: { changed: false, because: reply.because } }),
      };
    }
    case 'other':
      return otherStep(done.input);
  }
}

function callOf({ begin: { method, on, parameters, caller }, call }: Extract<Done, { do: 'call' | 'begin' }>): Written {
  const given = Object.keys(parameters).length === 0 ? {} : { with: parameters };
  return { call: method, on, ...given, as: call, ...(caller === 'client' ? {} : { caller }) };
}

function expected(answer: CallAnswer): Written {
  if (answer === 'held')
    return badInput({
      field: 'export',
      value: 'a call that a fault holds before it is answered',
      expected:
        'what a scenario can say: one that is begun, released, and then finished; a test and a trace say the rest',
    });
  const { code, decided } = answer;
  return { code: code ?? 'noReply', step: decided.step, because: decided.because };
}

function otherStep(input: Extract<Done, { do: 'other' }>['input']): Written {
  switch (input.do) {
    case 'step':
      return { step: { call: input.call } };
    case 'advance':
      return { advance: input.ms };
    case 'settle':
    case 'discover':
      return { [input.do]: true };
    case 'set':
      return { set: input.change };
    case 'job':
      return { job: { of: input.job, do: input.control } };
    case 'session':
      return { session: { of: input.session, do: input.control } };
    case 'faults':
      return faultsStep(input.input);
  }
}

function faultsStep(input: Extract<Input, { do: 'faults' }>['input']): Written {
  if ('use' in input) return { faults: input.use };
  if ('add' in input) return { addFault: input.add };
  if ('remove' in input) return { removeFault: input.remove };
  return 'release' in input ? { release: input.release } : { heal: input.heal };
}
