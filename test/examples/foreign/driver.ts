import { setTimeout as wait } from 'node:timers/promises';
import type { Action } from '../../../src/conformance/subject/action.js';
import type { Advertised } from '../../../src/conformance/subject/advertised.js';
import type { Call, Given, NoReply, Reply } from '../../../src/conformance/subject/call.js';
import type { Driver } from '../../../src/conformance/subject/driver.js';
import type { Answer, JobSeen, PoolSeen, Query, VolumeSeen } from '../../../src/conformance/subject/observations.js';
import type { Tier } from '../../../src/conformance/subject/tier.js';
import type { Control } from './copyQueue.js';
import type { Declares } from './declares.js';
import { FaultRig, type WrongFault } from './faultRig.js';
import { longestName } from './keptName.js';
import { ForeignArray } from './provider.js';
import type { ArrayReply } from './replies.js';
import { denied, type Request } from './request.js';
import { healthy, type Switches } from './switches.js';

/** Whose time it is: one that only `advance` moves, the machine's, or one that each request and each look takes some of, as the
 * machine's does, but the same in each run.
 */
export type Time = 'virtual' | 'real' | 'passing';

export interface Told {
  readonly time?: Time;
  /** What a request or a look takes of the time that passes by itself. */
  readonly passingMs?: number;
  readonly declares?: Declares;
  /** What the driver says in the place of what it says usually. */
  readonly says?: Partial<Advertised>;
  /** Whether it takes fault plans: none when left out, those of its rig, or any, of which nothing comes. */
  readonly takesFaults?: 'rigged' | 'idle';
  readonly wrongFault?: WrongFault;
  /** Whether it leaves out all that it need not tell. */
  readonly tellsLittle?: boolean;
  /** Whether it refuses all that it is to do past the methods. */
  readonly refusesActions?: boolean;
}

const MiB = 2 ** 20;
const sizes = { small: 4 * MiB, middle: 8 * MiB, large: 12 * MiB + 512 };

/** Drives the array, and passes on honestly what it says: a new one after each reset. */
export function foreignDriver(switches: Partial<Switches>, told: Told = {}): Driver {
  const { time = 'virtual', passingMs = 3, declares = {}, says = {} } = told;
  const { takesFaults, wrongFault = null, refusesActions = false, tellsLittle = false } = told;
  let tier: Tier = 'roomy';
  let nowMs = 0;
  const clock = () => (time === 'real' ? Math.floor(performance.now()) : nowMs);
  let array = new ForeignArray(clock, MiB, switches);
  /** Does something at its time. */
  const timed = <Value>(act: () => Value): Value => {
    if (time === 'passing') nowMs += passingMs;
    return act();
  };
  const rig = new FaultRig(wrongFault);
  const factor = () => (tier === 'doubled' ? 2 : 1);
  const reset = (wanted: Tier): void => {
    tier = wanted;
    rig.arm(null);
    // The clock goes on, as that of an array does.
    array = new ForeignArray(clock, factor() * MiB, switches);
    const all = factor() * Object.values(sizes).reduce((sum, size) => sum + Math.ceil(size / MiB) * MiB, 0);
    const gold = array.addPool('gold', all + (tier === 'roomy' ? 10 * all : 2 * factor() * sizes.small));
    array.addPool('silver', 4 * all);
    for (const [name, size] of Object.entries(sizes)) array.addVolume({ name, pool: gold.id, size: factor() * size });
  };
  const call = ({ method, on, with: given, caller }: Call): Reply | NoReply => {
    const request = { ...requestOf(on, given), caller };
    const source = array.volume(on);
    const pool = array.pools().find(({ id }) => id === (request.pool ?? source?.pool));
    const elements = [source, pool].flatMap((one) => (one == null ? [] : [one.name, one.id]));
    const made = (): Reply => {
      if (method !== 'CreateClone') return replyOf(array.deleteVolume(request));
      const reply = array.createClone(request);
      return { ...replyOf(reply), TargetStorageVolume: reply.target };
    };
    const refused = (code: number): Reply => {
      const reply = { ReturnValue: code, Job: null, ExtendedStatus: null };
      return method === 'CreateClone' ? { ...reply, TargetStorageVolume: null } : reply;
    };
    return rig.around(caller, elements, made, refused);
  };
  const act = (action: Action): boolean => {
    if (refusesActions) return false;
    switch (action.do) {
      case 'leaveFree':
        return array.leaveFree(action.pool, action.bytes);
      case 'write':
        return array.write(action.volume, { offset: action.offset, length: action.length, tag: action.tag });
      case 'control':
        return isControl(action.control) && array.control(action.job, action.control);
      default:
        return false;
    }
  };
  const looks = {
    volumes: () => {
      rig.read();
      return volumesOf(array, tellsLittle).map((one) => ({ ...one, size: rig.told(one.size) }));
    },
    pools: () => poolsOf(array, tellsLittle),
    jobs: () => jobsOf(array, tellsLittle),
    now: () => (tellsLittle ? null : clock()),
    volume: (id: string) => volumeOf(array.volume(id), tellsLittle),
    job: (id: string) => looks.jobs().find((one) => one.id === id) ?? null,
    contents: (id: string) => array.volume(id)?.contents.map((one) => one) ?? null,
  };
  const driver: Driver = {
    name: 'foreign array',
    capabilities: () => ({
      ...usual,
      allocation: { ...usual.allocation, ...allocationOf({ ...healthy, ...switches }), extent: factor() * MiB },
      limits: { ...usual.limits, volumes: { ...healthy, ...switches }.mostVolumes },
      time: { ...usual.time, virtual: time === 'virtual' },
      declares,
      ...says,
    }),
    reset,
    call: (method, on, given, { caller }) => {
      const made: Call = { method, on, with: given, ...(caller === undefined ? {} : { caller }) };
      return time === 'real' ? wait(1).then(() => call(made)) : timed(() => call(made));
    },
    // Each kind of query has its own look, which the types can't follow.
    observe: <Asked extends Query>(query: Asked) =>
      timed(() => looks[query.kind]('id' in query ? query.id : '')) as Answer<Asked>,
    overlap: (calls) => calls.map((one) => timed(() => ('do' in one ? act(one) : call(one)))),
    act,
  };
  if (time !== 'real') {
    driver.advance = (ms) => {
      nowMs += ms;
    };
  }
  if (takesFaults === 'idle') Object.assign(driver, { arm: () => {}, fired: () => ({}) });
  if (takesFaults === 'rigged')
    Object.assign(driver, { arm: (plan) => rig.arm(plan), fired: () => rig.fired() } satisfies Partial<Driver>);
  return driver;
}

