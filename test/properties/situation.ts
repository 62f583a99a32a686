import type { CallId, CreateCloneParameters, StorageArray } from '../../src/index.js';
import { steps } from '../../src/vocabulary/steps.js';
import { parseDuration } from '../../src/vocabulary/units/durations.js';
import type { ArrayKind } from './arrayKind.js';
import type { KnownSystem } from './knownSystem.js';
import { type Glance, glance } from './transition.js';

/** Everything that a call can meet at one moment. */
export interface Situation {
  readonly view: Glance;
  readonly system: KnownSystem;
  readonly inFlight: readonly CallInFlight[];
}

/** A call that was begun and has not replied, as `progress` shows it. */
export interface CallInFlight {
  readonly id: string;
  /** Place in the conversation of the step that comes next. */
  readonly step: number;
  /** The account that it holds a session of, once it has been let in. */
  readonly account: string | undefined;
  /** How often the provider had stopped when it connected: sessions from before a stop are gone. */
  readonly stops: number | undefined;
}

/** A call as its caller means it, with the ids of the elements that it names: found when it began. */
export interface Asked {
  readonly on: string;
  readonly with: CreateCloneParameters;
  readonly caller: string;
  /** Undefined when no volume, not even a deleted one that is still cached, answers to `on`. */
  readonly source: string | undefined;
  /** TargetPool, or the source's pool. */
  readonly pool: string | undefined;
  readonly beganIn: Situation;
}

export function ask(
  situation: Situation,
  call: { readonly on: string; readonly with: CreateCloneParameters; readonly caller: string },
): Asked {
  const { view, system } = situation;
  const volumes = [...view.volumes.values(), ...deletedElements(system, true)];
  const pools = [...view.pools.values(), ...deletedElements(system, false)];
  const source = volumes.find(({ id, name }) => id === call.on || name === call.on);
  const { TargetPool } = call.with;
  const pool =
    TargetPool == null ? source?.pool : pools.find(({ id, name }) => id === TargetPool || name === TargetPool)?.id;
  return { ...call, source: source?.id, pool, beganIn: situation };
}

function deletedElements({ deletedButCached: all }: KnownSystem, volumes: boolean) {
  const found = [...all].map(([id, { name, pool }]) => ({ id, name, pool }));
  // A volume lives in a pool, a pool does not.
  return found.filter(({ pool }) => (pool !== undefined) === volumes);
}

/** The calls in flight, as they are now. */
export function callsInFlight(
  array: StorageArray,
  ids: readonly string[],
  begun: ReadonlyMap<string, { readonly asked: Asked }>,
  { inFlight, system }: Situation,
): readonly CallInFlight[] {
  return ids.flatMap((id) => {
    const { phase, step } = array.progress(id as CallId);
    if (phase === 'replied') return [];
    const at = steps.indexOf(step);
    const earlier = inFlight.find((one) => one.id === id);
    const known = earlier?.account;
    const given = begun.get(id)?.asked.with.username ?? system.credential?.username;
    const entered = at > steps.indexOf('authenticate');
    const account = entered ? (known ?? (given != null && given in system.accounts ? given : undefined)) : undefined;
    const stops = at > steps.indexOf('connect') ? (earlier?.stops ?? system.stops) : undefined;
    return [{ id, step: at, account, stops }];
  });
}

/** What a call met that was decided later than it was asked: the array as it would have been by then without it, before
 * and after what else was due in that very millisecond.
 */
export function situationsLater(untouched: StorageArray, now: Situation, atMs: number): readonly Situation[] {
  const waited = atMs - now.view.now;
  if (waited <= 0) return [now];
  return [waited - 1, waited].map((ms) => {
    const later = untouched.fork();
    later.advance(ms);
    // A call whose wait is over may have been answered. What depends on the clock is judged by the moment itself.
    const inFlight = now.inFlight.filter(({ id }) => later.progress(id as CallId).phase !== 'replied');
    return { ...now, view: { ...glance(later), now: atMs }, inFlight };
  });
}

/** When each step of a call is judged that begins now and is not interrupted: its latency comes first. */
export function timetable({ profile }: ArrayKind, beganMs: number): readonly number[] {
  let at = beganMs;
  return steps.map((step) => {
    const latency = profile.provider.latency[step] ?? 0;
    at += parseDuration(latency, step);
    return at;
  });
}
