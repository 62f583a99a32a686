import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { RunStep } from '../../../src/conformance/run/steps.js';
import { clone } from '../../conformance/clone.js';
import { arraysim, type Ran } from '../inProcess.js';

let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'arraysim-'));
  const driver = `import { simulator } from ${JSON.stringify(new URL('../../../src/conformance.ts', import.meta.url).href)};
export default () => {
  const driver = simulator('full-copy');
  return {
    name: 'alone',
    capabilities: () => ({ ...driver.capabilities(), actions: [], faults: [] }),
    reset: (tier) => driver.reset(tier),
    call: (...call) => driver.call(...call),
    observe: (query) => driver.observe(query),
  };
};
`;
  await writeFile(join(folder, 'alone.mjs'), driver);
});
afterAll(() => rm(folder, { recursive: true }));

async function replayed(property: string, steps: readonly RunStep[], ...args: readonly string[]): Promise<Ran> {
  const recorded = { format: 'arraysim-conformance', version: 2, subject: 'another', property, message: 'broken' };
  await writeFile(join(folder, 'x.json'), JSON.stringify({ ...recorded, run: { tier: 'roomy', steps } }));
  return arraysim(['conform', ...args, '--replay', 'x.json'], { folder });
}

test('a run in which the property came up holds', async () => {
  const { code, out } = await replayed('OUT-4096', [{ do: 'call', ...clone('alpha') }]);
  expect([code, out]).toEqual([0, expect.stringMatching(/\nIt holds in this run\.\n$/)]);
});

test('a run in which nothing of the property came up does not show that it holds', async () => {
  const steps: RunStep[] = [{ do: 'call', ...clone('middle') }];
  const { code, out } = await replayed('OUT-0', steps);
  expect([code, out]).toEqual([
    3,
    expect.stringContaining('Inconclusive: nothing in this run was for OUT-0 to judge.'),
  ]);
  expect(JSON.parse((await replayed('OUT-0', steps, '--json')).out)).toMatchObject({ holds: null, message: null });
});

test('a step that probes what no property has is bad input', async () => {
  const { code, err } = await replayed('UNDO', [
    { do: 'look' },
    { do: 'probe', property: 'UNDOO', calls: [clone('alpha')], number: 0 },
  ]);
  expect([code, err]).toEqual([
    2,
    expect.stringMatching(/^arraysim: x\.json\.run\.steps\[1\]\.property: got 'UNDOO', /),
  ]);
});

test('a step that the driver has no member for leaves the question open', async () => {
  const steps: RunStep[] = [{ do: 'overlap', calls: [clone('alpha'), clone('alpha')], order: [0, 1] }];
  const { code, err } = await replayed('LINEARIZABLE', steps, './alone.mjs');
  expect([code, err]).toEqual([3, 'arraysim: inconclusive: the driver has no overlap\n']);
  const { out } = await replayed('LINEARIZABLE', steps, './alone.mjs', '--json');
  expect(JSON.parse(out)).toMatchObject({ holds: null, why: 'the driver has no overlap', answers: [] });
});

test('what came of a run is told, too, when the driver cannot be closed', async () => {
  const closing = `import make from './alone.mjs';
export default { ...make(), close: () => { throw new Error('no way out'); } };
`;
  await writeFile(join(folder, 'closing.mjs'), closing);
  const { code, out, err } = await replayed('OUT-4096', [{ do: 'call', ...clone('alpha') }], './closing.mjs');
  expect([code, out]).toEqual([3, expect.stringMatching(/\nIt holds in this run\.\n$/)]);
  expect(err).toBe("arraysim: inconclusive: the driver of 'alone': close threw Error: no way out\n");
});
