import { describe, expect, test } from 'vitest';
import { createArray } from '../../../src/index.js';
import { scenarioOf } from '../../../src/report/files/scenarioOf.js';
import { testOf } from '../../../src/report/files/testOf.js';
import { runScenario } from '../../../src/scenario/perform/run.js';
import { findScenarioFiles, loadScenarios, readScenarioFile } from '../../../src/scenario/read/load.js';
import { runTest } from './runTest.js';

const folder = new URL('../../../scenarios', import.meta.url).pathname;
const files = await findScenarioFiles([folder]);
const some = files.filter((file, at) => at % 16 === 4 || /hold|provider-restarts|session-ends/.test(file));
const traces = (await Promise.all(some.map(readScenarioFile)))
  .flatMap((all) => all.slice(0, 1))
  .map((scenario) => ({ name: scenario.name, trace: runScenario(scenario).trace }));

test('there are runs to be repeated', () => expect(traces.length).toBeGreaterThan(10));

describe('what a run did comes to the same trace', () => {
  test.each(traces)('as a scenario: $name', ({ name, trace }) => {
    const [scenario, ...more] = loadScenarios(scenarioOf(trace, name, 'Written down.'));
    if (scenario === undefined) throw new Error('nothing was written');
    expect(more).toEqual([]);
    const run = runScenario(scenario);
    expect(run.failures).toEqual([]);
    expect({ name: run.name, hash: run.trace.hash }).toEqual({ name, hash: trace.hash });
  });

  test.each(traces)('as a test: $name', ({ name, trace }) => runTest(testOf(trace, name)));
});

const hostile = [
  'it\'s "quoted" \\ `$name`',
  '<script>alert(1)</script>',
  'two\nlines\r\n\u2028and more\u0000\u001b[31m',
  '\u202egnp.exe',
  '- a: list',
  '#: {}[]&*!|>%@',
  '2016',
  'null',
  '~',
  ' blank ',
  '__proto__',
  '',
];

/** An array of a small room, and everything that can be done to one. */
function busyArray() {
  const array = createArray({
    name: 'busy',
    seed: 3,
    startsAt: new Date('2026-11-28T09:00:00Z'),
    pools: [{ name: 'gold', size: 250n * 1024n ** 3n }],
    volumes: [{ name: 'db', pool: 'gold', size: '100 GiB', written: '60 GiB' }],
    accounts: [{ name: 'service', password: 'very secret' }],
    credential: { username: 'service', password: 'very secret' },
  });
  for (const ElementName of hostile)
    array.invoke('db', 'CreateClone', { ElementName }, { caller: ElementName || 'me' });
  array.faults.use('lost = serviceReply 1*: loseReply\nlate = jobPercent@99: failJob failed');
  array.faults.add('held = array 1*: hold here');
  array.faults.add({ id: 'gone', at: 'connect', do: { return: 43027 } });
  array.faults.remove('gone');
  const call = array.begin('db', 'CreateClone', { ElementName: 'begun', username: 'service', password: 'wrong' });
  array.step(call);
  array.advance('90 s');
  array.faults.heal(['late']);
  array.outOfBand.create({ name: 'other', pool: 'gold', size: '1 GiB' });
  array.outOfBand.set({ delete: 'gold' });
  array.host.write('db', { offset: 0, length: 4096n, tag: 'monday' });
  array.set({ pool: 'gold', state: 'readOnly' });
  array.host.write('other', { offset: 0, length: '1 MiB', tag: 'refused' });
  array.set({ volume: 'db', exposed: true });
  array.discover();
  array.provider.failAt('invoke', 43008);
  return { array, call };
}

test('whatever can be done, and whatever is in a text, is written down so that it can be read again', () => {
  const { array, call } = busyArray();
  expect(() => array.finish(call)).not.toThrow();
  array.settle();
  array.faults.heal();
  const trace = array.trace();
  for (const name of ['all of it', ...hostile]) {
    const [scenario] = loadScenarios(scenarioOf(trace, name));
    if (scenario === undefined) throw new Error('nothing was written');
    const run = runScenario(scenario);
    expect(run.failures).toEqual([]);
    expect(run.trace.hash).toBe(trace.hash);
    expect(scenario.name).toBe(name || 'What was done');
  }
  runTest(testOf(trace, "it's"));
  expect(scenarioOf(trace, 'all')).not.toContain('secret');
});

test('a reply that is lost, and a call that is held, are expected', () => {
  const array = createArray({
    pools: [{ name: 'gold', size: '1 TiB' }],
    volumes: [{ name: 'db', pool: 'gold', size: '1 GiB' }],
    faults: 'lost = serviceReply 1*: loseReply reset',
  });
  expect(() => array.createClone('db', { ElementName: 'lost' })).toThrow('no reply came');
  runTest(testOf(array.trace(), 'lost'));
  expect(scenarioOf(array.trace(), 'lost')).toContain('code: noReply');
  array.faults.add('here = array 1*: hold here');
  expect(() => array.invoke('db', 'CreateClone')).toThrow('a fault holds it');
  const expected = 'a call that a fault holds before it is answered';
  expect(() => scenarioOf(array.trace(), 'held')).toThrow(expected);
  runTest(testOf(array.trace(), 'held'));
});

test('nothing is written of nothing, of what did not begin here, or of more than a file holds', () => {
  const array = createArray({ retain: 5, pools: [{ name: 'gold', size: '1 GiB' }] });
  expect(() => scenarioOf(array.trace(), 'none')).toThrow('something that was done');
  const long = createArray({ pools: [{ name: 'gold', size: '1 GiB' }] });
  long.invoke('gold', 'Pool.CreateStorageVolume', { ElementName: 'x'.repeat(1024 * 1024) });
  expect(() => scenarioOf(long.trace(), 'long')).toThrow("at most 1048576 bytes in a scenario's file");
  runTest(testOf(long.trace(), 'long'));
  for (let at = 0; at < 10; at++) array.advance(1);
  expect(() => testOf(array.trace(), 'cut')).toThrow("larger 'retain'");
});
