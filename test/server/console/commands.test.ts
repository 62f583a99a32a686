import { describe, expect, test } from 'vitest';
import type { ArrayOptions } from '../../../src/engine/options.js';
import { commandNames } from '../../../src/server/console/commands.js';
import type { UniverseFrame } from '../../../src/server/console/contract/state.js';
import type { Commands, Questions } from '../../../src/server/console/contract.js';
import { type Came, console, small } from './consoles.js';

const clone = { on: 'db', method: 'CreateClone', parameters: { ElementName: 'nightly' } };

/** With a peer system. */
const withPeer: ArrayOptions = {
  ...small,
  pools: [...(small.pools ?? []), { name: 'far', size: '1 TiB', system: 'peer' }],
};

/** Whether an event is a frame that says something. */
const tells = (says: (frame: UniverseFrame) => boolean) => (came: Came) => came.event === 'frame' && says(came.data);

describe('every command does what it says', () => {
  const acted = new Set<string>();

  /** What a command comes to in a console of its own, after others. */
  async function commanded<Name extends keyof Commands>(
    before: (one: Awaited<ReturnType<typeof console>>) => Promise<Commands[Name]['body']>,
    command: Name,
  ) {
    acted.add(command);
    const one = await console();
    return { one, answer: await one.act(command, await before(one)) };
  }

  test('call: time stands still, so what waits has its time', async () => {
    const { answer } = await commanded(async (one) => {
      await one.act('set', { change: { 'provider.link': 'hung' } });
      return clone;
    }, 'call');
    expect(answer).toMatchObject({ inFlight: false, reply: { ReturnValue: 3 }, decided: { step: 'connect', code: 3 } });
    expect(answer.nowMs).toBeGreaterThan(0);
  });

  test('begin, step, finish: others come in between', async () => {
    const { one, answer } = await commanded(async () => clone, 'begin');
    for (const step of ['connect', 'tls', 'authenticate'])
      expect(await one.act('step', answer)).toMatchObject({ id: answer.call, on: 'db', phase: 'ready', step });
    const other = await one.act('call', { ...clone, parameters: { ElementName: 'other' } });
    expect(other.reply).toMatchObject({ ReturnValue: 4096 });
    const rows = await one.ask('/api/universes/{universe}/calls/{call}/rows', { call: answer.call });
    expect(rows).toMatchObject({ method: 'CreateClone', on: 'db', decided: null });
    expect(new Set(rows.rows.filter(({ verdict }) => verdict === 'passed').map(({ step }) => step))).toEqual(
      new Set(['service', 'connect', 'tls']),
    );
    acted.add('step').add('finish');
    const finished = await one.act('finish', answer);
    expect(finished).toMatchObject({ call: answer.call, inFlight: false, reply: { ReturnValue: 40002 } });
    const { items } = await one.ask('/api/universes/{universe}/history');
    expect(items.map(({ text, outcome }) => [text, outcome])).toEqual([
      ['CreateClone of db (ElementName nightly)', 'in flight'],
      ['a step of CreateClone of db', 'past service'],
      ['a step of CreateClone of db', 'past connect'],
      ['a step of CreateClone of db', 'past tls'],
      ['CreateClone of db (ElementName other)', '4096 Method Parameters Checked - Job Started'],
      ['the reply of CreateClone of db', '40002 There are not enough resources to complete the operation.'],
    ]);
  });

  test('advance, next, settle', async () => {
    acted.add('next').add('settle');
    const { one, answer } = await commanded(async (before) => {
      await before.act('call', clone);
      return { by: '100 ms' };
    }, 'advance');
    expect(answer).toMatchObject({ step: 2, nowMs: 100 });
    expect(await one.act('next', {})).toMatchObject({ nowMs: 200 });
    const { nowMs } = await one.act('settle', {});
    expect(nowMs).toBeGreaterThan(60_000);
  });

  test('next is refused where nothing is due', async () => {
    const one = await console();
    await expect(one.act('next', {})).rejects.toThrow('expected a timer: nothing works, and nothing waits');
    expect((await one.ask('/api/universes/{universe}/history')).total).toBe(0);
  });

  test('speed: time goes by itself, and is paused again', async () => {
    const one = await console();
    const events = await one.listen();
    await one.act('call', clone);
    acted.add('speed');
    expect(await one.act('speed', { speed: 100_000 })).toMatchObject({ speed: 100_000 });
    const isOver = tells(({ history }) => history?.some(({ outcome }) => outcome === '1 job has ended') === true);
    expect((await events.until((came) => came.find(isOver))).data).toMatchObject({ time: { speed: 100_000 } });
    const paused = await one.act('speed', { speed: 0 });
    expect(paused.speed).toBe(0);
    expect((await one.act('advance', { by: 1 })).nowMs).toBe(paused.nowMs + 1);
  });

  test('in real time what copies is told of between two timers, and leaves no step', async () => {
    const one = await console();
    const events = await one.listen();
    await one.act('call', clone);
    await one.act('advance', { by: 300 });
    await one.act('speed', { speed: 20 });
    const told = await events.until((came) =>
      came.find(tells(({ jobs }) => (jobs?.[0]?.now?.percentComplete ?? 0) > 2)),
    );
    await one.act('speed', { speed: 0 });
    expect(told.data).toMatchObject({
      step: 2,
      volumes: [{}],
      synchronizations: [{ now: { percentSynced: expect.any(Number) } }],
    });
  });

  test('a call in real time waits, and is answered when its time has come', async () => {
    const one = await console();
    const events = await one.listen();
    await one.act('set', { change: { 'provider.link': 'hung' } });
    await one.act('speed', { speed: 1 });
    const waiting = await one.act('call', clone);
    expect(waiting).toMatchObject({ inFlight: true, reply: null, decided: null });
    await one.act('speed', { speed: 1_000_000 });
    const isAnswered = tells(
      ({ history }) => history?.some(({ call, decided }) => call === waiting.call && decided !== null) === true,
    );
    await events.until((came) => came.find(isAnswered));
    const rows = await one.ask('/api/universes/{universe}/calls/{call}/rows', { call: waiting.call });
    expect(rows.decided).toMatchObject({ code: 3, step: 'connect' });
  });

  test('discover, set, outOfBand', async () => {
    acted.add('discover').add('set');
    const { one, answer } = await commanded(async () => ({ change: { delete: 'gold' } }), 'outOfBand');
    expect(answer).toMatchObject({ changed: false, message: "pool 'gold' has 1 volume", step: 1 });
    const made = {
      change: { 'create.name': 'other', 'create.pool': 'silver', 'create.size': '1 GiB', 'create.written': '' },
    };
    expect(await one.act('outOfBand', made)).toMatchObject({ changed: true, message: '' });
    expect((await one.act('call', { ...clone, on: 'other' })).reply).toMatchObject({ ReturnValue: 8 });
    await one.act('discover', {});
    expect((await one.act('call', { ...clone, on: 'other' })).reply).toMatchObject({ ReturnValue: 4096 });
    await one.act('set', { change: { role: 'reader', caller: 'ann' } });
    expect((await one.act('call', { ...clone, caller: 'ann' })).reply).toMatchObject({ ReturnValue: 40001 });
    await one.act('set', { change: { volume: 'db', state: '', exposed: 'true' } });
    expect(await one.ask('/api/universes/{universe}/volumes', {}, { search: 'db' })).toMatchObject({
      items: [{ isExposed: true }],
    });
  });

  test('write', async () => {
    const write = { volume: 'db', offset: '1 GiB', length: 4096, tag: 'monday' };
    const { one, answer } = await commanded(async () => write, 'write');
    expect(answer).toMatchObject({ written: true, message: '' });
    expect(await one.ask('/api/universes/{universe}/contents/{volume}', { volume: 'db' })).toMatchObject({
      ranges: [{ offset: 0, tag: 'db' }, { offset: 2 ** 30, length: 4096, tag: 'monday' }, { tag: 'db' }],
      more: 0,
    });
    await one.act('set', { change: { pool: 'gold', state: 'readOnly' } });
    await one.act('set', { change: { volume: 'db', state: 'offline' } });
    expect(await one.act('write', write)).toMatchObject({ written: false, message: expect.stringContaining('db') });
  });

  test('job', async () => {
    const { one, answer } = await commanded(async (before) => {
      const { reply } = await before.act('call', clone);
      await before.act('advance', { by: '10 s' });
      return { job: String(reply?.Job), control: 'suspend' };
    }, 'job');
    expect(answer).toMatchObject({ step: 3 });
    expect(await one.ask('/api/universes/{universe}/jobs')).toMatchObject({ items: [{ state: 'suspended' }] });
    await expect(one.act('job', { job: 'db', control: 'stop' })).rejects.toThrow('body.control');
  });

  test('arm, release, heal', async () => {
    acted.add('release').add('heal');
    const { one, answer } = await commanded(
      async () => ({ form: 'hold', values: { at: 'invoke', tag: 'gate', times: '2' } }),
      'arm',
    );
    expect(answer.faults).toEqual(['hold']);
    const held = await one.act('call', clone);
    expect(held).toMatchObject({ inFlight: true, reply: null });
    await expect(one.act('release', { tag: 'gat' })).rejects.toThrow("did you mean 'gate'?");
    expect(await one.act('release', { tag: 'gate' })).toMatchObject({ released: 1 });
    expect((await one.act('finish', { call: held.call })).reply).toMatchObject({ ReturnValue: 4096 });
    const again = await one.act('arm', { form: 'hold', values: {} });
    expect(again.faults).toEqual(['hold 2']);
    await one.act('heal', { faults: ['hold'] });
    await one.act('heal', {});
    expect((await one.act('call', clone)).reply).toMatchObject({ ReturnValue: 40002 });
  });

  test('checkpoint and rewind', async () => {
    acted.add('rewind');
    const { one, answer } = await commanded(async (before) => {
      await before.act('call', clone);
      return { name: 'begun' };
    }, 'checkpoint');
    expect(answer).toEqual({ name: 'begun', step: 1, atMs: 0 });
    const { hash } = await one.act('settle', {});
    await one.act('rewind', { step: 0 });
    await expect(one.act('rewind', { checkpoint: 'begun' })).rejects.toThrow('the name of a checkpoint');
    await one.act('call', clone);
    // The same, done again, is the same.
    expect(await one.act('settle', {})).toMatchObject({ step: 2, hash });
    await one.act('checkpoint', { name: 'settled' });
    await one.act('advance', { by: 1 });
    expect(await one.act('rewind', { checkpoint: 'settled' })).toMatchObject({ step: 2, hash });
    await expect(one.act('rewind', { step: 3 })).rejects.toThrow('body.step: got 3, expected a step from 0 to 2');
  });

  test('fork and close', async () => {
    acted.add('close');
    const { one, answer } = await commanded(async () => ({ label: 'another way' }), 'fork');
    expect(answer).toMatchObject({
      id: 'u2',
      label: 'another way',
      parent: { universe: 'u1', step: 0 },
      closable: true,
    });
    await one.act('call', clone, 'u2');
    expect((await one.ask('/api/universes/{universe}/volumes')).total).toBe(1);
    expect((await one.ask('/api/universes/{universe}/volumes', { universe: 'u2' })).total).toBe(2);
    for (let more = 3; more <= 8; more++) await one.act('fork', {}, 'u2');
    await expect(one.act('fork', {})).rejects.toThrow('at most 8 universes');
    await one.act('close', {}, 'u2');
    await expect(one.act('settle', {}, 'u2')).rejects.toThrow('404: universe');
    await expect(one.act('close', {})).rejects.toThrow('what the console is about');
    expect((await one.ask('/api/universes/{universe}/volumes', { universe: 'u8' })).total).toBe(2);
  });

  test('none is forgotten here', async () => {
    const one = await console();
    const { body } = await one.post('/api/universes/u1/nothing', '{}');
    expect(JSON.parse(body)).toMatchObject({ field: 'path' });
    acted.add('speed');
    expect([...acted].sort()).toEqual([...commandNames].sort());
  });
});

