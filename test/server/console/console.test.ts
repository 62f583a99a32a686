import { describe, expect, test } from 'vitest';
import { runScenario } from '../../../src/scenario/perform/run.js';
import { loadScenarios } from '../../../src/scenario/read/load.js';
import { console } from './consoles.js';

const clone = { on: 'db', method: 'CreateClone', parameters: { ElementName: 'nightly' } };

test('a clone from its call to its end, a shortage that is explained, a fork that goes another way, and the way back', async () => {
  const one = await console();
  const events = await one.listen();
  const session = await events.until((came) => came.find(({ event }) => event === 'session'));
  expect(session.data).toMatchObject({
    title: 'A test',
    version: '2016',
    universes: [{ id: 'u1', label: 'main', step: 0, counts: { volume: { online: 1 } }, time: { nowMs: 0, speed: 0 } }],
  });
  const accepted = await one.act('call', clone);
  expect(accepted).toMatchObject({ inFlight: false, step: 1, reply: { ReturnValue: 4096 } });
  await events.until((came) => came.find(({ event, data }) => event === 'frame' && 'step' in data && data.step === 1));
  expect(events.of('frame').at(-1)).toMatchObject({
    universe: 'u1',
    counts: { volume: { online: 1, starting: 1 }, job: { starting: 1 } },
    history: [{ number: 1, kind: 'call', decided: { code: 4096, because: 'jobStarted' }, call: accepted.call }],
  });
  await one.act('settle', {});
  expect(await one.ask('/api/universes/{universe}/volumes', {}, { search: 'NIGHT' })).toMatchObject({
    total: 1,
    items: [{ name: 'nightly', state: 'online' }],
  });

  await one.act('arm', { form: 'stealCapacity', values: { pool: 'gold' } });
  const refused = await one.act('call', clone);
  expect(refused.reply).toMatchObject({ ReturnValue: 40002 });
  const { rows, decided } = await one.ask('/api/universes/{universe}/calls/{call}/rows', { call: refused.call });
  const why = 'needs 100 GiB, pool gold has 0 B free of 250 GiB (200 GiB used, 0 B reserved)';
  expect(decided).toMatchObject({ code: 40002, because: 'free', why });
  const answered = rows.findIndex(({ verdict }) => verdict === 'answered');
  expect(rows[answered]).toMatchObject({ step: 'array', because: 'free', why });
  expect(
    rows
      .map(({ verdict }, at) => [verdict, Math.sign(at - answered)])
      .filter(([verdict, side]) => verdict !== ['passed', 'answered', 'notReached'][Number(side) + 1]),
  ).toEqual([]);

  const forked = await one.act('fork', { step: 2 });
  expect(forked).toMatchObject({ id: 'u2', parent: { universe: 'u1', step: 2 }, step: 2 });
  await one.act('call', { on: 'nightly', method: 'StorageVolume.Delete' }, 'u2');
  const { elements, text } = await one.ask('/api/universes/{universe}/compare/{other}', { other: 'u2' });
  expect(elements).toContainEqual(expect.objectContaining({ kind: 'volume', name: 'nightly', where: 'left' }));
  expect(text).toContain('nightly');

  await one.act('rewind', { step: 2 });
  expect((await one.ask('/api/universes/{universe}/history')).items.map((step) => step.text)).toEqual([
    'CreateClone of db (ElementName nightly)',
    'time passes until nothing works',
  ]);
  await events.until((came) =>
    came.find(({ event, data }) => event === 'universe' && 'id' in data && data.id === 'u1'),
  );
});

describe('what was done is exported, and a run of it has the same hash', () => {
  test('as a scenario', async () => {
    const one = await console();
    await one.act('call', clone);
    await one.act('advance', { by: '30 s' });
    const { step, hash } = await one.act('call', clone);
    expect(step).toBe(3);
    const file = await one.ask('/api/universes/{universe}/export/{form}', { form: 'scenario' });
    expect(file).toMatchObject({ fileName: 'a-test.yaml', hash });
    const [scenario] = loadScenarios(file.text);
    if (scenario === undefined) throw new Error('nothing was exported');
    const run = runScenario(scenario);
    expect(run.failures).toEqual([]);
    expect(run.trace.hash).toBe(hash);
  });
});
