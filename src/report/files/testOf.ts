import { literal } from '../../conformance/failures/literal.js';
import type { Trace } from '../../engine/arrayApi.js';
import type { Input } from '../../engine/history/inputs.js';
import { type CallAnswer, type Done, whatWasDone } from '../facts/whatWasDone.js';

/** The text of a test of vitest's that does what a trace tells of, call by call, and expects the answers that were given, and the same
 * trace. It needs nothing but arraysim and vitest, and is JavaScript as well as TypeScript.
 * @throws BadInputError for what {@link whatWasDone} refuses
 */
export function testOf(trace: Trace, name: string): string {
  const { options, done, hash } = whatWasDone(trace);
  const { trace: _, retain: __, ...made } = options;
  // An array whose trace was longer than it keeps has another hash than none: all of it is kept.
  const lines = done.map((one) => `  ${statementOf(one)}\n`).join('');
  const imports = done.some(isLost) ? 'createArray, NoReplyError' : 'createArray';
  return `import { ${imports} } from 'arraysim';
import { expect, test } from 'vitest';

test(${literal(name === '' ? 'what was done' : name)}, () => {
  const array = createArray(${literal(made, '  ')});
${done.some(({ do: kind }) => kind === 'begin') ? '  const calls = new Map();\n' : ''}${lines}  expect(array.trace().hash).toBe('${hash}');
});
`;
}

function isLost(done: Done): boolean {
  return 'answer' in done && done.answer !== 'held' && done.answer.code === null;
}

function statementOf(done: Done): string {
  switch (done.do) {
    case 'call':
      return answered(`array.invoke(${callArguments(done.begin)})`, done.answer);
    case 'begin':
      return `calls.set(${literal(done.call)}, array.begin(${callArguments(done.begin)}));`;
    case 'finish':
      return answered(`array.finish(calls.get(${literal(done.call)}))`, done.answer);
    case 'write': {
      const { volume, write } = done.input;
      return `expect(array.host.write(${literal(volume)}, ${literal(write, '  ')}).written).toBe(${done.reply.written});`;
    }
    case 'outOfBand':
      return `expect(array.outOfBand.set(${literal(done.input.change, '  ')}).changed).toBe(${done.reply.changed});`;
    case 'other':
      return `array.${otherCall(done.input)};`;
  }
}

function callArguments({ on, method, parameters, caller }: Extract<Done, { do: 'begin' }>['begin']): string {
  const given = [on, method, parameters, ...(caller === 'client' ? [] : [{ caller }])];
  return given.map((one) => literal(one, '  ')).join(', ');
}

function answered(call: string, answer: CallAnswer): string {
  if (answer === 'held') return `expect(() => ${call}).toThrow('a fault holds it');`;
  if (answer.code === null) return `expect(() => ${call}).toThrow(NoReplyError);`;
  const { step, because } = answer.decided;
  return `expect(${call}).toMatchObject(${literal({ ReturnValue: answer.code, decided: { step, because } }, '  ')});`;
}

function otherCall(input: Extract<Done, { do: 'other' }>['input']): string {
  switch (input.do) {
    case 'step':
      return `step(calls.get(${literal(input.call)}))`;
    case 'advance':
      return `advance(${input.ms})`;
    case 'settle':
    case 'discover':
      return `${input.do}()`;
    case 'set':
      return `set(${literal(input.change, '  ')})`;
    case 'job':
      return `jobs.${input.control}(${literal(input.job)})`;
    case 'session':
      return `provider.sessions.${input.control}(${literal(input.session)})`;
    case 'faults':
      return `faults.${faultsCall(input.input)}`;
  }
}

function faultsCall(input: Extract<Input, { do: 'faults' }>['input']): string {
  if ('use' in input) return `use(${literal(input.use, '  ')})`;
  if ('add' in input) return `add(${literal(input.add, '  ')})`;
  if ('remove' in input) return `remove(${literal(input.remove)})`;
  if ('release' in input) return `release(${literal(input.release)})`;
  return input.heal === true ? 'heal()' : `heal(${literal(input.heal)})`;
}
