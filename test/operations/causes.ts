import type { StorageArray } from '../../src/index.js';
import type { CompiledCheck } from '../../src/operations/operation.js';
import type { Cause, Draft } from './standardArray.js';

const set =
  (...[change]: Parameters<StorageArray['set']>) =>
  (array: StorageArray) =>
    array.set(change);
const outOfBand =
  (...[change]: Parameters<StorageArray['outOfBand']['set']>) =>
  (array: StorageArray) =>
    array.outOfBand.set(change);

/** A clone of db that is accepted, or the cause is none. */
function clone(array: StorageArray): void {
  const { ReturnValue, ExtendedStatus } = array.createClone('db');
  if (ReturnValue !== 4096) throw new Error(`the clone to prepare was refused: ${ExtendedStatus?.SMMessage}`);
}

/** Another call that holds a session of the default account. */
function anotherCall(array: StorageArray): void {
  const call = array.begin('db', 'CreateClone');
  while (array.progress(call).step !== 'findService') array.step(call);
}

function killYoungestJob(array: StorageArray): void {
  const job = array.jobs().at(-1);
  if (job === undefined) throw new Error('there is no job to kill');
  array.jobs.kill(job);
}

const withFeature =
  (feature: number) =>
  ({ profile }: Draft) => {
    profile.capabilities.features.push(feature);
  };

/** A provider without feature 51, which renames a fresh target as the outcome says. */
const renaming =
  (outcome: Draft['profile']['provider']['rename']) =>
  ({ profile }: Draft) => {
    profile.capabilities.features = profile.capabilities.features.filter((feature) => feature !== 51);
    profile.provider.rename = outcome;
  };

const inSilver = { parameters: { TargetPool: 'silver' } } as const;
const named = { parameters: { ElementName: 'copy' } } as const;

