import { methods } from '../../vocabulary/methods/index.js';
import { feature, hasFeature } from '../../vocabulary/profile/capabilities.js';
import type { Profile } from '../../vocabulary/profile/profile.js';
import { replicationActions, replicationFeatures, replicationTypes } from '../../vocabulary/replication.js';
import { answersText, clonesText, summaryOf } from '../text/profileSummary.js';
import { accessRows } from './accessRows.js';
import { creationRows } from './creationRows.js';
import { familyRows } from './familyRows.js';
import { poolRows } from './poolRows.js';
import { jobRows, type Row, size, time } from './profileRow.js';
import { resizeRows } from './resizeRows.js';
import { snapshotRows } from './snapshotRows.js';
import { speedRows } from './speedRows.js';

const { codes } = methods.CreateClone;

/** A part of a data sheet. */
interface Section {
  readonly title: string;
  readonly rows: readonly Row[];
}

/** Everything that a profile says, in the order and the words in which a storage engineer looks for it. */
export function sectionsOf(profile: Profile): Section[] {
  const { usable } = summaryOf(profile);
  const ofClones: readonly Section[] = [
    { title: 'Names', rows: nameRows(profile) },
    { title: 'Speed', rows: speedRows(profile) },
    { title: 'Limits, and the code beyond them (before 2016, 4 for 40002)', rows: limitRows(profile) },
  ];
  return [
    { title: 'Capabilities', rows: capabilityRows(profile) },
    { title: 'Clones', rows: cloneRows(profile) },
    { title: 'Creation of volumes', rows: creationRows(profile) },
    { title: 'Snapshots', rows: snapshotRows(profile) },
    { title: 'Deletion', rows: deletionRows(profile) },
    { title: 'Resizing', rows: resizeRows(profile) },
    { title: 'Access of hosts to volumes', rows: accessRows(profile) },
    { title: 'Allocation', rows: allocationRows(profile) },
    { title: 'Pools', rows: poolRows(profile) },
    ...(usable === null ? [] : ofClones),
    { title: 'Storage service and provider', rows: providerRows(profile) },
  ];
}

function capabilityRows({ capabilities }: Profile): Row[] {
  const { synchronousActions, asynchronousActions, features } = capabilities;
  return [
    ['replication types', ...numbered(capabilities.replicationTypes, replicationTypes)],
    ['features', ...numbered(features, replicationFeatures)],
    ['synchronous actions', ...numbered(synchronousActions, replicationActions)],
    ['asynchronous actions', ...numbered(asynchronousActions, replicationActions)],
  ];
}

function cloneRows(profile: Profile): Row[] {
  const { clones, capabilities, jobs } = profile;
  const summary = summaryOf(profile);
  const limit = size(clones.synchronousUpTo);
  if (summary.usable === null) {
    return [
      ['clones', clonesText(summary)],
      ['answer', answersText(summary)],
    ];
  }
  const online = clones.requireOnlineSource ? 'online' : 'online or offline';
  return [
    ['clones', clonesText(summary)],
    ['answer', `${answersText(summary)}${summary.answers.length > 1 ? `: 0 up to ${limit}` : ''}`],
    ['usable', summary.usable],
    ...jobRows(profile, ['listed', listed[clones.targetListed]]),
    ['detached', detachedBy(profile)],
    ['TargetPool', poolRules(profile)],
    [
      'of one source',
      clones.copiesAtOnce === null
        ? 'any number at once'
        : `${clones.copiesAtOnce} at once, else busy (${codes.failed.code})`,
    ],
    ...familyRows(profile),
    ['of snapshots', yesOrNo(clones.ofSnapshots)],
    ['source has to be', hasFeature(capabilities, feature.requiresOfflineSource) ? 'offline' : online],
    ...jobRows(profile, ['after a failed copy', leftBy(profile, jobs.leavesResidue)]),
    ['after a killed copy', leftBy(profile, jobs.killLeavesResidue)],
  ];
}

const listed: Readonly<Record<Profile['clones']['targetListed'], string>> = {
  atAcceptance: 'with the answer 4096, which refers to it',
  atCompletion: 'when the job has completed; 4096 refers to nothing',
};

function detachedBy({ capabilities, service }: Profile): string {
  if (hasFeature(capabilities, feature.detachesAutomatically)) return 'by the array, when complete (feature 18)';
  if (hasFeature(capabilities, feature.mustRemainAssociated)) return 'never (feature 16)';
  return service.detaches === 'atCompletion' ? 'by the service, when complete' : 'never';
}

