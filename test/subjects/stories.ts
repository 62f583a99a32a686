import type { Action } from '../../src/conformance/subject/action.js';
import type { Call, Given, NoReply, Reply } from '../../src/conformance/subject/call.js';
import type { Driver } from '../../src/conformance/subject/driver.js';
import type { Tier } from '../../src/conformance/subject/tier.js';
import type { PlanInput } from '../../src/faults/planSchema.js';
import { factsOf, type MethodName, methodNames } from '../../src/vocabulary/methods/index.js';
import { storiesOfChanges } from './storiesOfChanges.js';
import { storiesOfMirrors } from './storiesOfMirrors.js';
import { storiesOfPools } from './storiesOfPools.js';

/** A short life of an array, and all that a client sees of it, a line for each thing that it does or looks at. */
export interface Story {
  readonly tier: Tier;
  readonly tell: (life: Life) => Promise<void>;
}

/** Elements are called by the names that they had when they were first seen. */
export class Life {
  readonly seen: string[] = [];
  private readonly ids = new Map<string, string>();

  constructor(
    readonly driver: Driver,
    /** What calls that are to succeed need, besides a source. */
    private usual: Given,
    /** What is to be seen: the life ends with the first line that is another. */
    private readonly right?: readonly string[],
  ) {}

  async begin(tier: Tier): Promise<void> {
    await this.driver.reset(tier);
    this.note('advertised', await this.driver.capabilities());
    const elements = [
      ...(await this.driver.observe({ kind: 'volumes' })),
      ...(await this.driver.observe({ kind: 'pools' })),
      ...((await this.driver.drives?.()) ?? []),
    ];
    for (const { name, id } of elements) this.ids.set(name, id);
    const { TargetPool: place } = this.usual;
    if (typeof place === 'string') this.usual = { TargetPool: this.id(place) };
    await this.look();
  }

  name(name: string, id: string): void {
    this.ids.set(name, id);
  }

  id(name: string): string {
    return this.ids.get(name) ?? name;
  }

  /** Clones a volume, and calls the clone and its job by a name. */
  async clone(source: string, as: string, more: Given = {}): Promise<Reply | NoReply> {
    const { method, on, with: given, caller } = this.asked(source, more);
    const reply = await this.driver.call(method, on, given, callOptions(caller));
    this.note(`clone ${source}`, reply);
    if ('ReturnValue' in reply) {
      if (reply.TargetStorageVolume != null) this.ids.set(as, reply.TargetStorageVolume);
      if (reply.Job !== null) this.ids.set(`job of ${as}`, reply.Job);
    }
    await this.look();
    return reply;
  }

  /** Calls another method. */
  async call(method: MethodName, on: string, given: Given = {}, caller?: string): Promise<Reply | NoReply> {
    const reply = await this.driver.call(method, this.id(on), given, callOptions(caller));
    this.note(`${method} of ${on}`, reply);
    if ('ReturnValue' in reply && reply.Job !== null) this.ids.set(`job of ${method} of ${on}`, reply.Job);
    await this.look();
    return reply;
  }

  async overlap(calls: readonly (readonly [source: string, more?: Given])[], order: readonly number[]) {
    const asked = calls.map(([source, more]) => this.asked(source, more));
    this.note('overlap', await this.driver.overlap?.(asked, order, 1000));
    await this.look();
  }

  async act(action: Action): Promise<void> {
    const named = Object.entries(action).map(([key, value]) => [
      key,
      ['volume', 'job', 'pool', 'element'].includes(key) ? this.id(String(value)) : value,
    ]);
    // The same action, with ids for names.
    this.note(`act ${action.do}`, await this.driver.act?.(Object.fromEntries(named) as Action));
    await this.look();
  }

  async set(element: string, state: string): Promise<void> {
    await this.act({ do: 'setState', element, state });
  }

  async advance(...spans: readonly number[]): Promise<void> {
    for (const ms of spans) {
      await this.driver.advance?.(ms);
      await this.look();
    }
  }

  async arm(plan: PlanInput | null): Promise<void> {
    await this.driver.arm?.(plan);
    this.note('fired', await this.driver.fired?.());
    await this.look();
  }

  async fired(): Promise<void> {
    this.note('fired', await this.driver.fired?.());
  }