/** By `<step>.<because>`, for every row with a natural cause: what leads there. */
export const causes: Readonly<Record<string, Cause>> = {
  'service.role': { before: set({ role: 'reader', caller: 'client' }) },
  'service.malformed': { parameters: { ElementName: '' } },
  'service.sourceUnknown': { on: 'nowhere' },
  'service.poolUnknown': { parameters: { TargetPool: 'nowhere' } },
  'service.noClones': {
    before: set({ capabilities: { cloneLocal: false, cloneRemote: false, replicationTypes: [] } }),
  },
  'service.locality': { parameters: { TargetPool: 'peer' } },

  'connect.unreachable': { before: set({ provider: { server: 'stopped' } }) },
  'connect.noAnswer': { before: set({ provider: { link: 'hung' } }) },
  'connect.sessions': { before: set({ provider: { foreignSessions: 32 } }) },
  'connect.shuttingDown': { before: set({ provider: { server: 'shuttingDown' } }) },

  'tls.certificate': { before: set({ certificate: 'expired' }) },

  'authenticate.connectionLost': { at: { step: 'authenticate', do: set({ provider: { server: 'stopped' } }) } },
  'authenticate.noAnswer': { at: { step: 'authenticate', do: set({ provider: { link: 'hung' } }) } },
  'authenticate.noCredentials': { before: set({ credential: null }) },
  'authenticate.wrongCredentials': { parameters: { username: 'service', password: 'wrong' } },
  'authenticate.credentialsExpired': {
    before: (array) => {
      array.set({ account: { name: 'service', expiresIn: '1 min' } });
      array.advance('1 min');
    },
  },
  'authenticate.credentialsRevoked': { before: set({ account: { name: 'service', revoked: true } }) },
  'authenticate.role': { before: set({ role: 'reader', caller: 'client' }) },
  'authenticate.namespaceDenied': { before: set({ account: { name: 'service', deniedNamespace: true } }) },
  'authenticate.accountSessions': {
    prepare: anotherCall,
    before: set({ account: { name: 'service', maximumSessions: 1 } }),
  },
  'authenticate.shuttingDown': { at: { step: 'authenticate', do: set({ provider: { server: 'shuttingDown' } }) } },

  'findService.connectionLost': { at: { step: 'findService', do: set({ provider: { server: 'stopped' } }) } },
  'findService.noAnswer': { at: { step: 'findService', do: set({ provider: { link: 'hung' } }) } },
  'findService.namespaceMissing': { before: set({ provider: { namespace: 'missing' } }) },
  'findService.replicationServiceMissing': { before: set({ provider: { replicationService: 'missing' } }) },
  'findService.enumerationTimeout': {
    shape: ({ profile }) => {
      profile.provider.enumeration.longestTimeout = '30 s';
    },
  },
  'findService.filter': {
    shape: ({ profile }) => {
      profile.provider.enumeration.filters = false;
    },
  },
  'findService.continuation': {
    shape: ({ profile }) => {
      profile.provider.enumeration.continuesOnError = false;
    },
  },

  'readCapabilities.connectionLost': { at: { step: 'readCapabilities', do: set({ provider: { server: 'stopped' } }) } },
  'readCapabilities.noAnswer': { at: { step: 'readCapabilities', do: set({ provider: { link: 'hung' } }) } },
  'readCapabilities.queryLanguage': {
    shape: ({ profile }) => {
      profile.provider.query.language = false;
    },
  },
  'readCapabilities.queryFeature': {
    shape: ({ profile }) => {
      profile.provider.query.features = false;
    },
  },
  'readCapabilities.noCapabilities': {
    shape: ({ profile }) => {
      profile.provider.reportsCapabilities = false;
    },
  },
  'readCapabilities.clonesWithdrawn': {
    before: outOfBand({ capabilities: { cloneLocal: false, cloneRemote: false, replicationTypes: [] } }),
  },
  'readCapabilities.typeWithdrawn': {
    before: outOfBand({ capabilities: { cloneLocal: false, cloneRemote: true, replicationTypes: [13] } }),
  },

  'invoke.connectionLost': { at: { step: 'invoke', do: set({ provider: { server: 'stopped' } }) } },
  'invoke.noAnswer': { at: { step: 'invoke', do: set({ provider: { link: 'hung' } }) } },
  'invoke.sourceStale': { before: outOfBand({ volume: 'db', state: 'degraded' }) },
  'invoke.poolStale': { before: outOfBand({ pool: 'gold', state: 'degraded' }) },
  'invoke.capabilitiesStale': { before: outOfBand({ capabilities: { maximumReplicasPerSource: 63 } }) },
  'invoke.notFound': { on: 'nowhere' },
  'invoke.deletedInFlight': { at: { step: 'invoke', do: (array) => array.outOfBand.delete('db') } },
  'invoke.poolForbidden': { shape: withFeature(40), ...inSilver },
  'invoke.poolRequired': {
    shape: ({ profile }) => {
      profile.provider.requiresTargetPool = true;
    },
  },
  'invoke.poolNotOfSource': { shape: withFeature(44), ...inSilver },
  'invoke.nameTaken': {
    shape: ({ profile }) => {
      profile.clones.uniqueNames = true;
    },
    parameters: { ElementName: 'taken' },
  },
  'invoke.parameterType': {
    shape: ({ profile }) => {
      profile.provider.mistypedParameters = ['ElementName'];
    },
    ...named,
  },
  'invoke.methodUnavailable': {
    shape: ({ profile }) => {
      profile.provider.method = 'unavailable';
    },
  },
  'invoke.methodUnknown': {
    shape: ({ profile }) => {
      profile.provider.method = 'unknown';
    },
  },
  'invoke.methodUnsupported': {
    shape: ({ profile }) => {
      profile.provider.method = 'unsupported';
    },
  },
  'invoke.mayNotModify': { before: set({ account: { name: 'service', mayModify: false } }) },
  'invoke.operations': { before: set({ provider: { foreignOperations: 16 } }) },
  'invoke.shuttingDown': { at: { step: 'invoke', do: set({ provider: { server: 'shuttingDown' } }) } },

  'array.providerGone': { at: { step: 'array', do: set({ provider: { server: 'stopped' } }) } },
  'array.notThere': {
    parameters: { TargetPool: 'spare' },
    at: { step: 'array', do: (array) => array.outOfBand.delete('spare') },
  },
  'array.snapshot': {
    shape: ({ db, profile }) => {
      db.snapshot = true;
      profile.clones.ofSnapshots = false;
    },
  },
  'array.sourceReserved': {
    shape: ({ db }) => {
      db.usage = 'reservedByMigrationServices';
    },
  },
  'array.primordial': {
    shape: ({ silver }) => {
      silver.primordial = true;
    },
    ...inSilver,
  },
  'array.poolReserved': {
    shape: ({ silver }) => {
      silver.usage = 'reservedForSparing';
    },
    ...inSilver,
  },
  'array.sourceLocked': { before: set({ volume: 'db', state: 'resizing' }) },
  'array.sourceNotUsable': { before: set({ volume: 'db', state: 'failed' }) },
  'array.sourceOffline': { before: set({ volume: 'db', state: 'offline' }) },
  'array.sourceOnline': {
    shape: (draft) => {
      withFeature(23)(draft);
      draft.profile.clones.requireOnlineSource = false;
    },
  },
  'array.nameTakenMeanwhile': {
    shape: ({ profile }) => {
      profile.clones.uniqueNames = true;
    },
    parameters: { ElementName: 'coveted' },
    at: { step: 'array', do: outOfBand({ create: { name: 'coveted', pool: 'gold', size: '1 GiB' } }) },
  },
  'array.poolOffline': { before: set({ pool: 'silver', state: 'offline' }), ...inSilver },
  'array.poolReadOnly': { before: set({ pool: 'silver', state: 'readOnly' }), ...inSilver },
  'array.free': {
    shape: ({ db, silver }) => {
      // Thin allocation asks for what is written only.
      db.written = '10 GiB';
      silver.size = '5 GiB';
    },
    ...inSilver,
  },
  'array.overcommit': {
    shape: ({ profile, silver }) => {
      profile.allocation = { kind: 'thin', overcommitLimit: 150, lowSpaceWarningThreshold: 0 };
      silver.size = '6 GiB';
    },
    ...inSilver,
  },
  'array.replicas': {
    shape: ({ profile }) => {
      profile.capabilities.maximumReplicasPerSource = 1;
    },
    prepare: clone,
  },
  'array.volumes': { before: (array) => array.set({ limits: { volumes: array.volumes().length } }) },
  'array.metadata': { prepare: clone, before: set({ limits: { synchronizations: 1 } }) },
  'array.queue': { prepare: clone, before: set({ limits: { runningJobs: 1, queuedJobs: 0 } }) },

  'invokeReply.replyLate': { at: { step: 'invokeReply', do: set({ provider: { link: 'hung' } }) } },
  'invokeReply.replyLost': { at: { step: 'invokeReply', do: set({ provider: { server: 'stopped' } }) } },

  'readBack.targetGone': { at: { step: 'readBack', do: killYoungestJob } },

  'rename.renameRefused': { shape: renaming('refused'), parameters: { ElementName: 'taken' } },
  'rename.nameExists': {
    shape: (draft) => {
      renaming(draft.profile.provider.rename)(draft);
      draft.profile.clones.uniqueNames = true;
    },
    parameters: { ElementName: 'taken' },
  },
  'rename.noSuchProperty': { shape: renaming('noSuchProperty'), ...named },
  'rename.renameUnsupported': { shape: renaming('unsupported'), ...named },

  'subscribe.destination': { before: set({ indications: { destination: 'invalid' } }) },
  'subscribe.subscriptionExists': { before: set({ indications: { subscription: 'exists' } }) },
};