/** What becomes of the target of a copy that ended before it was complete. */
function leftBy({ clones }: Profile, leavesResidue: boolean): string {
  return leavesResidue || clones.targetUsable === 'atAcceptance' ? 'the target stays, failed' : 'the target is removed';
}

function deletionRows({ capabilities, deletion }: Profile): Row[] {
  const { deletesVolumes, deletesPools } = capabilities;
  const answer =
    deletion.by === 'call' ? '0: done within the call' : `4096: by a job that takes ${time(deletion.takes)}`;
  return [
    ['volumes', deletesVolumes ? 'yes' : `no (${methods['StorageVolume.Delete'].codes.deleteNotSupported.code})`],
    ['pools', deletesPools ? 'yes, without volumes' : `no (${methods['Pool.Delete'].codes.deletionNotSupported.code})`],
    ...(deletesVolumes || deletesPools ? [['answer', answer] as const] : []),
  ];
}

const renames: Readonly<Record<Profile['provider']['rename'], string>> = {
  accepted: 'the provider accepts that',
  refused: 'the provider refuses that (40304)',
  unsupported: 'the provider does not support that (43007)',
  noSuchProperty: 'the provider knows no such property (43012)',
};

const longNames: Readonly<Record<Profile['clones']['longNames'], string>> = {
  refused: '',
  cut: '; what is longer is cut without a word',
  ignored: '; what is longer is ignored without a word',
};

const poolsPicked: Readonly<Record<Profile['clones']['poolNotGiven'], string>> = {
  sourcePool: "the source's pool",
  firstWithRoom: 'the first pool with room',
  mostFree: 'the pool with the most free room',
};

function nameRows({ capabilities, clones, provider }: Profile): Row[] {
  const supplied = hasFeature(capabilities, feature.acceptsElementName);
  if (clones.ignoresNames) return [['ElementName', 'ignored without a word: the array supplies all names']];
  return [
    ['ElementName', supplied ? 'taken with the call' : `given after the effect; ${renames[provider.rename]}`],
    ['unique', clones.uniqueNames ? `yes: a name that is taken is answered ${supplied ? 43_004 : 43_011}` : 'no'],
    ['longest', `${clones.maximumNameLength} characters${longNames[clones.longNames]}`],
  ];
}

const allocations: Readonly<Record<Profile['allocation']['kind'], string>> = {
  full: 'full: a volume takes its whole size, from the start',
  thin: 'thin: a volume takes what has been written, a clone what its source has taken',
  instant: 'instant: as thin, but a clone in the pool of its source shares extents until one of both is written',
};

function allocationRows(profile: Profile): Row[] {
  const { allocation, extentSize } = profile;
  const { kind, overcommitLimit, lowSpaceWarningThreshold } = allocation;
  const overcommit = overcommitLimit === null ? 'without limit' : `up to ${overcommitLimit} % of a pool's size`;
  return [
    ['kind', allocations[kind]],
    ['promises', kind === 'full' ? 'no more than a pool has' : overcommit],
    ['warns', lowSpaceWarningThreshold === 0 ? 'never' : `below ${lowSpaceWarningThreshold} % free`],
    ['extent', size(extentSize)],
    ['sizes are told', sizesTold(profile)],
  ];
}

/** How GetSizesInfo answers, by what its provider has for it. */
function sizesTold({ provider }: Profile): string {
  const has = (method: 'GetSupportedSizes' | 'GetSupportedSizeRange') =>
    (provider.methods[method] ?? 'available') === 'available';
  const [list, range] = [has('GetSupportedSizes'), has('GetSupportedSizeRange')];
  if (list) return range ? 'as a list, and as a range' : 'as a list';
  return range ? 'as a range' : `not at all (${methods.GetSizesInfo.codes.notSupported.code})`;
}

function limitRows(profile: Profile): Row[] {
  const { limits, capabilities } = profile;
  const beyond = (limit: number, what: string) => `${thousands(limit).padStart(9)}  ${what}`;
  return [
    ['replicas of a source', beyond(capabilities.maximumReplicasPerSource, '40002')],
    ['volumes', beyond(limits.volumes, '40002')],
    ['synchronizations', beyond(limits.synchronizations, '40002')],
    ...jobRows(
      profile,
      ['running jobs', beyond(limits.runningJobs, 'more wait in the queue')],
      ['queued jobs', beyond(limits.queuedJobs, '40002')],
    ),
    ['sessions', beyond(limits.sessions, '43027')],
    ['operations', beyond(limits.operations, '43027')],
  ];
}

