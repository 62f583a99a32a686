import { describe, expect, test } from 'vitest';
import { StorageArray } from '../../../src/engine/array.js';
import { createArray } from '../../../src/engine/createArray.js';
import { beginningOf, inputsOf, redo } from '../../../src/engine/history/replay.js';
import { runScenario } from '../../../src/scenario/perform/run.js';
import { findScenarioFiles, readScenarioFile } from '../../../src/scenario/read/load.js';
import { rowsOfCall } from '../../../src/server/console/rows.js';
import type { AnyReply } from '../../../src/vocabulary/methods/replies.js';
import type { CallId } from '../../../src/vocabulary/units/ids.js';

const folder = new URL('../../../scenarios', import.meta.url).pathname;
const files = (await findScenarioFiles([folder])).filter((file, at) => at % 12 === 2 || /hold|restart/.test(file));
const scenarios = (await Promise.all(files.map(readScenarioFile))).flatMap((all) => all.slice(0, 1));

test('there are runs whose calls are explained', () => expect(scenarios.length).toBeGreaterThan(8));

describe('the row that answered is the first that applies, in the words of the reply', () => {
  test.each(scenarios.map((scenario) => ({ name: scenario.name, scenario })))('$name', ({ scenario }) => {
    const { trace } = runScenario(scenario);
    const array = createArray(beginningOf(trace.header));
    const begun = new Map<string, StorageArray>();
    let explained = 0;
    for (const { input } of inputsOf(trace.entries)) {
      const before = array.fork();
      const output = redo(array, input);
      if (input.do === 'begin') begun.set(String(output), before);
      const from = input.do === 'finish' ? begun.get(input.call) : undefined;
      if (from === undefined || output === undefined || input.do !== 'finish') continue;
      const { decided, ExtendedStatus: status } = output as AnyReply;
      const hash = array.trace().hash;
      const told = rowsOfCall(from, array, input.call as CallId);
      // To explain a call changes nothing.
      expect(array.trace().hash).toBe(hash);
      expect(told.decided).toMatchObject({
        step: decided.step,
        because: decided.because,
        why: status?.SMMessage ?? '',
      });
      const answered = told.rows.filter(({ verdict }) => verdict === 'answered');
      const isRow = told.rows.some(({ step, because }) => step === decided.step && because === decided.because);
      expect(isRow || ['success', 'jobStarted', 'replyLost', 'requestLost'].includes(decided.because)).toBe(true);
      expect(answered.map(({ step, because }) => ({ step, because }))).toEqual(
        isRow ? [{ step: decided.step, because: decided.because }] : [],
      );
      // What was passed did not apply: a fault may have asked for what stands behind it.
      for (const { verdict, why, cause } of told.rows) {
        if (verdict === 'notReached') expect(why).toBe('');
        if (verdict === 'passed' && why !== 'only a fault leads here') expect(why === cause).toBe(false);
      }
      explained++;
    }
    expect(explained).toBeGreaterThan(0);
  });
});

test('numbers are said where there are any, whether a row applies or not', () => {
  const array = createArray({
    pools: [{ name: 'gold', size: '350 GiB' }],
    volumes: [{ name: 'db', pool: 'gold', size: '100 GiB' }],
  });
  const explain = (act: () => unknown) => {
    const before = array.fork();
    act();
    const { calls, codecs } = StorageArray.worldOf(array);
    const call = codecs.call.encode((calls.length - 1) as Parameters<typeof codecs.call.encode>[0]);
    const { rows } = rowsOfCall(before, array, call);
    return Object.fromEntries(
      rows.map(({ step, because, verdict, why }) => [`${step} ${because}`, `${verdict}: ${why}`]),
    );
  };
  expect(explain(() => array.createClone('db'))).toMatchObject({
    'service role': "passed: not on this system: the caller's role may not manage storage",
    'connect sessions': "passed: 0 of the provider's 32 sessions are taken",
    'array free': 'passed: needs 100 GiB, pool gold has 250 GiB free of 350 GiB (100 GiB used, 0 B reserved)',
    'array volumes': expect.stringMatching(/^passed: the array has 1 of at most \d+ volumes$/),
  });
  array.createClone('db');
  array.faults.add('thief = array 1*: stealCapacity 20 GiB pool=gold');
  // A fault that fires at a step has fired when its rows are judged.
  expect(explain(() => array.createClone('db'))).toMatchObject({
    'array free': 'answered: needs 100 GiB, pool gold has 30 GiB free of 350 GiB (100 GiB used, 200 GiB reserved)',
    'array volumes': 'notReached: ',
  });
  array.faults.add('forced = connect 1*: return 43027');
  expect(explain(() => array.createClone('db'))).toMatchObject({
    'connect unreachable': expect.stringMatching(/^passed: /),
    'connect sessions': expect.stringMatching(/^answered: .*\(fault 'forced'\)$/),
    'connect shuttingDown': 'notReached: ',
  });
});

test('a call with a password of its own is explained as it was answered, and the password is shown nowhere', () => {
  const array = createArray({
    pools: [{ name: 'gold', size: '350 GiB' }],
    volumes: [{ name: 'db', pool: 'gold', size: '100 GiB' }],
    accounts: [{ name: 'ann', password: 'very secret' }],
  });
  const explain = (password: string) => {
    const before = array.fork();
    const call = array.begin('db', 'CreateClone', { username: 'ann', password });
    array.finish(call);
    return rowsOfCall(before, array, call);
  };
  const [wrong, right] = [explain('guessed'), explain('very secret')];
  expect(wrong.decided).toMatchObject({ because: 'wrongCredentials' });
  expect(right.decided).toMatchObject({ because: 'jobStarted' });
  expect(JSON.stringify([wrong, right])).not.toMatch(/guessed|secret/);
});
