import type { Pool, Volume } from '../../src/index.js';
import type { Step } from '../../src/vocabulary/steps.js';
import { steps } from '../../src/vocabulary/steps.js';
import { parseDuration } from '../../src/vocabulary/units/durations.js';
import type { ArrayKind } from './arrayKind.js';
import type { KnownAccount } from './knownSystem.js';
import type { Asked, Situation } from './situation.js';
import { bytesOf, inExtents, isFinal } from './transition.js';

/** What a cause is looked for in. */
export interface Meeting {
  readonly situation: Situation;
  readonly asked: Asked;
  readonly arrayKind: ArrayKind;
}

/** Why CreateClone may be refused: told from the outside, one sentence of the documents each, in no order. */
export interface Cause {
  readonly step: Step;
  readonly because: string;
  readonly holds: (meeting: Meeting) => boolean;
  /** That it holds is necessary, but not enough: whether it answers can't be seen from the outside. */
  readonly onlyNecessary?: true;
  /** It comes and goes by itself, with time and with other calls. */
  readonly fleeting?: true;
}

const modern = ({ arrayKind }: Meeting) => arrayKind.options.version === '2016';
const provider = ({ arrayKind }: Meeting) => arrayKind.profile.provider;
const around = ({ situation }: Meeting) => situation.system;
const live = (meeting: Meeting) => around(meeting).live;
const hasFeature = (meeting: Meeting, number: number) => live(meeting).features.includes(number);
const sourceOf = ({ situation, asked }: Meeting): Volume | undefined => situation.view.volumes.get(asked.source ?? '');
const poolOf = ({ situation, asked }: Meeting): Pool | undefined => situation.view.pools.get(asked.pool ?? '');
const isGhost = (meeting: Meeting, id: string | undefined) => around(meeting).deletedButCached.has(id ?? '');
const givesPool = ({ asked }: Meeting) => asked.with.TargetPool != null;
const isCut = (meeting: Meeting) => around(meeting).provider.link === 'down' || stopped(meeting);
/** A stop ends the sessions that were there; a call that had none yet is not asked for one again. */
const lostSession = (meeting: Meeting) => around(meeting).stops > around(beginning(meeting)).stops;
const stopped = (meeting: Meeting) => around(meeting).provider.server === 'stopped';
const shuttingDown = (meeting: Meeting) => around(meeting).provider.server === 'shuttingDown';

/** What is or was in the service's cache: an element, deleted or not, that was not made behind its back. */
function isKnown(meeting: Meeting, id: string | undefined): boolean {
  const { view, system } = meeting.situation;
  if (id === undefined || system.unseen.has(id)) return false;
  return view.volumes.has(id) || view.pools.has(id) || isGhost(meeting, id);
}

/** There when the call began, and not now; one that is deleted but cached is there until a discovery. */
function went(meeting: Meeting, id = ''): boolean {
  const there = ({ view }: Situation) => view.volumes.has(id) || view.pools.has(id);
  const { beganIn } = meeting.asked;
  const { situation } = meeting;
  if (beganIn.system.deletedButCached.has(id)) return !situation.system.deletedButCached.has(id);
  return there(beganIn) && !there(situation);
}

/** Changed or gone behind the service's back, before the call began. */
function isStale(meeting: Meeting, id: string | undefined): boolean {
  return around(meeting).changed.has(id ?? '') || (isGhost(meeting, id) && isGhost(beginning(meeting), id));
}

const beginning = (meeting: Meeting): Meeting => ({ ...meeting, situation: meeting.asked.beganIn });

/** 10, 11 and 22 clone within a system, 12, 13 and 23 to another; before 2016 only the switches tell. */
function offers(meeting: Meeting, which: 'live' | 'discovered', locality: 'local' | 'remote'): boolean {
  const { cloneLocal, cloneRemote, replicationTypes } = around(meeting)[which];
  if (!modern(meeting)) return locality === 'local' ? cloneLocal : cloneRemote;
  const types = locality === 'local' ? [10, 11, 22] : [12, 13, 23];
  return replicationTypes.some((type) => types.includes(type));
}

function locality(meeting: Meeting): 'local' | 'remote' {
  if (givesPool(meeting)) {
    const { asked } = meeting;
    const pool = poolOf(meeting) ?? around(meeting).deletedButCached.get(asked.pool ?? '');
    return pool?.isRemote ? 'remote' : 'local';
  }
  // An array that clones to a peer only, and says that it needs a target pool, was asked for a remote clone.
  const mustNamePool = around(meeting).discovered.features.includes(43);
  return !offers(meeting, 'discovered', 'local') && mustNamePool ? 'remote' : 'local';
}

