import { lifecycles } from '../lifecycle/lifecycles.js';
import type { PoolHandle, VolumeHandle } from '../vocabulary/units/ids.js';
import { atLeast } from '../vocabulary/versions.js';
import {
  type ElementEvent,
  type ElementState,
  makeEvents,
  type NotedEvent,
  type StorageEventClass,
  severityOf,
} from './storageEvents.js';
import type { World } from './world.js';

// The events of the documents. Each is asked for only where `isHeard` says so.

/** Whether anybody hears of what happens to elements: who listens, or the trace. */
export function isHeard({ happened, trace }: World): boolean {
  return happened !== undefined || trace !== undefined;
}

/** A volume that clients see has come to be, or what an instance tells of it has changed, or it is about to go. */
export function noteVolumeEvent(world: World, className: Plain, volume: VolumeHandle): void {
  if (has(world)) note(world, { ...ofVolume(world, volume), className, moved: null });
}

/** The same of a pool. */
export function notePoolEvent(world: World, className: Plain, pool: PoolHandle): void {
  if (has(world)) note(world, { ...ofPool(world, pool), className, moved: null });
}

/** A volume has gone from one state to another. One whose pool goes offline does not: its pool tells that. */
export function noteVolumeMoved(world: World, volume: VolumeHandle, from: number): void {
  const { hidden, state } = world.volumes.read(volume);
  if (has(world) && hidden === 0)
    noteMoved(world, ofVolume(world, volume), stateOf(lifecycles.volume, from), stateOf(lifecycles.volume, state));
}

/** A pool has gone from one state to another. */
export function notePoolMoved(world: World, pool: PoolHandle, from: number): void {
  const { state } = world.pools.read(pool);
  if (has(world))
    noteMoved(world, ofPool(world, pool), stateOf(lifecycles.pool, from), stateOf(lifecycles.pool, state));
}

type Plain = 'MSFT_SMStorageArrivalEvent' | 'MSFT_SMStorageDepartureEvent' | 'MSFT_SMStorageModificationEvent';

type Element = Omit<ElementEvent, 'className' | 'moved'>;

/** Their classes came with 2016. */
function has({ configuration }: World): boolean {
  return atLeast(configuration.version, '2016');
}

function ofVolume({ codecs, volumes, pools, nowMs }: World, volume: VolumeHandle): Element {
  return {
    atMs: nowMs,
    of: 'MSFT_SMStorageVolume',
    id: codecs.volume.encode(volume),
    name: volumes.payload(volume),
    isRemote: pools.read(volumes.read(volume).pool).remote === 1,
  };
}

function ofPool({ codecs, pools, nowMs }: World, pool: PoolHandle): Element {
  return {
    atMs: nowMs,
    of: 'MSFT_SMPool',
    id: codecs.pool.encode(pool),
    name: pools.payload(pool),
    isRemote: pools.read(pool).remote === 1,
  };
}

interface Shown extends ElementState {
  readonly status: string;
}

function stateOf(chart: (typeof lifecycles)['volume' | 'pool'], state: number): Shown {
  const { operationalStatus, healthStatus } = chart.meta(state);
  return { state: chart.states[state] ?? '', health: healthStatus, status: operationalStatus.join() };
}

/** What no instance tells is no event: a lock. */
function noteMoved(world: World, element: Element, from: Shown, to: Shown): void {
  const moved = {
    from: { state: from.state, health: from.health },
    to: { state: to.state, health: to.health },
  };
  const classes: StorageEventClass[] = [];
  if (from.status !== to.status || from.health !== to.health) classes.push('MSFT_SMStorageModificationEvent');
  if (from.health !== to.health) classes.push('MSFT_SMStorageHealthStatusChangeEvent', 'MSFT_SMStorageFaultEvent');
  for (const className of classes) note(world, { ...element, className, moved });
}

function note(world: World, event: ElementEvent): void {
  const { className, of, id, moved, atMs } = event;
  world.trace?.add({
    atMs,
    kind: 'event',
    event: className,
    class: of,
    id,
    severity: severityOf(event),
    ...(moved === null ? {} : { from: moved.from.state, to: moved.to.state }),
  });
  const { events, happened } = world;
  if (events === undefined) return;
  const noted: NotedEvent = { kind: 'event', about: event, instance: undefined };
  happened?.push(noted);
  events.waiting.push(noted);
  // What goes is as it was before, and so is what happened to it until then.
  if (className === 'MSFT_SMStorageDepartureEvent') makeEvents(events);
}
