import { isOver, type ModelState, type ModelVolume, needOf } from '../model/state.js';
import type { Probe } from '../probes/probes.js';
import type { Level } from '../report.js';
import type { RunStep } from '../run/steps.js';
import type { Advertised } from '../subject/advertised.js';
import type { CloneArguments, Driver, JobControlName } from '../subject/driver.js';
import { drawnPlan } from './plans.js';

/** Numbers that a run is made of: three for each step. */
export type Draws = readonly number[];
export const drawsPerStep = 3;

/** What the next step is chosen by. */
interface Situation {
  readonly state: ModelState;
  readonly advertised: Advertised;
  readonly underFaults: boolean;
  readonly driver: Driver;
}

type Kind = (situation: Situation, a: number, b: number) => RunStep | undefined;

/** What a level adds to those before it, how often each is drawn. A kind that has nothing to do makes a plain clone. */
const kinds: Readonly<Record<Level, readonly (readonly [Kind, number])[]>> = {
  core: [
    [plain, 8],
    [intoPool, 3],
    [ofClone, 3],
    [odd, 4],
    [look, 2],
  ],
  capacity: [
    [exactRoom, 3],
    [write, 3],
    [remove, 3],
  ],
  jobs: [
    [wait, 6],
    [control, 3],
    [changeState, 3],
  ],
  faults: [[armOrHeal, 4]],
  concurrency: [[overlap, 12]],
};

/** The kinds of a level, each as often as it is drawn; a random half of those that may be left out (swarm testing). */
export function kindsFor(levels: readonly Level[], swarm: number, probes: readonly Probe[]): readonly Kind[] {
  const usual = levels.flatMap((level) =>
    kinds[level].flatMap(([kind, weight], at) => {
      const stays = kind === plain || kind === look || ((swarm >> (at + levels.indexOf(level) * 4)) & 1) === 0;
      return stays ? Array<Kind>(weight).fill(kind) : [];
    }),
  );
  // A few of them in a run, so that each comes up in states that nothing else has led to.
  const level = levels.at(-1);
  const tried = probes.flatMap((one, at) => {
    if ((swarm + at * 7) % 5 !== 0) return [];
    // The level is made for its own ones.
    return Array<Kind>(one.level === level ? 4 : 1).fill(probeKind(one));
  });
  return [...usual, ...tried];
}

function probeKind({ property, calls }: Probe): Kind {
  return (situation, a, b) => ({
    do: 'probe',
    property,
    calls: Array.from({ length: calls }, (_, at) => callFor(situation, a >> (3 * at), (b >> (2 * at)) & ~1)),
    number: b,
  });
}

/** A call that a careful client makes. */
export function callFor({ state, advertised }: Situation, a: number, b: number): CloneArguments {
  const on = pick(idle(state), a) ?? 'no such volume';
  const pool = b % 4 === 2 ? pick(poolsWhere(state, true), b >> 3) : undefined;
  const { given } = advertised.targetPool;
  return {
    on,
    ...(pool === undefined || given === 'forbidden' ? {} : { TargetPool: pool }),
    ...usualPool(state, advertised, b),
  };
}

/** The step that three numbers mean now. */
export function stepFor(kinds: readonly Kind[], situation: Situation, draws: Draws, at: number): RunStep {
  const [kind = 0, a = 0, b = 0] = draws.slice(at, at + drawsPerStep);
  return kinds[kind % kinds.length]?.(situation, a, b) ?? plain(situation, a, b);
}

function clone(parameters: CloneArguments): RunStep {
  return { do: 'clone', with: parameters };
}

function plain({ state, advertised }: Situation, a: number, b: number): RunStep {
  const on = pick(Object.keys(state.volumes), a) ?? 'no such volume';
  return clone({ on, ...nameFrom(b, advertised, state), ...usualPool(state, advertised, b) });
}

/** A pool that has to be named is: the source's own, or the peer's. */
export function usualPool(state: ModelState, { targetPool, clones }: Advertised, b: number): Partial<CloneArguments> {
  const { given } = targetPool;
  if (given === 'required' || (given === 'requiredForRemote' && !clones.local)) {
    const wanted = clones.local
      ? poolsWhere(state, true)
      : Object.keys(state.pools).filter((name) => state.pools[name]?.isRemote);
    const pool = pick(wanted, b >> 3);
    return pool === undefined ? {} : { TargetPool: pool };
  }
  return {};
}

