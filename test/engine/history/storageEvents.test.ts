import { describe, expect, test } from 'vitest';
import {
  type AnyInstance,
  type ArrayOptions,
  BadInputError,
  createArray,
  type FaultEvent,
  type HealthStatusChangeEvent,
  loadArray,
  type StorageArray,
  type StorageEvent,
} from '../../../src/index.js';

function make(options: ArrayOptions = {}): StorageArray {
  return createArray({
    seed: 4,
    profile: { base: 'full-copy', jobs: { copyRatePerSecond: '5000 KiB', startsWithin: 0 } },
    pools: [
      { name: 'gold', size: '1 GiB' },
      { name: 'spare', size: '1 GiB' },
    ],
    volumes: [{ name: 'db', pool: 'gold', size: '10 MiB' }],
    ...options,
  });
}

/** What a listener to all events is told of, one line an event: when, the class without what all begin with, and a sentence. */
function heard(array: StorageArray): string[] {
  const lines: string[] = [];
  array.on('event', (event) => lines.push(lineOf(event)));
  return lines;
}

function lineOf({ __CLASS, EventTime, Description, PerceivedSeverity }: StorageEvent): string {
  const [, kind] = /^MSFT_SMStorage(.*)Event$/.exec(__CLASS) ?? [];
  return `${EventTime?.slice(8, 18)} ${kind} ${PerceivedSeverity}: ${Description}`;
}

