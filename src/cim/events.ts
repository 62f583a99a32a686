import { StorageArray } from '../engine/array.js';
import { timestamp } from '../store/datetime.js';
import { type ElementEvent, type StorageEvent, type StorageEventClass, severityOf } from '../store/storageEvents.js';
import { systemIds } from '../store/systemIds.js';
import { classNamed } from './classesOf.js';
import { recordOfId } from './instances.js';
import { recordOf } from './record.js';

/** The instance of an event. Its element is read as it is now, past all faults: no client reads it. */
export function storageEvent(array: StorageArray, event: ElementEvent): StorageEvent {
  const world = StorageArray.worldOf(array);
  const reads = StorageArray.readsOf(array).plainly();
  const { className, of, id, isRemote, atMs } = event;
  const { system, peer } = systemIds(world);
  const subsystem = isRemote ? peer : system;
  const values = {
    StorageSubsystemObjectId: subsystem,
    SourceInstance: recordOfId(array, of, id, reads) ?? null,
    Description: `${nameOf(event)} ${has[className](event)}`,
    EventTime: timestamp(world, atMs),
    PerceivedSeverity: severityOf(event),
    SourceClassName: of,
    ...healthOf(event, () => recordOfId(array, 'MSFT_SMSystem', subsystem, reads) ?? null),
    ...faultOf(event),
  };
  // The record has the properties of the event's class.
  return recordOf(classNamed(className, world.configuration.version), values) as unknown as StorageEvent;
}

function nameOf({ of, name }: ElementEvent): string {
  return `${of === 'MSFT_SMPool' ? 'pool' : 'volume'} '${name}'`;
}

/** What an event says that its element has done or met. */
const has: Readonly<Record<StorageEventClass, (event: ElementEvent) => string>> = {
  MSFT_SMStorageArrivalEvent: () => 'has arrived',
  MSFT_SMStorageDepartureEvent: () => 'has departed',
  MSFT_SMStorageModificationEvent: (event) => (event.moved === null ? 'has changed' : movedIn(event)),
  MSFT_SMStorageHealthStatusChangeEvent: movedIn,
  MSFT_SMStorageFaultEvent: movedIn,
};

function movedIn({ moved }: ElementEvent): string {
  return `was ${moved?.from.state}, and is ${moved?.to.state}`;
}

function healthOf({ className, moved }: ElementEvent, system: () => object | null) {
  if (className !== 'MSFT_SMStorageHealthStatusChangeEvent') return {};
  return {
    StorageSystem: system(),
    PreviousHealthStatus: moved?.from.health,
    CurrentHealthStatus: moved?.to.health,
  };
}

/** A fault is there from when its element is not healthy until it is. */
function faultOf(event: ElementEvent) {
  const { className, moved, id } = event;
  if (className !== 'MSFT_SMStorageFaultEvent' || moved === null) return {};
  const { from, to } = moved;
  const isOver = to.health === 0;
  return {
    ChangeType: isOver ? change.deletion : from.health === 0 ? change.creation : change.modification,
    FaultId: `fault-${id}`,
    FaultType: isOver ? from.state : to.state,
    FaultingObjectDescription: nameOf(event),
    FaultingObject: id,
    Reason: `${nameOf(event)} ${movedIn(event)}`,
  };
}

/** MSFT_SMStorageFaultEvent.ChangeType. */
const change = { creation: 0, deletion: 1, modification: 2 };
