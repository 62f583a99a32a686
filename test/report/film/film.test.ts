import { describe, expect, test } from 'vitest';
import { Playback } from '../../../src/console/report/playback.js';
import { StorageArray } from '../../../src/engine/array.js';
import { createArray } from '../../../src/engine/createArray.js';
import { beginningOf, inputsOf, redo } from '../../../src/engine/history/replay.js';
import { filmOf, framesAtMost } from '../../../src/report/film/filmOf.js';
import { runScenario } from '../../../src/scenario/perform/run.js';
import { findScenarioFiles, readScenarioFile } from '../../../src/scenario/read/load.js';

const folder = new URL('../../../scenarios', import.meta.url).pathname;
const files = await findScenarioFiles([folder]);

// Some of all kinds: each ninth, and those of mirrors, snapshots, drives and links.
const some = files.filter(
  (file, at) => at % 9 === 0 || /mirror|snapshot|drive|link|instant|provider-restarts/.test(file),
);
const scenarios = (await Promise.all(some.map(readScenarioFile))).flatMap((all) => all.slice(0, 1));

test('there are scenarios to be filmed', () => {
  expect(scenarios.length).toBeGreaterThan(60);
});

describe('a film shows the array after each input as it is that has had the inputs until then, each in one go', () => {
  test.each(scenarios.map((scenario) => ({ name: scenario.name, scenario })))('$name', ({ scenario }) => {
    const { trace } = runScenario(scenario);
    const film = filmOf(trace);
    const playback = new Playback(film);
    const array = createArray({ ...beginningOf(trace.header), trace: false });
    const inputs = [...inputsOf(trace.entries)];
    for (const [at, { input }] of inputs.entries()) {
      redo(array, input);
      const events = (inputs[at + 1]?.number ?? trace.entries.length + 1) - 1;
      const shown = playback.at(playback.lastFrameOf(events));
      const reads = StorageArray.readsOf(array).plainly();
      expect(byId(shown.pool.values())).toEqual(byId(reads.pools()));
      expect(byId(shown.volume.values())).toEqual(byId(reads.volumes({})));
      // Jobs that a restarted provider has forgotten are on the array still.
      for (const job of byId(reads.jobs())) expect(shown.job.get(String(job.id))).toEqual(job);
    }
    expect(film.endMs).toBe(array.now);
    expect(film.events).toBe(trace.entries.length);
    expect(film.calls.length).toBe(inputs.filter(({ input }) => input.do === 'begin').length);
  });
});

test('a long run has no more frames than it may, and ends as it ended', async () => {
  const story = files.find((file) => file.endsWith('day-in-the-life-of-an-array.yaml'));
  if (story === undefined) throw new Error('the story is gone');
  const [scenario] = await readScenarioFile(story);
  if (scenario === undefined) throw new Error('the story is empty');
  const { trace } = runScenario(scenario);
  const [whole, cut] = [filmOf(trace), filmOf(trace, [], 100)];
  expect(whole.every).toBe(1);
  expect(whole.frames.length).toBeLessThan(framesAtMost);
  expect(cut.every).toBeGreaterThan(10);
  expect(cut.frames.length).toBeLessThanOrEqual(102);
  const last = (film: typeof whole) => new Playback(film).at(film.frames.length - 1);
  expect(last(cut)).toEqual(last(whole));
  expect(cut.calls).toEqual(whole.calls);
  // 9,000 events: an eighth of what a page may hold.
  expect(JSON.stringify(whole).length).toBeLessThan(1_500_000);
});

test('what a call was told stands with it, and the fault that decided', () => {
  const array = createArray({
    pools: [{ name: 'gold', size: '150 GiB' }],
    volumes: [{ name: 'db', pool: 'gold', size: '100 GiB' }],
  });
  array.createClone('db');
  array.provider.failAt('connect', 40300);
  array.createClone('db');
  const { calls, names } = filmOf(array.trace());
  expect(calls.map(({ on, method, reply }) => [on, method, reply?.code, reply?.step, reply?.because])).toEqual([
    ['db', 'CreateClone', 40002, 'array', 'free'],
    ['db', 'CreateClone', 40300, 'connect', expect.any(String)],
  ]);
  expect(calls[0]?.reply?.why).toContain('50 GiB');
  expect(calls[0]?.reply?.fault).toBeNull();
  expect(calls[1]?.reply?.fault).toBe('failAt connect 40300');
  expect(calls[0]?.steps.map(([step]) => step)).toEqual([
    'service',
    'connect',
    'tls',
    'authenticate',
    'findService',
    'readCapabilities',
    'invoke',
    'array',
  ]);
  expect(Object.values(names).toSorted()).toEqual(['db', 'gold']);
});

/** As a film has them. */
function byId(views: Iterable<object>): Record<string, unknown>[] {
  const plain = [...views].map((view) => {
    const members = Object.entries(view).map(([name, value]) => {
      if (typeof value === 'bigint') return [name, Number(value)];
      return [name, name === 'synchronization' ? (value?.id ?? value) : value];
    });
    return Object.fromEntries(members);
  });
  return plain.toSorted((one, other) => (one.id < other.id ? -1 : 1));
}