describe('faults are armed', () => {
  test('by each form, with what it begins with', async () => {
    const one = await console(withPeer);
    const forms = await one.ask('/api/faultForms');
    expect(forms.length).toBeGreaterThan(10);
    for (const { form, fields } of forms) {
      const values = Object.fromEntries(
        fields.flatMap(({ name, kind, required }) => (kind === 'pool' && required ? [[name, 'gold']] : [])),
      );
      const { faults } = await one.act('arm', { form, values });
      expect(faults).toEqual([form]);
    }
    await expect(one.act('arm', { form: 'stealCapacity', values: {} })).rejects.toThrow('body.values.pool');
    await expect(one.act('arm', { form: 'hold', values: { at: 'nowhere' } })).rejects.toThrow('body.values.at');
    await expect(one.act('arm', { form: 'stealRoom', values: {} })).rejects.toThrow('body.form');
  });

  test.each([
    ['short', 'late = jobPercent@99: failJob failed\n# more\nlost = serviceReply 1*: loseReply', ['late', 'lost']],
    ['YAML', 'faults:\n  - id: late\n    at: jobEnd\n    do: failJob', ['late']],
    ['a list', '- { id: late, at: jobEnd, do: failJob }', ['late']],
    ['one fault in JSON', '{ "id": "late", "at": "jobEnd", "do": "failJob" }', ['late']],
    ['one fault in YAML', 'id: late\nat: jobEnd\ndo: failJob\n', ['late']],
  ])('as text: %s', async (_, text, faults) => {
    const one = await console();
    expect(await one.act('arm', { text })).toMatchObject({ faults });
  });

  test.each([
    ['array: retrun 2', 'plan line 1'],
    ['{ "faults": 3 }', 'plan.faults'],
    ['- { id: late, at: nowhere }', 'plan.faults[0].at'],
    ['[1', 'body.text:1'],
  ])('and refused: %s', async (text, field) => {
    const one = await console();
    await expect(one.act('arm', { text })).rejects.toThrow(field);
    expect((await one.ask('/api/universes/{universe}/history')).total).toBe(0);
  });

  test('each shipped plan', async () => {
    const one = await console();
    for (const { plan } of await one.ask('/api/faultPlans')) {
      expect((await one.act('arm', { text: plan })).faults.length).toBeGreaterThan(0);
      await one.act('rewind', { step: 0 });
    }
  });
});

