import { describe, expect, test } from 'vitest';
import { replay } from '../../../src/engine/history/replay.js';
import { readTraces } from '../../../src/report/files/trace.js';
import { runScenario } from '../../../src/scenario/perform/run.js';
import { loadScenarios } from '../../../src/scenario/read/load.js';
import { runTest } from '../../report/files/runTest.js';
import { json, send } from '../servers.js';
import { console, small } from './consoles.js';

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
  /** Much of what can be done. */
  async function busy() {
    const one = await console();
    await one.act('arm', { form: 'loseReply', values: {} });
    expect(await one.act('call', clone)).toMatchObject({
      inFlight: false,
      reply: null,
      decided: { because: 'replyLost' },
    });
    await one.act('arm', { text: 'gate = array 1*: hold here' });
    const { call } = await one.act('call', { ...clone, on: 'db', caller: 'ann' });
    await one.act('set', { change: { pool: 'gold', size: '800 GiB' } });
    await one.act('next', {});
    await one.act('write', { volume: 'db', offset: 0, length: '1 GiB', tag: 'monday' });
    await one.act('outOfBand', { change: { delete: 'gold' } });
    await one.act('release', { tag: 'here' });
    await one.act('finish', { call });
    await one.act('heal', { faults: ['gate'] });
    await one.act('settle', {});
    const { step, hash } = await one.act('discover', {});
    expect(step).toBe(13);
    return { one, hash };
  }

  test('as a scenario', async () => {
    const { one, hash } = await busy();
    const file = await one.ask('/api/universes/{universe}/export/{form}', { form: 'scenario' });
    expect(file).toMatchObject({ fileName: 'a-test.yaml', hash });
    const [scenario] = loadScenarios(file.text);
    if (scenario === undefined) throw new Error('nothing was exported');
    const run = runScenario(scenario);
    expect(run.failures).toEqual([]);
    expect(run.trace.hash).toBe(hash);
  });

  test('as a trace', async () => {
    const { one, hash } = await busy();
    const file = await one.ask('/api/universes/{universe}/export/{form}', { form: 'trace' });
    expect(file).toMatchObject({ fileName: 'a-test.trace', hash });
    const [trace] = readTraces(file.text, file.fileName);
    if (trace === undefined) throw new Error('nothing was exported');
    expect(replay(trace.header, trace.entries)).toMatchObject({ kind: 'same', hash });
  });

  test('as a test of vitest’s', async () => {
    const { one, hash } = await busy();
    const forked = await one.act('fork', { label: 'Another: way!' });
    const file = await one.ask('/api/universes/{universe}/export/{form}', { universe: forked.id, form: 'vitest' });
    expect(file).toMatchObject({ fileName: 'a-test-another-way.test.ts', hash });
    runTest(file.text);
  });
});

test('the array of a server, with what its clients do in it', async () => {
  const user = { name: 'ann', password: 'secret', role: 'administrator' } as const;
  const one = await console(small, { users: [user], controlPort: 0 });
  const { wire, server } = one.parts;
  const control = server.controlPort ?? 0;
  const events = await one.listen();
  const path = '/arrays/default';
  await json(control, 'POST', `${path}/calls`, { on: 'db', method: 'CreateClone', caller: 'ann' });
  await events.until((came) => came.find(({ event, data }) => event === 'frame' && 'step' in data && data.step === 1));
  const seen = await one.ask('/api/universes/{universe}/history');
  expect(seen.items).toMatchObject([{ text: 'CreateClone of db', decided: { code: 4096 } }]);
  const { rows } = await one.ask('/api/universes/{universe}/calls/{call}/rows', { call: seen.items[0]?.call ?? '' });
  expect(rows.filter(({ verdict }) => verdict === 'answered')).toEqual([]);
  expect((await send(wire, '/healthz')).status).toBe(200);

  // The same array: what the console does to it, its clients meet.
  await one.act('set', { change: { role: 'reader', caller: 'ann' } });
  expect(
    await json(control, 'POST', `${path}/calls`, { on: 'db', method: 'CreateClone', caller: 'ann' }),
  ).toMatchObject({
    body: { ReturnValue: 40001 },
  });
  await one.act('rewind', { step: 1 });
  expect(await json(control, 'GET', `${path}/jobs`)).toMatchObject({ body: [{ state: 'starting' }] });

  // What others put in its place is begun with anew.
  await json(control, 'POST', `${path}/reset`);
  const anew = await events.until((came) =>
    came.find(({ event, data }) => event === 'universe' && 'step' in data && data.step === 0),
  );
  expect(anew.data).toMatchObject({ id: 'u1', history: [], counts: { job: {} } });
  expect((await one.ask('/api/universes/{universe}/volumes')).total).toBe(1);
  await expect(one.act('close', {})).rejects.toThrow('what the console is about');
});
