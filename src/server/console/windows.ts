import { lifecycles } from '../../lifecycle/lifecycles.js';
import type { FilmedJobView, FilmedSynchronization } from '../../report/film/film.js';
import { findPool, isListed } from '../../store/references.js';
import { shownRelationState, shownState } from '../../store/shownState.js';
import { jobView, synchronizationView, volumeView } from '../../store/views.js';
import type { World } from '../../store/world.js';
import { badInput } from '../../vocabulary/input/badInput.js';
import { none, type PoolHandle, type SynchronizationHandle, type VolumeHandle } from '../../vocabulary/units/ids.js';
import type { Window, WindowQuery } from './contract/answers.js';
import type { PageVolume } from './contract/state.js';
import { limits } from './limits.js';
import { pageJob, pageSynchronization, pageVolume } from './views.js';

/** A window without the event that it is up to: whoever sends it knows that. */
type Part<Element> = Omit<Window<Element>, 'upTo'>;

// Each looks at the rows of one table once, and makes views of those in the window only.

export function volumeWindow(world: World, query: WindowQuery): Part<PageVolume> {
  const { volumes, codecs } = world;
  const pool = poolOf(world, query);
  const state = stateOf('volume', query);
  const isMeant = searching(query, (volume: VolumeHandle) => [volumes.payload(volume), codecs.volume.encode(volume)]);
  return windowOf(
    volumes.handles(),
    query,
    (volume) => pageVolume(volumeView(world, volume)),
    (volume) => {
      const row = volumes.read(volume);
      if (!isListed(row) || (pool !== undefined && row.pool !== pool)) return false;
      return (state === undefined || shownState(world, row) === state) && isMeant(volume);
    },
  );
}

export function jobWindow(world: World, query: WindowQuery): Part<FilmedJobView> {
  const { jobs, codecs } = world;
  const pool = poolOf(world, query);
  const state = stateOf('job', query);
  const isMeant = searching(query, (job: Parameters<typeof codecs.job.encode>[0]) => {
    const { source, target } = jobs.read(job);
    return [codecs.job.encode(job), nameOf(world, source), nameOf(world, target)];
  });
  return windowOf(
    jobs.handles(),
    query,
    (job) => pageJob(jobView(world, job)),
    (job) => {
      const row = jobs.read(job);
      if (pool !== undefined && row.pool !== pool) return false;
      return (state === undefined || row.state === state) && isMeant(job);
    },
  );
}

export function synchronizationWindow(world: World, query: WindowQuery): Part<FilmedSynchronization> {
  const { synchronizations, volumes, codecs } = world;
  const pool = poolOf(world, query);
  const state = stateOf('synchronization', query);
  const isMeant = searching(query, (relation: SynchronizationHandle) => {
    const { source, target } = synchronizations.read(relation);
    return [codecs.synchronization.encode(relation), nameOf(world, source), nameOf(world, target)];
  });
  const view = (relation: SynchronizationHandle) => pageSynchronization(synchronizationView(world, relation));
  return windowOf(synchronizations.handles(), query, view, (relation) => {
    const row = synchronizations.read(relation);
    if (pool !== undefined && ![row.source, row.target].some((volume) => volumes.peek(volume)?.pool === pool))
      return false;
    return (state === undefined || shownRelationState(world, row) === state) && isMeant(relation);
  });
}

function nameOf({ volumes }: World, volume: VolumeHandle | -1): string {
  return volume !== none && volumes.has(volume) ? volumes.payload(volume) : '';
}

function poolOf(world: World, { pool }: WindowQuery): PoolHandle | undefined {
  if (pool === undefined) return undefined;
  const found = findPool(world, pool, 'query.pool');
  return found === none ? badInput({ field: 'query.pool', value: pool, expected: 'the id of a pool' }) : found;
}

function stateOf(kind: 'volume' | 'job' | 'synchronization', { state }: WindowQuery): number | undefined {
  if (state === undefined) return undefined;
  const among: readonly string[] = lifecycles[kind].states;
  const found = among.indexOf(state);
  return found === -1
    ? badInput({ field: 'query.state', value: state, expected: `a state of a ${kind}`, among })
    : found;
}

/** Whether a search has a part of one of the texts, in any case of letters. */
function searching<Handle>({ search = '' }: WindowQuery, textsOf: (handle: Handle) => readonly string[]) {
  const wanted = search.toLowerCase();
  return (handle: Handle) => wanted === '' || textsOf(handle).some((text) => text.toLowerCase().includes(wanted));
}

function windowOf<Handle, Element>(
  handles: Iterable<Handle>,
  { offset = 0, limit = usualLimit, order = 'oldest' }: WindowQuery,
  view: (handle: Handle) => Element,
  isMeant: (handle: Handle) => boolean,
): Part<Element> {
  const meant: Handle[] = [];
  for (const handle of handles) if (isMeant(handle)) meant.push(handle);
  if (order === 'newest') meant.reverse();
  const end = offset + Math.min(limit, limits.window);
  return { items: meant.slice(offset, end).map(view), offset, total: meant.length };
}

const usualLimit = 100;