/** Whether what is asked for is advertised by what the service has discovered. */
export function isAdvertised(meeting: Meeting, which: 'live' | 'discovered'): boolean {
  const { cloneLocal, cloneRemote } = around(meeting)[which];
  return (cloneLocal || cloneRemote) && offers(meeting, which, locality(meeting));
}

/** Whether a clone is to be answered with 0 instead of 4096, by what the array reports. */
export function isWithinCall(meeting: Meeting): boolean {
  const { synchronousActions, asynchronousActions } = live(meeting);
  if (!synchronousActions.includes(2)) return false;
  if (!asynchronousActions.includes(2)) return true;
  const source = sourceOf(meeting);
  return source !== undefined && source.size <= bytesOf(meeting.arrayKind.profile.clones.synchronousUpTo);
}

function credentials({ asked, situation }: Meeting): { username: string; password: string } | null {
  const { username, password } = asked.with;
  return username != null && password != null ? { username, password } : situation.system.credential;
}

function accountOf(meeting: Meeting): KnownAccount | undefined {
  return around(meeting).accounts[credentials(meeting)?.username ?? ''];
}

const asksWho = (meeting: Meeting) => provider(meeting).authentication === 'required';
const role = (meeting: Meeting) =>
  (around(meeting).roles[meeting.asked.caller] ?? around(meeting).role) !== 'administrator';

/** Calls that are past a step and have not been answered. */
function past({ situation }: Meeting, step: Step): number {
  const { inFlight, system } = situation;
  return inFlight.filter((call) => call.step > steps.indexOf(step) && call.stops === system.stops).length;
}

function tooSlow(meeting: Meeting, step: Step): boolean {
  const { latency } = provider(meeting);
  return (
    parseDuration(latency[step] ?? 0, step) > parseDuration(meeting.arrayKind.profile.service.operationTimeout, '')
  );
}

/** Bytes that a clone takes from a pool when it is accepted. */
export function needOf(source: Volume, pool: { readonly id: string }, { profile, extent }: ArrayKind): bigint {
  const { kind } = profile.allocation;
  if (kind === 'full') return inExtents(source.size, extent);
  return kind === 'instant' && source.pool === pool.id ? 0n : source.allocated;
}

/** Bytes of volumes that a pool may promise; undefined for any amount. */
export function mostPromised(pool: Pool, { profile }: ArrayKind): bigint | undefined {
  const { overcommitLimit } = profile.allocation;
  return overcommitLimit === null ? undefined : (pool.total * BigInt(overcommitLimit)) / 100n;
}

function nameTaken({ situation, asked, arrayKind }: Meeting): boolean {
  const { ElementName } = asked.with;
  if (!arrayKind.profile.clones.uniqueNames || ElementName == null) return false;
  return [...situation.view.volumes.values()].some(({ name }) => name === ElementName);
}

const jobsIn = ({ situation }: Meeting, waiting: boolean) =>
  [...situation.view.jobs.values()].filter(({ state }) => !isFinal(state) && (state === 'new') === waiting).length;

const row = (step: Step, because: string, holds: Cause['holds'], more: Partial<Cause> = {}): Cause => ({
  step,
  because,
  holds,
  ...more,
});
const fleeting = { fleeting: true } as const;
const line = (step: Step, lost: string): readonly Cause[] => [
  lost === 'unreachable' ? row(step, lost, isCut) : row(step, lost, (m) => isCut(m) || lostSession(m), fleeting),
  row(step, 'noAnswer', (m) => around(m).provider.link === 'hung' || tooSlow(m, step)),
];