export const keyOf = ({ step, because }: { readonly step: string; readonly because: string }) => `${step}.${because}`;

/** What leads to a row: its natural cause, or the force that a row without one needs. */
export function causeOf(row: Pick<CompiledCheck<never>, 'step' | 'because' | 'code' | 'natural'>): Cause {
  const natural = causes[keyOf(row)];
  if (row.natural !== (natural !== undefined)) {
    throw new Error(`${keyOf(row)} ${natural === undefined ? 'needs a cause' : 'can only be forced, and has a cause'}`);
  }
  return natural ?? { before: (array) => array.provider.failAt(row.step, row.code) };
}

/** Rows of which no two can apply to one call, and why. */
export const exclusive: readonly { readonly rows: readonly string[]; readonly because: string }[] = [
  {
    rows: ['invoke.methodUnavailable', 'invoke.methodUnknown', 'invoke.methodUnsupported'],
    because: 'a profile has one answer to how CreateElementReplica is there',
  },
  {
    rows: ['invoke.poolForbidden', 'invoke.poolRequired'],
    because: 'the one needs a call with TargetPool, the other a call without',
  },
  {
    rows: ['invoke.poolRequired', 'invoke.poolNotOfSource'],
    because: 'the one needs a call without TargetPool, the other a call with',
  },
  {
    rows: ['array.sourceLocked', 'array.sourceNotUsable', 'array.sourceOffline'],
    because: 'a volume is in one state',
  },
  { rows: ['array.sourceOffline', 'array.sourceOnline'], because: 'a volume is in one state' },
  { rows: ['array.poolOffline', 'array.poolReadOnly'], because: 'a pool is in one state' },
  {
    rows: ['rename.renameRefused', 'rename.noSuchProperty', 'rename.renameUnsupported'],
    because: 'a profile has one answer to a rename',
  },
  ...[
    'authenticate.wrongCredentials',
    'authenticate.credentialsExpired',
    'authenticate.credentialsRevoked',
    'authenticate.namespaceDenied',
    'authenticate.accountSessions',
  ].map((row) => ({
    rows: ['authenticate.noCredentials', row],
    because: 'without a credential there is no account that anything could be wrong with',
  })),
];