function intoPool({ state, advertised }: Situation, a: number, b: number): RunStep {
  const on = pick(Object.keys(state.volumes), a) ?? 'no such volume';
  const pool = pick(Object.keys(state.pools), b);
  return clone({ on, ...(pool === undefined ? {} : { TargetPool: pool }), ...nameFrom(b >> 4, advertised, state) });
}

function ofClone({ state, advertised }: Situation, a: number, b: number): RunStep | undefined {
  const on = pick(
    volumesWhere(state, ({ madeOf }) => madeOf !== null),
    a,
  );
  return on === undefined ? undefined : clone({ on, ...usualPool(state, advertised, b) });
}

/** What a careful client would never ask for. */
function odd({ state, advertised }: Situation, a: number, b: number): RunStep {
  const on = pick(Object.keys(state.volumes), a) ?? 'no such volume';
  const { deniedIdentities, names } = advertised;
  const { account } = deniedIdentities;
  const wrong: (CloneArguments | undefined)[] = [
    { on, ElementName: '' },
    { on, ElementName: 'n'.repeat(names.longest + 1) },
    { on, ElementName: 'n'.repeat(names.longest) },
    { on: 'no such volume' },
    { on, TargetPool: 'no such pool' },
    { on, TargetPool: on },
    { on, TargetPool: '' },
    { on, username: 'somebody' },
    { on, password: 'something' },
    deniedIdentities.caller === null ? undefined : { on, caller: deniedIdentities.caller },
    account === null ? undefined : { on, ...account },
    account === null ? undefined : { on, ...account, password: `${account.password}, or not` },
    // Several reasons at once: the earliest answers.
    { on: 'no such volume', ElementName: '' },
    deniedIdentities.caller === null ? undefined : { on: 'no such volume', caller: deniedIdentities.caller },
    deniedIdentities.caller === null ? undefined : { on, ElementName: '', caller: deniedIdentities.caller },
    { on: 'no such volume', TargetPool: 'no such pool' },
    ...Object.keys(state.pools).map((TargetPool) => ({ on, TargetPool })),
    account === null ? undefined : { on: 'no such volume', ...account },
    { on, ElementName: Object.values(state.volumes)[a % 7]?.name ?? 'twice' },
  ];
  return clone(
    pick(
      wrong.filter((one) => one !== undefined),
      b,
    ) ?? { on },
  );
}

function look(): RunStep {
  return { do: 'look' };
}

/** A pool with room for exactly a number of clones, or a block less. */
function exactRoom({ state, advertised }: Situation, a: number, b: number): RunStep | undefined {
  if (!advertised.actions.includes('leaveFree')) return undefined;
  const [name, source] = pick(Object.entries(state.volumes), a) ?? [];
  if (name === undefined || source === undefined || state.pools[source.pool]?.isRemote) return undefined;
  const need = needOf(advertised, source, source.pool, undefined) ?? source.size;
  const { extent } = advertised.allocation;
  const bytes = Math.max(0, (1 + (b % 2)) * need - ((b >> 1) % 2) * extent);
  return { do: 'act', action: { do: 'leaveFree', pool: source.pool, bytes } };
}

function write({ state, advertised }: Situation, a: number, b: number): RunStep | undefined {
  if (!advertised.actions.includes('write')) return undefined;
  const volume = pick(idle(state), a);
  const size = volume === undefined ? 0 : (state.volumes[volume]?.size ?? 0);
  if (volume === undefined || size === 0) return undefined;
  const { extent } = advertised.allocation;
  const offset = Math.min([0, extent, block, 3 * extent + block][b % 4] ?? 0, size - block);
  const length = Math.max(
    block,
    Math.min([block, extent, 2 * extent, extent - block][(b >> 2) % 4] ?? block, size - offset),
  );
  return { do: 'act', action: { do: 'write', volume, offset, length, tag: `t${a % 97}` } };
}

const block = 512;

/** Deletes what no job is at work on. */
function remove({ state, advertised }: Situation, a: number): RunStep | undefined {
  if (!advertised.actions.includes('delete')) return undefined;
  const made = volumesWhere(state, ({ madeOf }) => madeOf !== null).filter((name) => idle(state).includes(name));
  const volume = pick(a % 5 === 0 ? idle(state) : made, a);
  return volume === undefined ? undefined : { do: 'act', action: { do: 'delete', volume } };
}

function wait({ advertised, driver }: Situation, a: number, b: number): RunStep | undefined {
  if (driver.advance === undefined || !advertised.time.virtual) return undefined;
  const { jobsEndWithinMs, finishedJobsStayMs } = advertised.time;
  const spans = [1, 50, 200, 500, 1000, a % 3000, jobsEndWithinMs, (finishedJobsStayMs ?? 0) + 1];
  return { do: 'advance', ms: pick(spans, b) ?? 1 };
}

