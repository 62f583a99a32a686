import { describe, expect, test } from 'vitest';
import {
  copyType,
  isAsynchronousAction,
  isCloneType,
  isReplicationType,
  kindOf,
  localityOf,
  poolUsage,
  poolUsages,
  replicationActions,
  replicationFeatures,
  replicationTypes,
  syncType,
  volumeUsage,
  volumeUsages,
} from '../../src/vocabulary/replication.js';

const numbersOf = (map: object) => Object.keys(map).map(Number);
const range = (first: number, last: number) => Array.from({ length: last - first + 1 }, (_, index) => first + index);

describe('replication types', () => {
  test('carry the documents’ labels, 2 to 25', () => {
    expect(replicationTypes).toEqual({
      2: 'Synchronous Mirror Local',
      3: 'Asynchronous Mirror Local',
      4: 'Synchronous Mirror Remote',
      5: 'Asynchronous Mirror Remote',
      6: 'Synchronous Snapshot Local',
      7: 'Asynchronous Snapshot Local',
      8: 'Synchronous Snapshot Remote',
      9: 'Asynchronous Snapshot Remote',
      10: 'Synchronous Clone Local',
      11: 'Asynchronous Clone Local',
      12: 'Synchronous Clone Remote',
      13: 'Asynchronous Clone Remote',
      14: 'Synchronous TokenizedClone Local',
      15: 'Asynchronous TokenizedClone Local',
      16: 'Synchronous TokenizedClone Remote',
      17: 'Asynchronous TokenizedClone Remote',
      18: 'Adaptive Mirror Local',
      19: 'Adaptive Mirror Remote',
      20: 'Adaptive Snapshot Local',
      21: 'Adaptive Snapshot Remote',
      22: 'Adaptive Clone Local',
      23: 'Adaptive Clone Remote',
      24: 'Adaptive TokenizedClone Local',
      25: 'Adaptive TokenizedClone Remote',
    });
  });

  test('six of them make clones', () => {
    expect(range(0, 30).filter(isCloneType)).toEqual([10, 11, 12, 13, 22, 23]);
  });

  test('are taken apart into kind and locality', () => {
    expect([kindOf(10), localityOf(10)]).toEqual(['clone', 'local']);
    expect([kindOf(5), localityOf(5)]).toEqual(['mirror', 'remote']);
    expect([kindOf(21), localityOf(21)]).toEqual(['snapshot', 'remote']);
    expect(kindOf(14)).toBe('tokenizedClone');
  });

  test('leave reserved and vendor-specific numbers open', () => {
    for (const number of [0, 1, 26, 2.5, -2, 32_768]) {
      expect(isReplicationType(number)).toBe(false);
      expect([kindOf(number), localityOf(number)]).toEqual([undefined, undefined]);
    }
  });
});

test('features run from 2 to 55', () => {
  expect(numbersOf(replicationFeatures)).toEqual(range(2, 55));
  expect(replicationFeatures[18]).toBe('Synchronized clone target detaches automatically');
  expect(replicationFeatures[23]).toBe('Copy operation requires offline source');
  expect(replicationFeatures[40]).toBe('TargetPool shall not be supplied');
  expect(replicationFeatures[43]).toBe('Creating remote elements requires TargetPool');
  expect(replicationFeatures[44]).toBe('Local targets allocated from sources resource pool');
  expect(replicationFeatures[51]).toBe('Client can supply target ElementName');
  expect(replicationFeatures[55]).toBe('Target element requires resource pool reserved for replication');
});

test('actions run from 2 to 31', () => {
  expect(numbersOf(replicationActions)).toEqual(range(2, 31));
  expect(replicationActions[2]).toBe('CreateElementReplica');
  expect(replicationActions[12]).toBe('CreateGroup');
  expect(replicationActions[31]).toBe('CreateListSynchronizationAspect');
  const alwaysWithinTheCall = numbersOf(replicationActions).filter((action) => !isAsynchronousAction(action));
  expect(alwaysWithinTheCall).toEqual(range(12, 18));
  expect(isAsynchronousAction(32)).toBe(false);
});

test('volume usages are 17, each with a name', () => {
  expect(numbersOf(volumeUsages)).toEqual(range(1, 17));
  expect(Object.values(volumeUsage)).toEqual(range(1, 17));
  expect(volumeUsages[volumeUsage.localReplicaSource]).toBe('Local Replica Source');
  expect(volumeUsages[volumeUsage.localReplicaTarget]).toBe('Local Replica Target');
  expect(volumeUsages[volumeUsage.reservedForSparing]).toBe('Reserved for Sparing');
});

test('pool usages are 8, each with a name', () => {
  expect(numbersOf(poolUsages)).toEqual(range(1, 8));
  expect(Object.values(poolUsage)).toEqual(range(1, 8));
  expect(poolUsages[poolUsage.reservedAsDeltaReplicaContainer]).toBe('Reserved as a Delta Replica Container');
  expect(poolUsages[poolUsage.reservedForLocalReplicationServices]).toBe('Reserved for Local Replication Services');
});

test('synchronizations have the documented sync and copy types', () => {
  expect(syncType).toEqual({ mirror: 6, snapshot: 7, clone: 8 });
  expect(copyType).toEqual({ async: 2, sync: 3, unSyncAssoc: 4, unSyncUnAssoc: 5 });
});