test('forms of changes do what they say', async () => {
  const one = await console(withPeer);
  const { set, outOfBand } = await one.ask('/api/changeForms');
  const refused: string[] = [];
  const samples: Readonly<Record<string, string>> = {
    volume: 'db',
    pool: 'silver',
    size: '10 GiB',
    number: '7',
    text: 'ann',
  };
  for (const [command, forms] of [
    ['set', set],
    ['outOfBand', outOfBand],
  ] as const) {
    for (const { change, fields } of forms) {
      if (change === 'drive') continue;
      for (const field of fields) {
        const values = [
          ...field.choices.map(({ value }) => value),
          ...(field.kind === 'choice' ? [] : [samples[field.kind] ?? '']),
        ];
        const required = Object.fromEntries(
          fields
            .filter((other) => other.required || other.kind === 'choice')
            .map(({ name, kind, initial }) => [name, initial || samples[kind] || '']),
        );
        for (const value of values) {
          const number = field.kind === 'number' ? Number(value) : value;
          const given = { ...required, ...(change === 'delete' ? { delete: 'db' } : {}), [field.name]: number };
          await one.act('rewind', { step: 0 });
          const { status, body } = await one.post(`/api/universes/u1/${command}`, JSON.stringify({ change: given }));
          if (status !== 200) refused.push(`${command} ${change} ${field.name} ${value}: ${JSON.parse(body).error}`);
        }
      }
    }
  }
  expect(refused).toEqual([]);
});

