import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { conform } from '../../../src/conformance/conform.js';
import { simulatorDriver } from '../../../src/subjects/simulator.js';
import type { ProfileChoice } from '../../../src/vocabulary/profile/choice.js';

/** Ways of the charts that a run came by on none of its own, but for the pools' end: no driver removes a pool. */
async function missing(profile: ProfileChoice, deep: boolean): Promise<Record<string, string[]>> {
  const driver = simulatorDriver({ profile });
  const { coverage, verdict } = await conform(driver, { levels: ['jobs'], runs: 1, deep });
  expect(verdict).not.toBe('does not conform');
  const parts = coverage.parts.filter(({ title }) => title.startsWith(deep ? 'transition pairs' : 'transitions'));
  return Object.fromEntries(
    parts.map(({ title, cells }) => [
      title.replace(/.* of /, ''),
      cells.flatMap(({ name, count }) =>
        count > 0 || (title.endsWith('pool') && name.endsWith('-> gone')) ? [] : [name],
      ),
    ]),
  );
}

/** All ways of a subject's volumes. */
function waysOf(profile: ProfileChoice): string[] {
  const { transitions = {} } = simulatorDriver({ profile }).charts.volume ?? {};
  return Object.entries(transitions).flatMap(([from, events]) => Object.values(events).map((to) => `${from} -> ${to}`));
}

/** What locks a volume for its deletion, and the ways out of that. */
const lock = ['online', 'degraded']
  .map((from) => `${from} -> deleting`)
  .concat(['gone', 'online', 'failed'].map((to) => `deleting -> ${to}`));

/** Waiting jobs are stopped at once, and a target that fails while it is copied to is taken back at once. */
const atOnce = { job: ['new -> shuttingDown'], volume: ['starting -> failed'], pool: [] };

test('each transition of the charts is walked that takes time', async () => {
  expect(await missing('full-copy', false)).toEqual(atOnce);
  expect(await missing('remote-only', false)).toEqual(atOnce);
});

test('also the way through the lock of a deletion, where a job deletes', async () => {
  const byJob = { base: 'full-copy', deletion: { by: 'job', takes: '3 s' } } as const;
  expect(await missing(byJob, false)).toEqual(atOnce);
  expect(waysOf(byJob)).toEqual(expect.arrayContaining(lock));
  expect(waysOf('full-copy').filter((way) => way.includes('deleting'))).toEqual([]);
});

test('also where failed targets stay', async () => {
  expect(await missing('legacy-2012', false)).toEqual({ ...atOnce, volume: [] });
});

test('and of volumes and pools where clones are made within the call, or not at all', async () => {
  const born = ['starting -> gone', 'starting -> online', 'starting -> failed'];
  expect(await missing('sync-only', false)).toEqual({ volume: born, pool: [] });
  expect(await missing('snapshot-only', false)).toEqual({ volume: born, pool: [] });
  expect(await missing('instant-clone', false)).toEqual({ ...atOnce, volume: born });
});

test('each pair of them is walked when asked for', async () => {
  const { job, volume, pool } = await missing('full-copy', true);
  expect(job?.every((pair) => pair.startsWith('new -> shuttingDown'))).toBe(true);
  expect(volume?.every((pair) => pair.startsWith('starting -> failed'))).toBe(true);
  expect(pool).toEqual([]);
});

test('the page on conformance names what is not walked', async () => {
  const text = await readFile(new URL('../../../src/conformance/README.md', import.meta.url), 'utf8');
  const paragraphs = text.split('\n\n').map((one) => one.replaceAll('\n', ' '));
  const paragraph = paragraphs.find((one) => one.includes('`arraysim conform sim --deep`')) ?? '';
  const quoted = [...paragraph.matchAll(/`(\w+ -> \w+)`/g)].map(([, name]) => name);
  expect(quoted).toEqual([...atOnce.job, ...atOnce.volume]);
});
