import { type CalledName, isAnswered, type MethodName } from '../vocabulary/methods/index.js';
import { addDiskDrives } from './addDiskDrives.js';
import { createClone } from './createClone.js';
import { createPool } from './createPool.js';
import { createReplica } from './createReplica.js';
import { createSnapshot } from './createSnapshot.js';
import { createVolumeInPool } from './createVolumeInPool.js';
import { createVolumeInSystem } from './createVolumeInSystem.js';
import { deletePool } from './deletePool.js';
import { deleteReplicationRelationship } from './deleteReplicationRelationship.js';
import { deleteVolume } from './deleteVolume.js';
import { diagnose } from './diagnose.js';
import { getPoolObjectIdFromJob } from './getPoolObjectIdFromJob.js';
import { getRecoveryPointData } from './getRecoveryPointData.js';
import { getSizesInfo } from './getSizesInfo.js';
import { getStorageVolumeNameFromJob } from './getStorageVolumeNameFromJob.js';
import { getStorageVolumeObjectIdFromJob } from './getStorageVolumeObjectIdFromJob.js';
import { getSupportedCopyStates } from './getSupportedCopyStates.js';
import { getSupportedFeatures } from './getSupportedFeatures.js';
import { getSupportedGroupCopyStates } from './getSupportedGroupCopyStates.js';
import { getSupportedGroupFeatures } from './getSupportedGroupFeatures.js';
import { getSupportedGroupOperations } from './getSupportedGroupOperations.js';
import { getSupportedOperations } from './getSupportedOperations.js';
import { modifySize } from './modifySize.js';
import type { AnyOperation } from './operation.js';
import { partialDiscovery } from './partialDiscovery.js';
import { setReadonly } from './setReadonly.js';
import { setReadWrite } from './setReadWrite.js';
import { setReplicationRelationship } from './setReplicationRelationship.js';
import { startDiscovery } from './startDiscovery.js';
import { unmodelledOperation } from './unmodelled.js';

/** The behaviour of every method: one that has facts and no behaviour does not compile. */
export const operations: Readonly<Record<MethodName, AnyOperation>> = {
  CreateClone: createClone,
  'StorageVolume.Delete': deleteVolume,
  'Pool.Delete': deletePool,
  GetSizesInfo: getSizesInfo,
  GetSupportedFeatures: getSupportedFeatures,
  GetSupportedCopyStates: getSupportedCopyStates,
  GetSupportedOperations: getSupportedOperations,
  GetSupportedGroupFeatures: getSupportedGroupFeatures,
  GetSupportedGroupCopyStates: getSupportedGroupCopyStates,
  GetSupportedGroupOperations: getSupportedGroupOperations,
  GetRecoveryPointData: getRecoveryPointData,
  GetStorageVolumeObjectIdFromJob: getStorageVolumeObjectIdFromJob,
  GetStorageVolumeNameFromJob: getStorageVolumeNameFromJob,
  GetPoolObjectIdFromJob: getPoolObjectIdFromJob,
  StartDiscovery: startDiscovery,
  PartialDiscovery: partialDiscovery,
  CreatePool: createPool,
  AddDiskDrives: addDiskDrives,
  'StorageVolume.CreateReplica': createReplica,
  'StorageVolume.SetReplicationRelationship': setReplicationRelationship,
  DeleteReplicationRelationship: deleteReplicationRelationship,
  'System.Diagnose': diagnose,
  CreateSnapshot: createSnapshot,
  'Pool.CreateStorageVolume': createVolumeInPool,
  'System.CreateStorageVolume': createVolumeInSystem,
  SetReadonly: setReadonly,
  SetReadWrite: setReadWrite,
  'StorageVolume.ModifySize': modifySize,
};

export type Operations = typeof operations;

/** The behaviour of what can be called: of a method that is not modelled, that it is refused. */
export function operationOf(name: CalledName): AnyOperation {
  return isAnswered(name) ? operations[name] : unmodelledOperation(name);
}
