import type { MethodName } from '../../../vocabulary/methods/index.js';
import { type Advertised, methodsOf } from '../../subject/advertised.js';
import { type CodedRule, codedRules } from '../rule.js';
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
import type { MethodModel } from './method.js';
import { modifySize } from './modifySize.js';
import { partialDiscovery } from './partialDiscovery.js';
import { setReadonly } from './setReadonly.js';
import { setReadWrite } from './setReadWrite.js';
import { setReplicationRelationship } from './setReplicationRelationship.js';
import { startDiscovery } from './startDiscovery.js';

/** The models, a line a method. */
const models: Readonly<Record<MethodName, MethodModel>> = {
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

export function modelOf(method: MethodName): MethodModel {
  return models[method];
}

/** The models of the methods that a subject answers. */
export function modelsFor(advertised: Pick<Advertised, 'methods'>): readonly MethodModel[] {
  return methodsOf(advertised).map(modelOf);
}

/** The reasons to refuse, as one subject has them, in the order in which a call meets them.
 * @param inTrouble whether those are needed that hold in a trouble only
 */
export function rulesOf(
  method: MethodName,
  { version, declares }: Advertised,
  inTrouble: boolean,
): readonly CodedRule[] {
  const { codes = nothingIn[version] } = declares;
  let known = byCodes.get(codes);
  if (known === undefined) {
    known = new Map();
    byCodes.set(codes, known);
  }
  let rules = known.get(method);
  if (rules === undefined) {
    const all = codedRules(method, models[method].rules, version, codes);
    rules = { all, usual: all.filter(({ isTrouble }) => !isTrouble) };
    known.set(method, rules);
  }
  return inTrouble ? rules.all : rules.usual;
}

/** What is declared of codes is about one release. */
const nothingIn: Readonly<Record<Advertised['version'], Record<string, number>>> = {
  '2012': {},
  '2012R2': {},
  '2016': {},
};
const byCodes = new WeakMap<object, Map<MethodName, Record<'all' | 'usual', readonly CodedRule[]>>>();
