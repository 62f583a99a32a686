import { heldTags } from '../../engine/faults/release.js';
import { differences } from '../../engine/history/differences.js';
import { effectText } from '../../faults/effectText.js';
import { firingText } from '../../faults/firingText.js';
import { ledger } from '../../faults/ledger.js';
import type { Fields } from '../../report/film/film.js';
import { poolView } from '../../store/views.js';
import type { World } from '../../store/world.js';
import { steps } from '../../vocabulary/steps.js';
import type { CallHandle } from '../../vocabulary/units/ids.js';
import type { CallInFlight, Changed, FaultsState, UniverseFrame, UniverseState } from './contract/state.js';
import type { StateCounter } from './counts.js';
import { limits } from './limits.js';
import { pageJob, pagePool, pageSynchronization, pageVolume } from './views.js';
import { jobWindow } from './windows.js';

type Elements = Pick<
  UniverseFrame,
  'pools' | 'volumes' | 'synchronizations' | 'jobs' | 'stale' | 'calls' | 'faults' | 'counts'
>;

/** What of the elements is another than it was: it costs what has changed, and not what is there.
 * @param counter follows
 * @param most volumes and synchronizations that are told each by itself
 */
export function elementsOf(before: World, after: World, counter: StateCounter, most: number): Elements {
  const found = differences(before, after, most);
  const { pools, volumes, synchronizations, jobs, cut } = found;
  return {
    ...part('pools', pools.map(changed(pagePool))),
    ...part('volumes', volumes.map(changed(pageVolume))),
    ...part('synchronizations', synchronizations.map(changed(pageSynchronization))),
    ...part('jobs', jobs.map(changed(pageJob))),
    ...(cut ? { stale: true } : {}),
    ...callsThatChanged(before, after),
    ...faultsThatChanged(before, after),
    ...(counter.follow(found, after) ? { counts: counter.counts() } : {}),
  };
}

/** All of a universe that is not asked for by windows. */
export function picture(world: World): Pick<UniverseState, 'pools' | 'jobs' | 'calls' | 'faults'> {
  const { pools } = world;
  return {
    pools: [...pools.handles()]
      .filter((pool) => pools.read(pool).goneAt === 0)
      .map((pool) => pagePool(poolView(world, pool))),
    jobs: jobWindow(world, { limit: limits.window, order: 'newest' }).items.toReversed(),
    calls: callsInFlight(world),
    faults: faultsOf(world),
  };
}

function part<Name extends string, Item>(name: Name, items: readonly Item[]): { [Key in Name]?: readonly Item[] } {
  return items.length === 0 ? {} : ({ [name]: items } as { [Key in Name]?: readonly Item[] });
}

function changed<View, Element>(page: (view: View) => Element) {
  return ({ id, after }: { readonly id: string; readonly after: View | null }): Changed<Element> => ({
    id,
    now: after === null ? null : page(after),
  });
}

function callsThatChanged(before: World, after: World): Pick<Elements, 'calls'> {
  return before.calls.differing(after.calls).length === 0 ? {} : { calls: callsInFlight(after) };
}

const phases = ['ready', 'waiting', 'replied', 'held'] as const;

/** More calls than people look at; a server's clients may have many. */
const callsAtMost = 200;

function callsInFlight(world: World): CallInFlight[] {
  const shown: CallInFlight[] = [];
  for (const handle of world.calls.handles()) {
    if (shown.length === callsAtMost) break;
    shown.push(callInFlight(world, handle));
  }
  return shown;
}

/** A call in flight, as pages are told of it. */
export function callInFlight({ calls, codecs }: World, handle: CallHandle): CallInFlight {
  const { phase, step } = calls.read(handle);
  const { method, on, caller } = calls.payload(handle).request;
  return {
    id: codecs.call.encode(handle),
    method,
    on,
    caller,
    phase: phases[phase] ?? 'ready',
    step: steps[step] ?? 'serviceReply',
  };
}

function faultsThatChanged(before: World, after: World): Pick<Elements, 'faults'> {
  if (before.faults === undefined && after.faults === undefined) return {};
  const isSame = before.faults?.planState === after.faults?.planState && `${heldTags(before)}` === `${heldTags(after)}`;
  return isSame ? {} : { faults: faultsOf(after) };
}

export function faultsOf(world: World): FaultsState {
  const { faults } = world;
  if (faults === undefined) return { ledger: [], held: [] };
  const { planState } = faults;
  return {
    held: heldTags(world),
    ledger: ledger(planState).flatMap((entry) => {
      const fault = planState.faults.named(entry.fault)?.fault;
      if (fault === undefined) return [];
      const text = `${fault.at.join(' or ')}: ${fault.effects.map(effectText).join('; ')} (${firingText(fault)})`;
      return [{ ...entry, text, written: fault.written as Fields }];
    }),
  };
}