describe('every question is answered', () => {
  test('methods with their parameters, and their tables', async () => {
    const one = await console();
    const methods = await one.ask('/api/methods');
    const create = methods.find(({ method }) => method === 'StorageVolume.CreateReplica');
    expect(create).toMatchObject({ on: 'volume', refused: false });
    expect(create?.parameters).toContainEqual(
      expect.objectContaining({
        name: 'SyncType',
        values: [
          { value: 6, label: 'Mirror' },
          { value: 7, label: 'Snapshot' },
          { value: 8, label: 'Clone' },
        ],
      }),
    );
    expect(create?.parameters.map(({ name }) => name)).not.toContain('Job');
    for (const { method, className } of methods) {
      const table = await one.ask('/api/methods/{method}', { method });
      expect(table.codes.length).toBeGreaterThan(0);
      const on = { MSFT_SMStorageVolume: 'db', MSFT_SMPool: 'gold' }[className] ?? className;
      // Each can be called by what its form says.
      const { reply } = await one.act('call', { on, method });
      expect(reply).toMatchObject({ ReturnValue: expect.any(Number) });
    }
  });

  test('windows: by search, pool and state, from either end', async () => {
    const volumes = Array.from({ length: 30 }, (_, at) => ({
      name: `Vol ${at}`,
      pool: at % 3 === 0 ? 'silver' : 'gold',
      size: '1 GiB',
    }));
    const one = await console({ ...small, volumes });
    const names = async (query: Readonly<Record<string, string | number>>) => {
      const { items, total } = await one.ask('/api/universes/{universe}/volumes', {}, query);
      return [total, ...items.map(({ name }) => name)];
    };
    expect(await names({ limit: 2, offset: 3 })).toEqual([30, 'Vol 3', 'Vol 4']);
    expect(await names({ limit: 2, order: 'newest' })).toEqual([30, 'Vol 29', 'Vol 28']);
    expect(await names({ search: 'vol 1', pool: 'silver', limit: 2 })).toEqual([3, 'Vol 12', 'Vol 15']);
    expect(await names({ state: 'failed' })).toEqual([0]);
    const bad = { limit: '0', offset: '-1', state: 'nowhere', pool: 'bronze', order: 'random', page: '1' };
    for (const [name, value] of Object.entries(bad))
      await expect(names({ [name]: value })).rejects.toThrow(`query.${name}`);
  });

  test('around a pool, a volume, a synchronization, a job', async () => {
    const one = await console();
    const { reply } = await one.act('call', clone);
    const { items } = await one.ask('/api/universes/{universe}/synchronizations');
    const { items: volumes } = await one.ask('/api/universes/{universe}/volumes');
    const pool = volumes[0]?.pool ?? '';
    for (const element of [pool, String(reply?.TargetStorageVolume), items[0]?.id ?? '', String(reply?.Job)]) {
      const seen = await one.ask('/api/universes/{universe}/around/{element}', { element });
      expect(seen).toMatchObject({ element, pools: [{ name: 'gold' }], jobs: [{ id: reply?.Job }], more: 0 });
      expect(seen.volumes.map(({ name }) => name).sort()).toEqual(['db', 'nightly']);
    }
    await expect(one.ask('/api/universes/{universe}/around/{element}', { element: 'db' })).rejects.toThrow('element');
  });

  test('what is not there has no answer', async () => {
    const one = await console();
    await expect(one.ask('/api/nothing' as keyof Questions)).rejects.toThrow('404: nothing is at /api/nothing');
    await expect(one.ask('/api/universes/{universe}/jobs', { universe: 'u9' })).rejects.toThrow('404: universe');
    await expect(one.ask('/api/universes/{universe}/calls/{call}/rows', { call: 'x' })).rejects.toThrow(
      'a call of the last',
    );
    await expect(one.ask('/api/universes/{universe}/export/{form}', { form: 'pdf' })).rejects.toThrow(
      'one of scenario, vitest, trace',
    );
    await expect(one.ask('/api/universes/{universe}/export/{form}', { form: 'scenario' })).rejects.toThrow(
      'something that was done',
    );
  });
});