function providerRows(profile: Profile): Row[] {
  const { service, provider } = profile;
  const { enumeration, query, mistypedParameters } = provider;
  const lacking = [
    ...(provider.reportsCapabilities ? [] : ['a report of its capabilities (43007)']),
    ...(query.language ? [] : ['the query language (43014)']),
    ...(query.parses ? [] : ['a parser of the queries (43015)']),
    ...(query.features ? [] : ['query features (43029)']),
    ...(enumeration.filters ? [] : ['filtered enumerations (43025)']),
    ...(enumeration.continuesOnError ? [] : ['continuation on error (43026)']),
    ...(enumeration.abandonsPulls ? [] : ['pulls that can be abandoned (43024)']),
    ...mistypedParameters.map((parameter) => `the right type of ${parameter} (43013)`),
  ];
  return [
    ['operation timeout', time(service.operationTimeout)],
    [
      'failure after effect',
      service.afterFailure === 'removes' ? 'the service removes the clone' : 'the clone is left',
    ],
    ['provider', provider.name],
    [
      'indications',
      service.indications === 'none'
        ? 'none: what others change is seen at the next discovery'
        : `of what others change, within ${time(service.indicationsTake)}`,
    ],
    [
      'discovery',
      service.discovery.by === 'call'
        ? `0: within the call, in ${time(service.discovery.takes)}`
        : `4096: by a job that takes ${time(service.discovery.takes)}`,
    ],
    ['host', provider.host],
    ['transport', provider.transport],
    ['sessions', sessionsText(provider.sessions)],
    ['authentication', provider.authentication],
    ['methods', ...methodStates(profile)],
    ['diagnoses', diagnosed[provider.diagnoses]],
    ['recovery points', recoveryPointsText(provider.recoveryPoints)],
    ['an enumeration lasts', `${time(enumeration.longestTimeout)} at most`],
    ['lacks', lacking.length === 0 ? 'nothing' : lacking.join(', ')],
  ];
}

const diagnosed: Readonly<Record<Profile['provider']['diagnoses'], string>> = {
  causes: 'what is wrong, and why',
  states: 'nothing where all is well; else no cause is found (42000)',
  nothing: 'nothing (1)',
};

function sessionsText({ end, idleTimeout, tokenLifetime }: Profile['provider']['sessions']): string {
  if (end === 'withTheCall') return 'end with their call';
  const ends = [
    ...(idleTimeout === null ? [] : [`after ${time(idleTimeout)} without a call`]),
    ...(tokenLifetime === null ? [] : [`${time(tokenLifetime)} after the login`]),
  ];
  return `stay open until closed${ends.map((end) => `, or ${end}`).join('')}`;
}

function recoveryPointsText(points: Profile['provider']['recoveryPoints']): string {
  if (points === null) return 'none (7)';
  const { usual, values, are } = points;
  return `${values.join(are === 'range' ? ' to ' : ', ')}, ${usual} by default`;
}

/** Those of its own methods that the provider cannot execute; what tells sizes is told with them. */
function methodStates({ provider }: Profile): string[] {
  const states = Object.entries(provider.methods)
    .filter(([method, state]) => state !== 'available' && !method.startsWith('GetSupportedSize'))
    .map(([method, state]) => `${method}: ${state}`);
  return states.length === 0 ? ['available'] : states;
}

function numbered(numbers: readonly number[], labels: Readonly<Record<number, string>>): string[] {
  return numbers.length === 0 ? ['none'] : numbers.map((number) => `${String(number).padStart(2)}  ${labels[number]}`);
}

function poolRules({ capabilities, clones, provider }: Profile): string {
  const has = (number: number) => hasFeature(capabilities, number);
  if (has(feature.targetPoolForbidden)) return 'not taken (feature 40)';
  const rules = [
    ...(provider.requiresTargetPool ? ['required in every call'] : []),
    ...(has(feature.remoteRequiresTargetPool) ? ['required for a peer system (feature 43)'] : []),
    ...(has(feature.targetInSourcePool) ? ["none but the source's for a local clone (feature 44)"] : []),
    ...(has(feature.reservedPool) ? ['one that is reserved for replication (feature 55)'] : []),
  ];
  const picked = `${poolsPicked[clones.poolNotGiven]} where it is left out`;
  return rules.length === 0 ? `optional; ${picked}` : rules.join(', ');
}

function thousands(count: number): string {
  return count.toLocaleString('en-US');
}

function yesOrNo(value: boolean): string {
  return value ? 'yes' : 'no';
}