  async twin(how: 'fork' | 'restore'): Promise<Life> {
    const twin = await this.driver.twin?.(how);
    if (twin === undefined) throw new Error('the driver has no twins');
    const life = new Life(twin, this.usual);
    for (const [name, id] of this.ids) life.ids.set(name, id);
    return life;
  }

  async look(): Promise<void> {
    const { driver } = this;
    const volumes = await driver.observe({ kind: 'volumes' });
    this.note('volumes', volumes);
    this.note('pools', await driver.observe({ kind: 'pools' }));
    this.note('drives', await driver.drives?.());
    const jobs = await driver.observe({ kind: 'jobs' });
    this.note('jobs', jobs);
    this.note('now', await driver.observe({ kind: 'now' }));
    for (const [name, id] of this.ids) {
      if (name.startsWith('job of')) this.note(name, await driver.observe({ kind: 'job', id }));
      else {
        this.note(name, await driver.observe({ kind: 'volume', id }));
        this.note(`in ${name}`, await driver.observe({ kind: 'contents', id }));
      }
    }
  }

  async fingerprint(): Promise<void> {
    this.note('fingerprint', await this.driver.fingerprint?.());
  }

  note(what: string, value: unknown): void {
    this.see(`${what}: ${JSON.stringify(value)}`);
  }

  /** What a twin has seen belongs to the story, too. */
  goOnAs(twin: Life): void {
    for (const line of twin.seen) this.see(line);
  }

  private see(line: string): void {
    const { right, seen } = this;
    if (right !== undefined && line !== right[seen.length]) throw new SeenOtherwise(line.split(':')[0]);
    seen.push(line);
  }

  private asked(source: string, { caller, ...more }: Given = {}): Call {
    const place = typeof more.TargetPool === 'string' ? { TargetPool: this.id(more.TargetPool) } : {};
    const call = { method: 'CreateClone', on: this.id(source), with: { ...this.usual, ...more, ...place } } as const;
    return typeof caller === 'string' ? { ...call, caller } : call;
  }
}

/** Something is seen that is not what is to be seen: its message says of what. */
export class SeenOtherwise extends Error {}

function callOptions(caller: string | undefined) {
  return caller === undefined ? { deadlineMs: 1000 } : { deadlineMs: 1000, caller };
}

const MiB = 2 ** 20;
const anHour = 3_600_000;
const outsider = { username: 'outsider', password: 'outsider' };
const capabilities = 'MSFT_SMReplicationCapabilities';
const stranger = { username: 'stranger', password: 'stranger' };

