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
import type { Method } from './notation.js';
import { partialDiscovery } from './partialDiscovery.js';
import { setReadonly } from './setReadonly.js';
import { setReadWrite } from './setReadWrite.js';
import { setReplicationRelationship } from './setReplicationRelationship.js';
import { startDiscovery } from './startDiscovery.js';
import { type UnmodelledName, unmodelledFacts } from './unmodelled/index.js';

/** The methods that arraysim answers, by the name under which no other method of the `MSFT_SM*` classes is meant. */
export const methods = {
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
} as const satisfies Readonly<Record<string, Method>>;

export type Methods = typeof methods;

/** 'CreateClone', 'StorageVolume.Delete'. */
export type MethodName = keyof Methods;

// The keys of an object literal are its names: `Object.keys` only forgets the type.
export const methodNames = Object.keys(methods) as readonly MethodName[];

/** A method by its place in `methodNames`, which is what rows keep of it.
 * @throws Error for a place that no method has
 */
export function methodAt(place: number): MethodName {
  const name = methodNames[place];
  if (name === undefined) throw new Error(`no method has place ${place}`);
  return name;
}

/** What can be called: a method that arraysim answers, or one that it refuses because it does not model it. */
export type CalledName = MethodName | UnmodelledName;

/** Whether a method is one that arraysim answers. */
export function isAnswered(name: CalledName): name is MethodName {
  return Object.hasOwn(methods, name);
}

/** A method's facts, whichever it is. */
export function factsOf(name: CalledName): Method {
  return isAnswered(name) ? methods[name] : unmodelledFacts[name];
}

/** A method of the SMI-S provider that the storage service calls. */
export type ProviderMethod = MethodsOf<Methods[MethodName]['provider']>;
type MethodsOf<Provider> = Provider extends { readonly method: infer One extends string }
  ? One | (Provider extends { readonly others: readonly (infer Other extends string)[] } ? Other : never)
  : never;

// What the type says of the methods' facts, read off them, each once.
export const providerMethods = [
  ...new Set(
    methodNames.flatMap((name) => {
      const { method, others = [] } = factsOf(name).provider;
      return [method, ...others];
    }),
  ),
] as readonly ProviderMethod[];