function control({ state, advertised }: Situation, a: number, b: number): RunStep | undefined {
  if (!advertised.actions.includes('control')) return undefined;
  const open = Object.entries(state.jobs).filter(([, { jobState, gone }]) => !gone && !isOver(jobState));
  const [job] = pick(open, a) ?? [];
  const name: JobControlName | undefined = pick(advertised.jobControls, b);
  return job === undefined || name === undefined
    ? undefined
    : { do: 'act', action: { do: 'control', job, control: name } };
}

/** A volume or pool that nothing is at work on goes offline, or comes back. */
function changeState({ state, advertised }: Situation, a: number, b: number): RunStep | undefined {
  if (!advertised.actions.includes('setState') || hasOpenJobs(state)) return undefined;
  const pools = poolsWhere(state, true);
  const element = b % 2 === 0 ? pick(idle(state), a) : pick(pools, a);
  if (element === undefined) return undefined;
  const isVolume = element in state.volumes;
  const now = isVolume ? state.volumes[element]?.state : state.pools[element]?.state;
  const next = isVolume
    ? pick(['offline', 'offline', 'resizing', 'restoring'], b >> 2)
    : b % 4 === 1
      ? 'offline'
      : 'readOnly';
  const back = now !== 'online' && now !== null && now !== undefined;
  return { do: 'act', action: { do: 'setState', element, state: back ? 'online' : (next ?? 'offline') } };
}

function armOrHeal({ advertised, underFaults, driver }: Situation, a: number, b: number): RunStep | undefined {
  if (underFaults) return { do: 'heal' };
  if (driver.arm === undefined) return undefined;
  const plan = drawnPlan(advertised, a, b);
  return plan === undefined ? undefined : { do: 'arm', plan };
}

function overlap({ state, advertised, driver }: Situation, a: number, b: number): RunStep | undefined {
  if (driver.overlap === undefined) return undefined;
  const sources = Object.keys(state.volumes);
  const calls = [a, a >> 3, a >> 6].slice(0, 2 + (b % 2)).map((n, at) => ({
    // Two on one source are where it hurts.
    on: pick(sources, b % 3 === 0 ? a : n) ?? 'no such volume',
    ...(b % 3 === 1 ? { ElementName: 'same' } : at === 0 ? nameFrom(n, advertised, state) : {}),
    ...usualPool(state, advertised, b),
  }));
  const order = Array.from({ length: 24 }, (_, at) => ((b >> (at % 12)) + at) % calls.length);
  return { do: 'overlap', calls, order };
}

/** Now and then a name, now and then one that is taken where names are unique. */
function nameFrom(n: number, { names }: Advertised, { volumes }: ModelState): Partial<CloneArguments> {
  if (n % 2 === 0) return {};
  if (names.unique && n % 6 === 1) return { ElementName: pick(Object.values(volumes), n >> 3)?.name ?? 'copy' };
  // Where names are unique, those of volumes that went come again.
  return { ElementName: `copy-${n % (names.unique ? 13 : 1009)}` };
}

function poolsWhere({ pools }: ModelState, local: boolean): string[] {
  return Object.keys(pools).filter((name) => {
    const pool = pools[name];
    return pool !== undefined && !pool.isPrimordial && pool.isRemote !== local;
  });
}

function volumesWhere({ volumes }: ModelState, fits: (volume: ModelVolume) => boolean): string[] {
  return Object.entries(volumes).flatMap(([name, volume]) => (fits(volume) ? [name] : []));
}

function hasOpenJobs({ jobs }: ModelState): boolean {
  return Object.values(jobs).some(({ jobState, gone }) => !gone && !isOver(jobState));
}

/** Volumes that can be used, and that no open job reads or writes. */
export function idle(state: ModelState): string[] {
  const busy = new Set<string | null>();
  for (const { target, jobState, gone } of Object.values(state.jobs)) {
    if (gone || isOver(jobState)) continue;
    busy.add(target);
    busy.add(state.volumes[target]?.madeOf ?? null);
  }
  return volumesWhere(state, ({ usable, state: word }) => usable === true || word === 'offline').filter(
    (name) => !busy.has(name),
  );
}

export function pick<Item>(items: readonly Item[], n: number): Item | undefined {
  return items[n % Math.max(1, items.length)];
}