describe('the events of the documents', () => {
  test('tell of a clone: its arrival, its change when its copy is complete, and its departure', () => {
    const array = make();
    const lines = heard(array);
    array.createClone('db', { ElementName: 'monday' });
    expect(lines).toEqual(["000000.000 Arrival 2: volume 'monday' has arrived"]);
    array.settle();
    array.invoke('monday', 'Delete');
    array.settle();
    expect(lines.slice(1)).toEqual([
      "000002.048 Modification 2: volume 'monday' was starting, and is online",
      "000002.048 Departure 2: volume 'monday' has departed",
    ]);
  });

  test('bring the element as it is once the moment is over; one that departs as it was', () => {
    const array = make();
    const events: StorageEvent[] = [];
    array.on('MSFT_SMStorageEvent', (event) => events.push(event));
    const { TargetStorageVolume: id } = array.createClone('db', { ElementName: 'monday' });
    array.settle();
    array.outOfBand.delete('monday');
    const [arrival, ready, departure] = events;
    const source = { ObjectId: id, DisplayName: 'monday', __CLASS: 'MSFT_SMStorageVolume' };
    // A target of a replica, though it was made before its relation to its source.
    expect(arrival?.SourceInstance).toMatchObject({ ...source, OperationalStatus: [8], Usage: 8 });
    expect(ready?.SourceInstance).toMatchObject({ ...source, OperationalStatus: [2] });
    expect(departure).toMatchObject({ SourceInstance: source, SourceClassName: 'MSFT_SMStorageVolume' });
    const [system] = array.associators(array.pool('gold'), { resultClass: 'MSFT_SMSystem' });
    expect(departure?.StorageSubsystemObjectId).toBe(system?.ObjectId);
  });

  test('tell of health and faults by the value maps: a fault has one id from its creation to its deletion', () => {
    const array = make();
    const faults: FaultEvent[] = [];
    const changes: HealthStatusChangeEvent[] = [];
    array.on('MSFT_SMStorageFaultEvent', (event) => faults.push(event));
    array.on('MSFT_SMStorageHealthStatusChangeEvent', (event) => changes.push(event));
    array.set({ volume: 'db', state: 'degraded' });
    array.set({ volume: 'db', state: 'failed' });
    array.set({ volume: 'db', state: 'online' });
    expect(changes.map((one) => [one.PreviousHealthStatus, one.CurrentHealthStatus, one.PerceivedSeverity])).toEqual([
      [0, 1, 3],
      [1, 2, 5],
      [2, 0, 2],
    ]);
    expect(faults.map(({ ChangeType, FaultType }) => [ChangeType, FaultType])).toEqual([
      [0, 'degraded'],
      [2, 'failed'],
      [1, 'failed'],
    ]);
    expect(new Set(faults.map(({ FaultId }) => FaultId)).size).toBe(1);
    expect(faults[0]).toMatchObject({
      FaultingObject: array.volume('db').id,
      FaultingObjectDescription: "volume 'db'",
      Reason: "volume 'db' was online, and is degraded",
      FaultingObjectLocation: null,
    });
    expect(changes[0]?.StorageSystem).toMatchObject({ __CLASS: 'MSFT_SMSystem' });
  });

  test('tell of pools: their size, their states, faults that heal, and when they go', () => {
    const array = make({ faults: 'sick = jobStart 1*: poolState degraded' });
    const lines = heard(array);
    array.set({ pool: 'gold', size: '2 GiB' });
    array.createClone('db', { ElementName: 'monday' });
    array.faults.heal();
    array.set({ pool: 'spare', state: 'readOnly' });
    array.invoke('spare', 'Pool.Delete');
    array.settle();
    expect(lines).toEqual([
      "000000.000 Modification 2: pool 'gold' has changed",
      "000000.000 Arrival 2: volume 'monday' has arrived",
      "000000.000 Modification 2: pool 'gold' was online, and is degraded",
      "000000.000 HealthStatusChange 3: pool 'gold' was online, and is degraded",
      "000000.000 Fault 3: pool 'gold' was online, and is degraded",
      "000000.000 Modification 2: pool 'gold' was degraded, and is online",
      "000000.000 HealthStatusChange 2: pool 'gold' was degraded, and is online",
      "000000.000 Fault 2: pool 'gold' was degraded, and is online",
      "000000.000 Departure 2: pool 'spare' has departed",
      "000002.048 Modification 2: volume 'monday' was starting, and is online",
    ]);
  });

  test('tell nothing of a lock, but of the health that it hides', () => {
    const array = make({ profile: { base: 'full-copy', deletion: { by: 'job', takes: '1 s' } } });
    const lines = heard(array);
    array.invoke('db', 'Delete');
    array.provider.failAt('jobEnd', 4);
    array.settle();
    expect(lines).toEqual([]);
    array.set({ volume: 'db', state: 'degraded' });
    lines.length = 0;
    array.invoke('db', 'Delete');
    expect(lines[0]).toContain("Modification 2: volume 'db' was degraded, and is deleting");
  });

  test('are told of what happened within one passing of time as it was then, and in order', () => {
    const array = make({ profile: { base: 'full-copy', jobs: { leavesResidue: true } } });
    const seen: unknown[] = [];
    array.on('event', ({ __CLASS, SourceInstance }) => seen.push([__CLASS, SourceInstance?.OperationalStatus]));
    array.createClone('db', { ElementName: 'monday' });
    array.provider.failAt('jobEnd', 4);
    array.advance('1 d');
    expect(seen).toEqual([
      ['MSFT_SMStorageArrivalEvent', [8]],
      ['MSFT_SMStorageModificationEvent', [6]],
      ['MSFT_SMStorageHealthStatusChangeEvent', [6]],
      ['MSFT_SMStorageFaultEvent', [6]],
    ]);
  });

  test('stand in the trace, the same whether anybody listens or not; a replay, a fork and a loaded array tell nobody', () => {
    const run = (array: StorageArray) => {
      array.createClone('db', { ElementName: 'monday' });
      array.settle();
      array.set({ volume: 'monday', state: 'failed' });
      array.invoke('monday', 'Delete');
      return array;
    };
    const array = make();
    const lines = heard(array);
    const fork = array.fork();
    const loaded = loadArray(array.save());
    run(fork);
    run(loaded);
    expect(lines).toEqual([]);
    run(array);
    expect(array.trace().hash).toBe(fork.trace().hash);
    const entries = array.trace().entries.flatMap(({ event }) => (event.kind === 'event' ? [event] : []));
    expect(entries).toHaveLength(lines.length);
    expect(entries[0]).toMatchObject({
      event: 'MSFT_SMStorageArrivalEvent',
      class: 'MSFT_SMStorageVolume',
      severity: 2,
    });
    expect(entries.at(2)).toMatchObject({ from: 'online', to: 'failed' });
  });

  test('are not told of what is taken back with its change, nor of a target that is not listed yet', () => {
    const array = make({
      profile: { base: 'full-copy', clones: { targetListed: 'atCompletion' } },
    });
    const lines = heard(array);
    expect(() => array.set({ volume: 'db', state: 'nowhere' } as never)).toThrow(BadInputError);
    const { Job } = array.createClone('db', { ElementName: 'monday' });
    expect(lines).toEqual([]);
    array.jobs.wait(Job);
    expect(lines.map((line) => line.slice(11))).toEqual([
      "Arrival 2: volume 'monday' has arrived",
      "Modification 2: volume 'monday' was starting, and is online",
    ]);
  });

  test('are not kept from their listeners by faults of reads, and are no reads', () => {
    const array = make({ faults: 'blind = read 1*: failRead timedOut' });
    const instances: AnyInstance[] = [];
    array.on('event', ({ SourceInstance }) => instances.push(SourceInstance as AnyInstance));
    array.createClone('db', { ElementName: 'monday' });
    expect(instances[0]).toMatchObject({ DisplayName: 'monday' });
  });

  test('end with their listener, came with 2016, and are known by name', () => {
    const array = make();
    const lines: string[] = [];
    const end = array.on('MSFT_SMStorageArrivalEvent', (event) => lines.push(lineOf(event)));
    end();
    array.createClone('db');
    expect(lines).toEqual([]);
    const old = make({ version: '2012R2' });
    expect(() => old.on('event', () => undefined)).toThrow(
      'an event that Windows Server 2012R2 has: this one came with 2016',
    );
    expect(old.trace().entries.some(({ event }) => event.kind === 'event')).toBe(false);
    expect(() => array.on('MSFT_SMStorageArivalEvent' as never, () => undefined)).toThrow(
      "did you mean 'MSFT_SMStorageArrivalEvent'",
    );
  });
});