export const causes: readonly Cause[] = [
  row('service', 'role', (m) => modern(m) && role(m)),
  row('service', 'malformed', ({ asked, arrayKind }) => {
    const { ElementName: name, TargetPool: pool, username, password } = asked.with;
    if (name === '' || (name ?? '').length > arrayKind.profile.clones.maximumNameLength) return true;
    if (pool === '' || (typeof pool === 'string' && /^(vol|job)-\w+-[0-9a-f]{8}$/.test(pool))) return true;
    return (username == null) !== (password == null);
  }),
  row('service', 'sourceUnknown', (m) => modern(m) && !isKnown(m, m.asked.source)),
  row('service', 'poolUnknown', (m) => modern(m) && givesPool(m) && !isKnown(m, m.asked.pool)),
  row('service', 'noClones', (m) => !around(m).discovered.cloneLocal && !around(m).discovered.cloneRemote),
  row('service', 'locality', (m) => !offers(m, 'discovered', locality(m))),
  ...line('connect', 'unreachable'),
  row(
    'connect',
    'sessions',
    (m) => past(m, 'connect') + around(m).provider.foreignSessions >= around(m).limits.sessions,
    fleeting,
  ),
  row('connect', 'shuttingDown', shuttingDown),
  row('tls', 'certificate', (m) => {
    const { state, expiresAtMs } = around(m).certificate;
    const over = expiresAtMs !== null && m.situation.view.now >= expiresAtMs;
    return provider(m).transport === 'https' && (state !== 'valid' || over);
  }),
  ...line('authenticate', 'connectionLost'),
  row('authenticate', 'noCredentials', (m) => asksWho(m) && credentials(m) === null),
  row(
    'authenticate',
    'wrongCredentials',
    (m) => asksWho(m) && credentials(m) !== null && accountOf(m)?.password !== credentials(m)?.password,
  ),
  row('authenticate', 'credentialsExpired', (m) => {
    const until = accountOf(m)?.expiresAtMs ?? null;
    return asksWho(m) && until !== null && m.situation.view.now >= until;
  }),
  row('authenticate', 'credentialsRevoked', (m) => asksWho(m) && accountOf(m)?.revoked === true),
  row('authenticate', 'role', (m) => !modern(m) && role(m)),
  row('authenticate', 'namespaceDenied', (m) => asksWho(m) && accountOf(m)?.deniedNamespace === true),
  row(
    'authenticate',
    'accountSessions',
    (m) => {
      const most = accountOf(m)?.maximumSessions ?? null;
      const name = credentials(m)?.username;
      const held = m.situation.inFlight.filter(
        ({ account, stops }) => account === name && stops === around(m).stops,
      ).length;
      return asksWho(m) && most !== null && held >= most;
    },
    fleeting,
  ),
  row('authenticate', 'shuttingDown', shuttingDown),
  ...line('findService', 'connectionLost'),
  row('findService', 'namespaceMissing', (m) => around(m).provider.namespace === 'missing'),
  row('findService', 'replicationServiceMissing', (m) => around(m).provider.replicationService === 'missing'),
  row('findService', 'enumerationTimeout', (m) => {
    const { service, provider: offered } = m.arrayKind.profile;
    const longest = parseDuration(offered.enumeration.longestTimeout, '');
    return parseDuration(service.operationTimeout, '') > longest;
  }),
  row('findService', 'filter', (m) => !provider(m).enumeration.filters),
  row('findService', 'continuation', (m) => !provider(m).enumeration.continuesOnError),
  ...line('readCapabilities', 'connectionLost'),
  row('readCapabilities', 'queryLanguage', (m) => !provider(m).query.language),
  row('readCapabilities', 'queryFeature', (m) => !provider(m).query.features),
  row('readCapabilities', 'noCapabilities', (m) => {
    const { synchronousActions, asynchronousActions, replicationTypes } = live(m);
    const makesNone = ![...synchronousActions, ...asynchronousActions].includes(2) && replicationTypes.length > 0;
    return !provider(m).reportsCapabilities || makesNone;
  }),
  row('readCapabilities', 'clonesWithdrawn', (m) => !live(m).cloneLocal && !live(m).cloneRemote),
  row('readCapabilities', 'typeWithdrawn', (m) => !offers(m, 'live', locality(m))),
  ...line('invoke', 'connectionLost'),
  row('invoke', 'sourceStale', (m) => modern(m) && isStale(m, m.asked.source)),
  row('invoke', 'poolStale', (m) => modern(m) && isStale(m, m.asked.pool)),
  row('invoke', 'capabilitiesStale', (m) => modern(m) && around(m).capabilitiesStale),
  row('invoke', 'notFound', (m) => {
    const missing = (id: string | undefined) =>
      id === undefined || around(m).unseen.has(id) || isGhost(beginning(m), id);
    return !modern(m) && (missing(m.asked.source) || (givesPool(m) && missing(m.asked.pool)));
  }),
  row('invoke', 'deletedInFlight', (m) => went(m, m.asked.source) || went(m, m.asked.pool), fleeting),
  row('invoke', 'poolForbidden', (m) => hasFeature(m, 40) && givesPool(m)),
  row('invoke', 'poolRequired', (m) => {
    const required = provider(m).requiresTargetPool || (hasFeature(m, 43) && locality(m) === 'remote');
    return !givesPool(m) && required;
  }),
  row(
    'invoke',
    'poolNotOfSource',
    (m) => hasFeature(m, 44) && givesPool(m) && locality(m) === 'local' && sourceOf(m)?.pool !== m.asked.pool,
  ),
  row('invoke', 'nameTaken', (m) => hasFeature(m, 51) && nameTaken(m), fleeting),
  row('invoke', 'parameterType', (m) => {
    const { mistypedParameters: wrong } = provider(m);
    return wrong.some((name) => m.asked.with[name] != null);
  }),
  row('invoke', 'methodUnavailable', (m) => provider(m).method === 'unavailable'),
  row('invoke', 'methodUnknown', (m) => provider(m).method === 'unknown'),
  row('invoke', 'methodUnsupported', (m) => provider(m).method === 'unsupported' || !offers(m, 'live', locality(m))),
  row('invoke', 'mayNotModify', (m) => asksWho(m) && accountOf(m)?.mayModify === false),
  row(
    'invoke',
    'operations',
    (m) => past(m, 'invoke') + around(m).provider.foreignOperations >= around(m).limits.operations,
    fleeting,
  ),
  row('invoke', 'shuttingDown', shuttingDown),
  row('array', 'providerGone', lostSession, fleeting),
  row('array', 'notThere', (m) => sourceOf(m) === undefined || poolOf(m) === undefined, fleeting),
  row('array', 'snapshot', (m) => sourceOf(m)?.isSnapshot === true && !m.arrayKind.profile.clones.ofSnapshots),
  // 6 to 11 tell a data volume's part in replication.
  row('array', 'sourceReserved', (m) => ![2, 6, 7, 8, 9, 10, 11].includes(sourceOf(m)?.usage ?? 2)),
  row('array', 'primordial', (m) => poolOf(m)?.isPrimordial === true),
  row('array', 'poolReserved', (m) => (poolOf(m)?.usage ?? 2) !== 2),
  row('array', 'sourceLocked', (m) => ['resizing', 'restoring', 'deleting'].includes(sourceOf(m)?.state ?? '')),
  row('array', 'sourceNotUsable', (m) => ['starting', 'failed'].includes(sourceOf(m)?.state ?? ''), fleeting),
  row(
    'array',
    'sourceOffline',
    (m) => sourceOf(m)?.state === 'offline' && m.arrayKind.profile.clones.requireOnlineSource && !hasFeature(m, 23),
  ),
  row('array', 'sourceOnline', (m) => hasFeature(m, 23) && (sourceOf(m)?.state ?? 'offline') !== 'offline'),
  row('array', 'nameTakenMeanwhile', (m) => hasFeature(m, 51) && nameTaken(m), fleeting),
  row('array', 'poolOffline', (m) => poolOf(m)?.state === 'offline'),
  row('array', 'poolReadOnly', (m) => poolOf(m)?.state === 'readOnly'),
  row(
    'array',
    'free',
    (m) => {
      const [source, pool] = [sourceOf(m), poolOf(m)];
      return source !== undefined && pool !== undefined && needOf(source, pool, m.arrayKind) > pool.free;
    },
    fleeting,
  ),
  row(
    'array',
    'overcommit',
    (m) => {
      const [source, pool] = [sourceOf(m), poolOf(m)];
      const most = pool && mostPromised(pool, m.arrayKind);
      return source !== undefined && most !== undefined && (pool?.subscribed ?? 0n) + source.size > most;
    },
    fleeting,
  ),
  row('array', 'replicas', (m) => (sourceOf(m)?.replicas ?? 0) >= live(m).maximumReplicasPerSource, fleeting),
  row('array', 'volumes', (m) => m.situation.view.volumes.size >= around(m).limits.volumes, fleeting),
  row(
    'array',
    'metadata',
    (m) => {
      const all = [...m.situation.view.volumes.values()];
      return all.filter(({ synchronization }) => synchronization !== null).length >= around(m).limits.synchronizations;
    },
    fleeting,
  ),
  row(
    'array',
    'queue',
    (m) => {
      const { runningJobs, queuedJobs } = around(m).limits;
      return !isWithinCall(m) && jobsIn(m, false) >= runningJobs && jobsIn(m, true) >= queuedJobs;
    },
    fleeting,
  ),
  row('invokeReply', 'replyLate', (m) => around(m).provider.link === 'hung' || tooSlow(m, 'invokeReply')),
  row('invokeReply', 'replyLost', (m) => around(m).provider.link === 'down' || lostSession(m), fleeting),
  // That the target went in between can't be told from the reply, which does not name it.
  row('readBack', 'targetGone', () => true, { fleeting: true, onlyNecessary: true }),
  ...(
    [
      ['renameRefused', 'refused'],
      ['noSuchProperty', 'noSuchProperty'],
      ['renameUnsupported', 'unsupported'],
    ] as const
  ).map(([because, how]) =>
    row('rename', because, (m) => !hasFeature(m, 51) && m.asked.with.ElementName != null && provider(m).rename === how),
  ),
  // Before the effect the target does not have the name yet.
  row('rename', 'nameExists', (m) => !hasFeature(m, 51) && nameTaken(m), fleeting),
  row('subscribe', 'destination', (m) => !isWithinCall(m) && around(m).indications.destination === 'invalid'),
  row('subscribe', 'subscriptionExists', (m) => !isWithinCall(m) && around(m).indications.subscription === 'exists'),
];

export const causeOf = (step: Step, because: string): Cause | undefined =>
  causes.find((cause) => cause.step === step && cause.because === because);