/** Lives in which most of what an array can do comes up. */
export const stories: Readonly<Record<string, Story>> = {
  'what is asked': {
    tier: 'roomy',
    tell: async (life) => {
      const { names } = await life.driver.capabilities();
      const long = 'n'.repeat(names.longest ?? 0);
      const asked: Given[] = [
        { ElementName: '' },
        { ElementName: '', caller: 'visitor' },
        { ElementName: long },
        { ElementName: `${long}n` },
        { ElementName: 'bravo' },
        { ElementName: 'monday' },
        { ElementName: 'monday' },
        { username: 'service' },
        stranger,
        outsider,
        { ...outsider, password: 'wrong' },
        { caller: 'visitor' },
        { TargetPool: 'silver' },
        { TargetPool: 'raw' },
        { TargetPool: 'far' },
        { TargetPool: 'nowhere' },
        { TargetPool: 'gold' },
        { ElementName: '😀'.repeat(names.longest ?? 0) },
        { ElementName: '😀'.repeat((names.longest ?? 0) + 1) },
        { ElementName: 'a\u0001' },
      ];
      for (const more of asked) {
        await life.clone('alpha', 'some', more);
        await life.advance(anHour);
      }
      await life.clone('nobody', 'none');
      await life.clone('nobody', 'none', { ElementName: '' });
      await life.clone('nobody', 'none', stranger);
      for (const source of ['bravo', 'charlie', 'snap']) await life.clone(source, `of ${source}`);
      await life.advance(anHour);
      life.note('clone alpha', await life.driver.call('CreateClone', life.id('alpha'), {}, { deadlineMs: 1000 }));
      await life.look();
    },
  },
  'what state it is in': {
    tier: 'roomy',
    tell: async (life) => {
      await life.clone('bravo', 'copy');
      await life.clone('copy', 'copy of copy');
      await life.advance(anHour);
      for (const state of ['offline', 'online', 'resizing', 'online', 'degraded', 'failed']) {
        await life.set('alpha', state);
        await life.clone('alpha', `with ${state}`);
        await life.clone('alpha', 'into raw', { TargetPool: 'raw' });
        await life.advance(anHour);
      }
      await life.set('snap', 'offline');
      await life.clone('snap', 'of snap');
      for (const state of ['readOnly', 'online', 'offline', 'online', 'degraded']) {
        await life.set('gold', state);
        await life.clone('bravo', `into ${state}`);
      }
      await life.act({ do: 'leaveFree', pool: 'gold', bytes: 0 });
      await life.set('bravo', 'offline');
      await life.clone('bravo', 'no room');
      await life.clone('bravo', 'no room', { ElementName: '' });
      await life.set('gold', 'readOnly');
      await life.clone('charlie', 'no room');
      await life.set('gold', 'online');
      await life.clone('charlie', 'still no room');
      await life.act({ do: 'leaveFree', pool: 'gold', bytes: 64 * MiB });
      await life.clone('charlie', 'unfinished');
      await life.clone('unfinished', 'of it');
      await life.act({ do: 'leaveFree', pool: 'gold', bytes: 0 });
      await life.clone('unfinished', 'of it');
    },
  },
  'a name that is taken, of a source that is offline': {
    tier: 'roomy',
    tell: async (life) => {
      await life.set('alpha', 'offline');
      await life.clone('alpha', 'taken', { ElementName: 'bravo' });
    },
  },
  'room for two': {
    tier: 'tight',
    tell: async (life) => {
      for (const turn of [1, 2, 3]) await life.clone('alpha', `clone ${turn}`);
      await life.advance(anHour);
      await life.act({ do: 'delete', volume: 'clone 1' });
      await life.act({ do: 'delete', volume: 'clone 1' });
      await life.clone('bravo', 'clone 4');
      await life.advance(anHour);
      for (const bytes of [4 * MiB, 10 * MiB, 11 * MiB, 12 * MiB]) {
        await life.act({ do: 'leaveFree', pool: 'gold', bytes });
        await life.clone('bravo', `in ${bytes}`);
        await life.advance(anHour);
      }
      for (const bytes of [21 * MiB, 22 * MiB, 23 * MiB, 24 * MiB, 32 * MiB]) {
        await life.act({ do: 'leaveFree', pool: 'silver', bytes });
        await life.clone('charlie', `in ${bytes}`, { TargetPool: 'silver' });
        await life.clone('alpha', `small in ${bytes}`, { TargetPool: 'silver' });
        await life.advance(anHour);
      }
    },
  },
  'many clones': {
    tier: 'limits',
    tell: async (life) => {
      for (let turn = 0; turn < 12; turn++) {
        await life.clone(['alpha', 'bravo', 'charlie'][Math.floor(turn / 4)] ?? '', `clone ${turn}`);
        await life.advance(anHour);
      }
      for (const turn of [0, 1, 4, 5, 8]) await life.act({ do: 'delete', volume: `clone ${turn}` });
      for (let turn = 0; turn < 6; turn++) {
        await life.clone(['alpha', 'bravo', 'charlie'][turn % 3] ?? '', `again ${turn}`);
        await life.advance(anHour);
      }
      await life.act({ do: 'delete', volume: 'alpha' });
      await life.act({ do: 'delete', volume: 'alpha' });
      for (let turn = 0; turn < 4; turn++) await life.clone('snap', `of snap ${turn}`);
    },
  },
  'many jobs': {
    tier: 'limits',
    tell: async (life) => {
      for (let turn = 0; turn < 8; turn++) await life.clone(['bravo', 'charlie'][turn % 2] ?? '', `clone ${turn}`);
      await life.advance(200, 30, 30, 30, 30, 30, 30, 30, 30, anHour);
    },
  },
  'jobs and what people do to them': {
    tier: 'roomy',
    tell: async (life) => {
      await life.clone('charlie', 'first');
      await life.advance(100, 110, 20, 20, 20, 20, 1000, 1000);
      await life.clone('charlie', 'under a plan');
      await life.advance(220);
      await life.arm('never = array after 100: return 4');
      await life.arm(null);
      await life.advance(anHour);
      for (const controls of [
        ['suspend', 'resume', 'terminate'],
        ['kill'],
        ['terminate', 'kill'],
        ['suspend'],
      ] as const) {
        await life.clone('charlie', 'next');
        await life.advance(240);
        for (const control of controls) {
          await life.act({ do: 'control', job: 'job of next', control });
          await life.advance(10);
        }
        await life.advance(600, 60_000);
      }
      for (const [element, state] of [
        ['alpha', 'offline'],
        ['bravo', 'failed'],
        ['gold', 'offline'],
      ] as const) {
        await life.clone('alpha', 'lost');
        await life.clone('bravo', 'lost, too');
        await life.set(element, state);
        await life.advance(anHour);
      }
    },
  },
  'a target that goes bad': {
    tier: 'roomy',
    tell: async (life) => {
      await life.clone('charlie', 'target');
      await life.set('target', 'failed');
      await life.advance(anHour);
    },
  },
  'what is written': {
    tier: 'roomy',
    tell: async (life) => {
      const write = (volume: string, tag: string, offset = 0) =>
        life.act({ do: 'write', volume, offset, length: 4096, tag });
      await write('alpha', 'before');
      await life.clone('alpha', 'clone');
      await write('alpha', 'during');
      await life.advance(anHour);
      await write('alpha', 'after');
      await write('clone', 'on the clone', MiB);
      await life.clone('clone', 'of clone');
      await life.advance(anHour);
      await life.act({ do: 'delete', volume: 'clone' });
      await life.act({ do: 'delete', volume: 'alpha' });
      await life.clone('of clone', 'last');
      await life.clone('bravo', 'next', { ElementName: 'clone' });
    },
  },
  'names that are free again': {
    tier: 'roomy',
    tell: async (life) => {
      await life.clone('alpha', 'clone', { ElementName: 'monday' });
      await life.advance(anHour);
      await life.act({ do: 'delete', volume: 'clone' });
      await life.clone('alpha', 'again', { ElementName: 'monday' });
    },
  },
  'what gets lost': {
    tier: 'roomy',
    tell: async (life) => {
      const plans = [
        'lost = serviceReply 1*: loseReply',
        'lost = invoke 1*: loseRequest',
        'lost = service 1*: loseRequest',
        'twice = invoke 1*: duplicate 2',
        'failing = array 1*: return 43001',
        'broken = array 1*: return 4',
        'late = readBack 1*: return 43006',
        'slow = invoke 1*: delay 5 s',
        'tls = tls 1*: tls expired',
        'gone = connect 1*: expireCredential',
        'job = jobPercent@50 1*: failJob 4',
        'line = array 1*: restartProvider 30 s',
      ];
      for (const plan of plans) {
        await life.clone('charlie', 'before');
        await life.advance(210);
        await life.arm(plan);
        await life.clone('alpha', 'under it');
        await life.clone('bravo', 'after it');
        await life.advance(500);
        await life.arm(null);
        await life.clone('alpha', 'healed');
        await life.advance(anHour);
        for (const name of ['before', 'under it', 'after it', 'healed']) await life.act({ do: 'delete', volume: name });
      }
    },
  },
  'what plans say': {
    tier: 'roomy',
    tell: async (life) => {
      const often = { id: 'often', at: 'service', do: { return: 51_000 } } as const;
      const twice = [often, { id: 'rest', at: 'service', do: { return: 5 } }] as const;
      for (const fire of [
        { max: 1 },
        { after: 1 },
        { nth: 2 },
        { every: 2 },
        { p: 0.5 },
        { per: 'caller', max: 1 },
      ] as const) {
        await life.arm({ version: 1, faults: [{ ...often, fire }, twice[1]] });
        for (const caller of ['ann', 'ben', 'ann']) await life.call('CreateClone', 'alpha', {}, caller);
        await life.fired();
      }
      await life.arm({ version: 1, faults: [{ ...often, when: { element: 'bravo' } }, twice[1]] });
      for (const name of ['alpha', 'bravo']) await life.call('CreateClone', name);
      await life.arm({ version: 1, faults: [{ ...often, when: { caller: 'ann' } }, twice[1]] });
      for (const caller of ['ann', 'ben']) await life.call('CreateClone', 'alpha', {}, caller);
      await life.arm({ version: 1, faults: [{ ...often, mode: 'stack' }, twice[1]] });
      await life.call('CreateClone', 'alpha');
      await life.fired();
      for (const lasts of [{ ms: '1 s' }, { calls: 1 }]) {
        await life.arm({
          version: 1,
          faults: [{ id: 'gone', at: 'service', do: { poolState: 'offline' }, lasts }],
        });
        await life.call('CreateClone', 'alpha');
        await life.advance(2_000);
        for (let more = 0; more < 2; more++) await life.call('CreateClone', 'alpha');
      }
      const [slow, stalled] = [
        { id: 'slow', at: 'jobStart', do: { slowJob: 0.5 }, mode: 'stack' },
        { id: 'stalled', at: 'jobStart', do: { stallJob: '6 s' } },
      ] as const;
      await life.arm({ version: 1, faults: [slow, stalled] });
      await life.clone('charlie', 'a slow one');
      await life.advance(100, 5_000);
      await life.driver.heal?.(['stalled']);
      await life.advance(20, 5_000);
      const jobs = [
        { failJob: { atPercent: 50, code: 'failed', residue: 'none' } },
        { failJob: { code: 'failed', residue: 'target' } },
        { hold: 'gate' },
        'wrongContents',
      ] as const;
      for (const effect of jobs) {
        await life.arm({ version: 1, faults: [{ id: 'job', at: 'jobStart', do: effect }] });
        await life.clone('charlie', `after ${JSON.stringify(effect)}`);
        await life.advance(20, 1_000);
        await life.arm(null);
      }
      await life.clone('charlie', 'one that is read');
      const reads = [
        { wrongSize: 2 },
        { wrongProgress: 99 },
        'reportCompletedEarly',
        { wrongState: 'suspended' },
      ] as const;
      for (const effect of reads) await life.arm({ version: 1, faults: [{ id: 'read', at: 'read', do: effect }] });
      await life.arm('stale = read 1*: staleReads');
      await life.advance(5_000);
      const changes = [{ clockSkew: '1 h' }, { stealCapacity: '4 MiB' }, { poolState: 'offline' }] as const;
      for (const effect of changes) {
        await life.arm({ version: 1, faults: [{ id: 'change', at: 'service', do: effect, fire: { max: 1 } }] });
        await life.call('CreateClone', 'alpha');
      }
      for (const plan of ['stuck = detach: return 40309', 'late = detach 1*: delay 1 min']) {
        await life.arm(null);
        await life.advance(anHour);
        await life.arm(plan);
        await life.clone('alpha', plan);
        await life.advance(5_000);
        await life.call('StorageVolume.Delete', plan);
        await life.arm(null);
        await life.call('StorageVolume.Delete', plan);
      }
    },
  },
  'what happens to pools': {
    tier: 'roomy',
    tell: async (life) => {
      for (const plan of ['offline = array 1*: poolState offline', 'thief = array 1*: stealCapacity 100 MiB']) {
        await life.arm(plan);
        await life.clone('alpha', 'under it');
        await life.clone('alpha', 'elsewhere', { TargetPool: 'silver' });
        await life.arm(null);
        await life.clone('alpha', 'healed');
        await life.advance(anHour);
      }
      await life.arm('stale = service 1*: staleCache');
      await life.clone('alpha', 'fresh');
      await life.advance(anHour);
      await life.set('bravo', 'degraded');
      await life.clone('bravo', 'of stale');
      await life.set('gold', 'degraded');
      await life.clone('charlie', 'into stale');
      await life.advance(220, 20, 20, 20, anHour);
      await life.act({ do: 'load', pool: 'gold', busy: true });
      await life.clone('alpha', 'beside hosts');
      await life.advance(220, 20, 20, 20, anHour);
      for (const state of ['degraded', 'partitioned', 'up'] as const) {
        await life.act({ do: 'setLink', state });
        await life.clone('alpha', `while the link is ${state}`);
        await life.advance(220, 20, 20, 20, anHour);
      }
      for (const state of ['degraded', 'partitioned'] as const) {
        await life.arm(`link = service 1*: linkState ${state}`);
        await life.clone('alpha', `under a fault the link is ${state}`);
        await life.advance(2_220, 20, 20, 20, anHour);
        await life.arm(null);
      }
    },
  },
  'calls that overlap': {
    tier: 'tight',
    tell: async (life) => {
      const turns = Array.from({ length: 80 }, (_, turn) => turn % 5);
      await life.overlap([['alpha'], ['alpha'], ['alpha']], turns);
      await life.advance(anHour);
      await life.act({ do: 'leaveFree', pool: 'gold', bytes: 512 * MiB });
      await life.overlap(
        [
          ['alpha', { ElementName: 'one' }],
          ['bravo', { ElementName: 'one' }],
        ],
        turns,
      );
      await life.advance(anHour);
      await life.overlap([['bravo'], ['bravo'], ['bravo'], ['charlie'], ['charlie']], turns);
      await life.overlap([['alpha'], ['charlie'], ['charlie'], ['snap'], ['snap']], turns);
    },
  },
  'lives that are alike': {
    tier: 'roomy',
    tell: async (life) => {
      await life.fingerprint();
      await life.clone('charlie', 'clone');
      await life.look();
      await life.look();
      await life.fingerprint();
      for (const how of ['fork', 'restore'] as const) {
        const twin = await life.twin(how);
        await twin.look();
        await twin.fingerprint();
        await twin.clone('alpha', 'of twin');
        await life.look();
        await life.fingerprint();
        life.goOnAs(twin);
      }
      life.note('advertised', await life.driver.capabilities());
      await life.begin('roomy');
      await life.clone('alpha', 'another');
      await life.fingerprint();
    },
  },
  'what is deleted': {
    tier: 'roomy',
    tell: async (life) => {
      const deletion = 'StorageVolume.Delete';
      await life.call(deletion, 'nobody');
      await life.call(deletion, 'nobody', { username: 'service' });
      await life.call(deletion, 'nobody', {}, 'visitor');
      await life.call(deletion, 'bravo', { username: 'service' });
      await life.call(deletion, 'bravo', stranger);
      await life.call(deletion, 'bravo', {}, 'visitor');
      await life.call(deletion, 'snap');
      await life.clone('bravo', 'copy');
      await life.call(deletion, 'bravo');
      await life.advance(anHour);
      await life.act({ do: 'setState', element: 'bravo', state: 'resizing' });
      await life.call(deletion, 'bravo');
      await life.act({ do: 'setState', element: 'bravo', state: 'online' });
      await life.act({ do: 'setState', element: 'gold', state: 'offline' });
      await life.call(deletion, 'alpha');
      await life.act({ do: 'setState', element: 'gold', state: 'online' });
      await life.call(deletion, 'bravo');
      for (let seconds = 0; seconds < 4; seconds++) await life.advance(1000);
      await life.advance(anHour);
      await life.call(deletion, 'copy');
      await life.advance(1000);
      await life.act({ do: 'control', job: 'job of StorageVolume.Delete of copy', control: 'kill' });
      await life.advance(anHour);
      await life.arm({ version: 1, faults: [{ id: 'fails', at: 'jobEnd', do: { failJob: 4 } }] });
      await life.call(deletion, 'charlie');
      await life.advance(10_000);
    },
  },
  'what becomes of pools': {
    tier: 'roomy',
    tell: async (life) => {
      const deletion = 'Pool.Delete';
      await life.call(deletion, 'nowhere');
      await life.call(deletion, 'nowhere', { password: 'service' });
      await life.call(deletion, 'nowhere', {}, 'visitor');
      await life.call(deletion, 'silver', {}, 'visitor');
      await life.call(deletion, 'silver', stranger);
      for (const pool of ['raw', 'gold', 'far']) await life.call(deletion, pool);
      await life.act({ do: 'setState', element: 'silver', state: 'offline' });
      await life.call(deletion, 'silver');
      await life.act({ do: 'setState', element: 'silver', state: 'online' });
      await life.call(deletion, 'silver');
      await life.advance(anHour);
    },
  },
  'what is half copied': {
    tier: 'roomy',
    tell: async (life) => {
      for (const control of ['suspend', 'resume', 'kill'] as const) {
        await life.clone('charlie', 'half');
        await life.advance(210, 20);
        await life.act({ do: 'write', volume: 'half', offset: MiB, length: MiB, tag: 'meanwhile' });
        await life.set('charlie', 'resizing');
        await life.act({ do: 'control', job: 'job of half', control });
        await life.set('half', 'failed');
        await life.advance(300);
      }
      await life.clone('charlie', 'away', { TargetPool: 'silver' });
      await life.advance(220);
      await life.set('gold', 'offline');
      await life.clone('bravo', 'from there', { TargetPool: 'silver' });
      await life.advance(anHour);
      await life.set('gold', 'online');
      await life.clone('charlie', 'into there', { TargetPool: 'silver' });
      await life.advance(220);
      await life.set('silver', 'offline');
      await life.advance(anHour);
      await life.set('silver', 'online');
      await life.clone('charlie', 'forgotten');
      await life.arm({
        version: 1,
        faults: [{ id: 'crash', at: 'array', fire: { max: 1 }, do: { restartProvider: '1 s' } }],
      });
      await life.clone('bravo', 'cut off');
      await life.arm(null);
      await life.advance(anHour);
    },
  },
  'what is built upon what': {
    tier: 'roomy',
    tell: async (life) => {
      const deletion = 'StorageVolume.Delete';
      for (const [source, as] of [
        ['alpha', 'first'],
        ['first', 'second'],
        ['second', 'third'],
      ] as const) {
        await life.clone(source, as);
        await life.advance(anHour);
      }
      for (const name of ['first', 'third', 'second', 'first', 'alpha']) {
        await life.call(deletion, name);
        await life.advance(anHour);
      }
    },
  },
  'what sizes there are': {
    tier: 'roomy',
    tell: async (life) => {
      const setting = { PoolSettingObjectId: '' };
      for (const pool of ['gold', 'silver', 'nowhere']) await life.call('GetSizesInfo', pool, setting);
      await life.call('GetSizesInfo', 'gold');
      await life.call('GetSizesInfo', 'nowhere');
      await life.call('GetSizesInfo', 'gold', { PoolSettingObjectId: 'fast' });
      await life.call('GetSizesInfo', 'gold', { ...setting, ...stranger });
      await life.call('GetSizesInfo', 'gold', setting, 'visitor');
      await life.act({ do: 'setState', element: 'gold', state: 'offline' });
      await life.call('GetSizesInfo', 'gold', setting);
    },
  },
  'what jobs are about': {
    tier: 'roomy',
    tell: async (life) => {
      const { methods = [] } = await life.driver.capabilities();
      const jobs = [await life.clone('alpha', 'beta'), await life.call('Pool.Delete', 'silver')];
      for (const method of methods.filter((one) => one.endsWith('FromJob'))) {
        for (const reply of jobs)
          await life.call(method, 'MSFT_SMSystem', { Job: ('Job' in reply && reply.Job) || 'no such job' });
        await life.call(method, 'MSFT_SMSystem');
        await life.call(method, 'MSFT_SMSystem', { Job: 'no such job' }, 'visitor');
      }
    },
  },
  'what becomes of replicas': {
    tier: 'roomy',
    tell: async (life) => {
      const { methods = [] } = await life.driver.capabilities();
      if (!methods.includes('StorageVolume.CreateReplica')) return;
      const make = (on: string, given: Given) => life.call('StorageVolume.CreateReplica', on, given);
      const change = (on: string, Operation: number, target: string, caller?: string) =>
        life.call(
          'StorageVolume.SetReplicationRelationship',
          on,
          { Operation, TargetStorageVolume: life.id(target) },
          caller,
        );
      const end = (given: Given) => life.call('DeleteReplicationRelationship', 'MSFT_SMSystem', given);
      await make('charlie', { SyncType: 9 });
      await make('charlie', { SyncType: 8, TargetStorageVolume: life.id('alpha') });
      await make('alpha', { SyncType: 8, TargetStorageVolume: life.id('alpha') });
      await make('alpha', { SyncType: 6, ElementName: 'mirror' });
      await make('alpha', { SyncType: 8, ElementName: 'copy' });
      await life.advance(60_000);
      for (const { name, id } of await life.driver.observe({ kind: 'volumes' })) life.name(name, id);
      for (const operation of [12, 14, 21, 14]) {
        await change('alpha', operation, 'mirror');
        await life.act({ do: 'write', volume: 'alpha', offset: 0, length: 512, tag: `after ${operation}` });
        await life.advance(60_000);
      }
      await life.call('StorageVolume.ModifySize', 'alpha', { NewSize: 2 ** 27 });
      await change('alpha', 12, 'bravo');
      await change('alpha', 8, 'mirror', 'visitor');
      await change('alpha', 8, 'mirror');
      await end({});
      await end({ TargetGroupReplicaPeer: life.id('bravo') });
      await end({ TargetGroupReplicaPeer: life.id('copy') });
    },
  },
  'what becomes of snapshots': {
    tier: 'roomy',
    tell: async (life) => {
      const { methods = [] } = await life.driver.capabilities();
      if (!methods.includes('CreateSnapshot')) return;
      const make = (on: string, given: Given, caller?: string) => life.call('CreateSnapshot', on, given, caller);
      await make('alpha', { ElementName: 'shot' }, 'visitor');
      await make('snap', {});
      await make('alpha', { TargetPool: life.id('raw') });
      await make('alpha', { ElementName: 'shot' });
      await life.advance(60_000);
      for (const { name, id } of await life.driver.observe({ kind: 'volumes' })) life.name(name, id);
      await life.act({ do: 'write', volume: 'alpha', offset: 0, length: 512, tag: 'later' });
      await life.call('StorageVolume.Delete', 'alpha', {});
    },
  },
  'what is created': {
    tier: 'tight',
    tell: async (life) => {
      const [inPool, inSystem] = ['Pool.CreateStorageVolume', 'System.CreateStorageVolume'] as const;
      const create = async (given: Given, caller?: string, on = 'gold') => {
        const made: (Reply | NoReply)[] = [];
        made.push(await life.call(inPool, on, given, caller));
        if (given.UseMaximumSize === undefined) made.push(await life.call(inSystem, 'MSFT_SMSystem', given, caller));
        await life.advance(1000, anHour);
        for (const reply of made)
          if ('CreatedStorageVolume' in reply && reply.CreatedStorageVolume != null)
            await life.act({ do: 'delete', volume: reply.CreatedStorageVolume });
      };
      for (const Size of [0, MiB, MiB + 512, 11 * MiB, 2 ** 50]) await create({ Size });
      for (const ThinlyProvisioned of [true, false]) await create({ Size: MiB, ThinlyProvisioned });
      await create({});
      await create({ UseMaximumSize: true });
      await create({ Size: MiB, UseMaximumSize: true });
      await create({ Size: MiB, PoolSettingObjectId: 'fast' });
      await create({ Size: MiB, username: 'service' });
      await create({ Size: MiB }, 'visitor');
      await create({ Size: 0 }, 'visitor');
      for (const pool of ['raw', 'far', 'nowhere']) await create({ Size: MiB }, undefined, pool);
      await life.act({ do: 'leaveFree', pool: 'gold', bytes: 2 * MiB });
      await create({ Size: 3 * MiB });
      for (const state of ['readOnly', 'online', 'offline', 'online']) {
        await life.set('gold', state);
        await create({ Size: MiB });
      }
      await life.call(inPool, 'gold', { Size: MiB });
      await life.set('gold', 'offline');
      await life.advance(1000, anHour);
      await life.set('gold', 'online');
      await life.look();
    },
  },
  'what becomes of the provider': {
    tier: 'roomy',
    tell: async (life) => {
      for (const trouble of ['arrayNotManaged', 'clonesUnavailable', null] as const) {
        await life.act({ do: 'disturb', trouble });
        await life.call('CreateClone', 'alpha');
      }
    },
  },
  'what replication can do': {
    tier: 'roomy',
    tell: async (life) => {
      for (const method of methodNames.filter((name) => factsOf(name).className === capabilities)) {
        for (const ReplicationType of [11, 7, 6, 26]) await life.call(method, capabilities, { ReplicationType });
        await life.call(method, capabilities, { ReplicationType: 11, ...stranger });
        await life.call(method, capabilities, { ReplicationType: 11 }, 'visitor');
      }
    },
  },
  ...storiesOfChanges,
  ...storiesOfMirrors,
  ...storiesOfPools,
  'what snapshots replicas are': {
    tier: 'limits',
    tell: async (life) => {
      const { methods = [], snapshots } = await life.driver.capabilities();
      if (!methods.includes('StorageVolume.CreateReplica')) return;
      const make = (on: string, given: Given) =>
        life.call('StorageVolume.CreateReplica', on, { SyncType: 7, ...given });
      await make('snap', {});
      await make('charlie', { TargetStorageVolume: life.id('bravo') });
      for (let turn = 0; turn <= (snapshots?.perSource ?? 1); turn++) {
        await make('alpha', { ElementName: `shot ${turn}` });
        await life.advance(60_000);
      }
    },
  },
};
