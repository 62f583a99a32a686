import type { MethodName, Outcome, Version } from '../../../src/index.js';
import { rowAskedFor } from '../../../src/operations/compile.js';
import { factsOf, methodNames, methods, type ProviderMethod } from '../../../src/vocabulary/methods/index.js';
import type { ProviderService } from '../../../src/vocabulary/methods/notation.js';
import { steps } from '../../../src/vocabulary/steps.js';
import { isWithin, versions } from '../../../src/vocabulary/versions.js';
import type { Cause } from '../standardArray.js';
import { compiled, keyOf, type Row } from '../tables.js';
import { addDiskDrives } from './addDiskDrives.js';
import { capabilityQuestion, groupQuestion, recoveryPointQuestion } from './capabilityQuestions.js';
import { conversationCauses, conversationExclusive } from './conversation.js';
import { createClone } from './createClone.js';
import { createPool } from './createPool.js';
import { createReplica } from './createReplica.js';
import { createSnapshot } from './createSnapshot.js';
import { createVolumeInPool, createVolumeInSystem } from './createStorageVolume.js';
import { deletePool } from './deletePool.js';
import { deleteVolume } from './deleteVolume.js';
import { diagnose } from './diagnose.js';
import { discovery } from './discovery.js';
import { fromJob } from './fromJob.js';
import { getSizesInfo } from './getSizesInfo.js';
import type { MethodExamples } from './methodExamples.js';
import { modifySize } from './modifySize.js';
import { deleteReplicationRelationship, setReplicationRelationship } from './relations.js';
import { setAccess } from './setAccess.js';

/** The examples of methods. The rows of one that has none here are held by its scenarios alone: see `test/scenario/shipped.test.ts`,
 * which asks for one to every row.
 */
const examples: Readonly<Partial<Record<MethodName, MethodExamples>>> = {
  CreateClone: createClone,
  'StorageVolume.Delete': deleteVolume,
  'Pool.Delete': deletePool,
  GetSizesInfo: getSizesInfo,
  GetSupportedFeatures: capabilityQuestion,
  GetSupportedCopyStates: capabilityQuestion,
  GetSupportedOperations: capabilityQuestion,
  GetSupportedGroupFeatures: groupQuestion,
  GetSupportedGroupCopyStates: groupQuestion,
  GetSupportedGroupOperations: groupQuestion,
  GetRecoveryPointData: recoveryPointQuestion,
  ...fromJob,
  ...discovery,
  CreatePool: createPool,
  AddDiskDrives: addDiskDrives,
  'System.Diagnose': diagnose,
  CreateSnapshot: createSnapshot,
  'Pool.CreateStorageVolume': createVolumeInPool,
  'System.CreateStorageVolume': createVolumeInSystem,
  SetReadonly: setAccess,
  SetReadWrite: setAccess,
  'StorageVolume.ModifySize': modifySize,
  'StorageVolume.CreateReplica': createReplica,
  'StorageVolume.SetReplicationRelationship': setReplicationRelationship,
  DeleteReplicationRelationship: deleteReplicationRelationship,
};

export const methodsWithExamples = methodNames.filter((method) => method in examples);

/** Each with each release that has it. */
export const tables = methodsWithExamples.flatMap((method) =>
  versions.filter((version) => isWithin(version, factsOf(method))).map((version) => ({ method, version })),
);

export function examplesOf(method: MethodName): MethodExamples {
  const found = examples[method];
  if (found === undefined) throw new Error(`${method} has no examples`);
  return found;
}

/** What leads to the rows of a method that have a natural cause, those that it shares among them; the same objects each time. */
export function causesOf(method: MethodName): Readonly<Record<string, Cause>> {
  const known = causesByMethod.get(method);
  if (known !== undefined) return known;
  const provider = providerOf(method);
  const causes = { ...conversationCauses(provider.method, provider.service), ...examplesOf(method).causes };
  causesByMethod.set(method, causes);
  return causes;
}

const causesByMethod = new Map<MethodName, Readonly<Record<string, Cause>>>();

/** What leads to a row: its natural cause, or the force that a row without one needs. */
export function causeOf(method: MethodName, version: Version, row: Row): Cause {
  const natural = causesOf(method)[keyOf(row)];
  if (row.natural !== (natural !== undefined)) {
    const what = natural === undefined ? 'needs a cause' : 'can only be forced, and has a cause';
    throw new Error(`${keyOf(row)} of ${method} ${what}`);
  }
  if (natural !== undefined) return natural;
  const { step, code, because } = row;
  // A row refuses with an outcome of its method's, or with one that all share.
  const outcome = row.outcome as Outcome;
  if (isForcedByCode(method, version, row)) return { before: (array) => array.provider.failAt(step, code, { method }) };
  return {
    before: (array) =>
      array.faults.add({
        id: because,
        at: step,
        when: { method, decides: outcome },
        fire: { max: 1 },
        do: { return: outcome },
      }),
  };
}

/** Whether the number of a row without a cause leads to it; to others only their outcome's name does. */
export function isForcedByCode(method: MethodName, version: Version, { step, code, because }: Row): boolean {
  const rows = compiled(method, version).rows[steps.indexOf(step)] ?? [];
  return rowAskedFor(rows, code, null)?.because === because;
}

/** Why two rows cannot apply to one call, or not in an order of their own; undefined when they can. */
export function contradiction(method: MethodName, one: Row, other: Row): string | undefined {
  if (one.step === other.step && !one.natural && !other.natural)
    return 'forced outcomes come in the order in which they were asked for';
  const provider = providerOf(method);
  const exclusive = [...conversationExclusive(provider.method), ...examplesOf(method).exclusive];
  return exclusive.find(({ rows }) => rows.includes(keyOf(one)) && rows.includes(keyOf(other)))?.because;
}

function providerOf(method: MethodName): { readonly method: ProviderMethod; readonly service?: ProviderService } {
  return methods[method].provider;
}
