import { modelOf, modelsFor } from '../model/methods/index.js';
import type { MethodModel } from '../model/methods/method.js';
import { needOf } from '../model/room.js';
import { idle, type Situation as Known, nobody, pick, poolsWhere, troubles, volumesWhere } from '../model/situation.js';
import { isOpen, type ModelState } from '../model/state.js';
import { levels as allLevels, type Level } from '../report.js';
import type { Probe } from '../run/probe.js';
import type { RunStep } from '../run/steps.js';
import type { JobControlName } from '../subject/action.js';
import type { Advertised } from '../subject/advertised.js';
import type { Call } from '../subject/call.js';
import type { Driver } from '../subject/driver.js';
import { answers } from '../subject/needs.js';
import { drawnPlan } from './plans.js';

/** Numbers that a run is made of: three for each step. */
type Draws = readonly number[];
export const drawsPerStep = 3;

/** What the next step is chosen by. */
interface Situation extends Known {
  readonly underFaults: boolean;
  readonly driver: Driver;
}

type Kind = (situation: Situation, a: number, b: number) => RunStep | undefined;

/** What a level adds to those before it beside calls, how often each is drawn. */
const kinds: Readonly<Record<Level, readonly (readonly [Kind, number])[]>> = {
  core: [[look, 2]],
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

/** The kinds of some levels, each as often as it is drawn; a random half of those that may be left out (swarm testing). The first
 * of them stands in for one that has nothing to do.
 */
export function kindsFor(
  levels: readonly Level[],
  swarm: number,
  probes: readonly Probe[],
  advertised: Advertised,
): readonly Kind[] {
  const [first, ...others] = modelsFor(advertised);
  const usual = levels.flatMap((level) => {
    const all = [...(first === undefined ? [] : callsOf(first, level)), ...kinds[level]];
    for (const model of others) all.push(...callsOf(model, level));
    return all.flatMap(([kind, weight], at) => {
      const always = kind === look || (level === 'core' && at === 0);
      const stays = always || ((swarm >> ((at + allLevels.indexOf(level) * 4) % swarmBits)) & 1) === 0;
      return stays ? Array<Kind>(weight).fill(kind) : [];
    });
  });
  // A few of them in a run, so that each comes up in states that nothing else has led to.
  const level = levels.at(-1);
  const tried = probes.flatMap((one, at) => {
    if ((swarm + at * 7) % 5 !== 0) return [];
    // The level is made for its own ones.
    return Array<Kind>(one.level === level ? 4 : 1).fill(probeKind(one));
  });
  return [...usual, ...tried];
}

/** Bits of the number that says what is left out. */
const swarmBits = 24;

function callsOf({ draws }: MethodModel, level: Level): (readonly [Kind, number])[] {
  return (draws[level] ?? []).map(([draw, weight]) => [(situation, a, b) => stepOf(draw(situation, a, b)), weight]);
}

function stepOf(call: Call | undefined): RunStep | undefined {
  return call === undefined ? undefined : { do: 'call', ...call };
}

function probeKind({ property, calls, ofMethods }: Probe): Kind {
  return (situation, a, b) => ({
    do: 'probe',
    property,
    calls: Array.from({ length: calls }, (_, at) =>
      callFor(situation, a >> (3 * at), (b >> (2 * at)) & ~1, (a >> (5 + at)) % 4 === 0 ? ofMethods : undefined),
    ),
    number: b,
  });
}

/** A call that a careful client makes: a clone, or now and then a call of another method. */
function callFor(situation: Known, a: number, b: number, of: Probe['ofMethods']): Call {
  const others =
    of === undefined
      ? []
      : modelsFor(situation.advertised)
          .slice(1)
          .filter(({ makes }) => of === 'any' || (makes?.kind === 'volume' && !makes.copies));
  const clone = modelOf('CreateClone').careful;
  return (
    pick(others, a)?.careful(situation, a >> 2, b) ??
    clone(situation, a, b) ?? { method: 'CreateClone', on: nobody.volume, with: {} }
  );
}

/** The step that three numbers mean now. */
export function stepFor(kinds: readonly Kind[], situation: Situation, draws: Draws, at: number): RunStep {
  const [kind = 0, a = 0, b = 0] = draws.slice(at, at + drawsPerStep);
  return kinds[kind % kinds.length]?.(situation, a, b) ?? kinds[0]?.(situation, a, b) ?? look();
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

/** Deletes what no job is at work on, past the methods: where the subject has none that deletes. */
function remove({ state, advertised }: Situation, a: number): RunStep | undefined {
  if (!advertised.actions.includes('delete') || answers('StorageVolume.Delete', advertised)) return undefined;
  const made = volumesWhere(state, ({ madeBy }) => madeBy !== null).filter((name) => idle(state).includes(name));
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
  const open = Object.entries(state.jobs).filter(([, one]) => isOpen(one));
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
  const next = isVolume ? pick(['offline', ...troubles.volume], b >> 2) : b % 4 === 1 ? 'offline' : 'readOnly';
  const back = now !== 'online' && now !== null && now !== undefined;
  return { do: 'act', action: { do: 'setState', element, state: back ? 'online' : (next ?? 'offline') } };
}

function armOrHeal({ advertised, underFaults, driver }: Situation, a: number, b: number): RunStep | undefined {
  if (underFaults) return { do: 'heal' };
  if (driver.arm === undefined) return undefined;
  const plan = drawnPlan(advertised, a, b);
  return plan === undefined ? undefined : { do: 'arm', plan };
}

/** Calls at once, of what one source is asked for or of several; now and then one of another method. */
function overlap(situation: Situation, a: number, b: number): RunStep | undefined {
  if (situation.driver.overlap === undefined) return undefined;
  const [first, ...others] = modelsFor(situation.advertised);
  if (first === undefined) return undefined;
  const calls = [a, a >> 3, a >> 6].slice(0, 2 + (b % 2)).flatMap((n, at): Call[] => {
    const other = at > 0 && (n >> 2) % 4 === 0 ? pick(others, n >> 4) : undefined;
    const call = other?.careful(situation, n, b) ?? (first.race ?? first.careful)(situation, b % 3 === 0 ? a : n, b);
    return call === undefined ? [] : [call];
  });
  if (calls.length < 2) return undefined;
  const order = Array.from({ length: 24 }, (_, at) => ((b >> (at % 12)) + at) % calls.length);
  return { do: 'overlap', calls, order };
}

function hasOpenJobs({ jobs }: ModelState): boolean {
  return Object.values(jobs).some(isOpen);
}