function requestOf(on: string, { ElementName, TargetPool, username, password }: Given): Request {
  return {
    on,
    name: textOf(ElementName),
    pool: textOf(TargetPool),
    username: textOf(username),
    password: textOf(password),
  };
}

const controls = ['suspend', 'resume', 'terminate', 'kill'] as const satisfies Control[];

function isControl(name: string): name is Control {
  return controls.some((one) => one === name);
}

/** What the driver says of an array that hosts write to, and whose jobs operators control. */
export const saysControls = {
  actions: ['leaveFree', 'write', 'control'],
  jobControls: [...controls],
} as const satisfies Partial<Advertised>;

/** What it says of one that does the faults of its rig. */
export const saysFaults = { faults: ['refuse', 'ambiguous', 'lie'] } as const satisfies Partial<Advertised>;

function textOf(value: Given[string] | undefined): string | undefined {
  return value === undefined ? undefined : `${value}`;
}

function replyOf({ code, job, status }: ArrayReply): Reply {
  return { ReturnValue: code, Job: job, ExtendedStatus: status };
}

function volumesOf(array: ForeignArray, little: boolean): VolumeSeen[] {
  return array.volumes().flatMap((one) => volumeOf(one, little) ?? []);
}

function volumeOf(volume: ReturnType<ForeignArray['volume']>, little: boolean): VolumeSeen | null {
  if (volume === null) return null;
  const { id, name, pool, size, usable, source, charge, allocated } = volume;
  return {
    ...{ id, name, pool, size, usable, source, isSnapshot: false },
    ...(little ? {} : { charge, allocated }),
  };
}

function poolsOf(array: ForeignArray, little: boolean): PoolSeen[] {
  return array.pools().map(({ id, name, total, free, used, reserved }) => ({
    ...{ id, name, total, free, isPrimordial: false, isRemote: false },
    ...(little ? {} : { used, reserved }),
  }));
}

function jobsOf(array: ForeignArray, little: boolean): JobSeen[] {
  return array.jobs().map(({ id, state, percent, names, errorCode, submittedMs, startedMs, changedMs }) => ({
    ...{ id, jobState: state, percentComplete: percent, target: names },
    ...(little ? {} : { errorCode, submittedMs, startedMs, changedMs }),
  }));
}

/** Clones that share their sources' room promise more than there is, and nothing limits that. */
function allocationOf({ allocation: kind }: Switches): Pick<Advertised['allocation'], 'kind' | 'overcommitLimit'> {
  return { kind, overcommitLimit: kind === 'full' ? 100 : 1_000_000 };
}

const usual: Advertised = {
  version: '2016',
  tiers: ['roomy', 'tight', 'doubled'],
  methods: ['CreateClone', 'StorageVolume.Delete'],
  deletes: { volumes: true, pools: false, by: 'call', associated: true, exposed: false },
  clones: {
    local: true,
    remote: false,
    copies: 'byJob',
    synchronousUpTo: 0,
    targetUsable: 'atCompletion',
    ofSnapshots: false,
    source: 'online',
    detaches: false,
  },
  targetPool: { given: 'optional', ofSourceOnly: false },
  names: { longest: longestName, unique: false, given: 'byClient' },
  allocation: { kind: 'full', extent: MiB, overcommitLimit: 100 },
  // There are no limits but that of the table of volumes.
  limits: {
    replicasPerSource: 500,
    volumes: healthy.mostVolumes,
    synchronizations: 500,
    runningJobs: 2,
    queuedJobs: 500,
  },
  time: { virtual: true, callsPass: false, jobsEndWithinMs: 100, finishedJobsStayMs: null },
  deniedIdentities: { caller: denied.caller, account: denied.account },
  actions: ['leaveFree'],
  jobControls: [],
  faults: [],
  deduplicates: false,
  leaves: { afterFailedCall: false, afterFailedJob: false },
  forgetsJobs: false,
  declares: {},
};
