import { lifecycles } from '../../lifecycle/lifecycles.js';
import { isOffline } from '../../store/shownState.js';
import type { CommonOutcome } from '../../vocabulary/methods/commonCodes.js';
import type { MethodsCalled } from '../../vocabulary/methods/names.js';
import type { Complete, OutcomeOf } from '../../vocabulary/methods/notation.js';
import { poolUsage, poolUsages } from '../../vocabulary/replication.js';
import type { Step } from '../../vocabulary/steps.js';
import { none } from '../../vocabulary/units/ids.js';
import { type Blocks, blocks, formatSize } from '../../vocabulary/units/sizes.js';
import { isGone } from '../facts/cache.js';
import type { CallFacts } from '../facts/call.js';
import { labelOf, poolName } from '../facts/elements.js';
import { poolOf, targetOf } from '../facts/job.js';
import { nameKept, nameOfNew, renamesAfterwards } from '../facts/names.js';
import { becomesThin, blocksIn, nearestSize, sizeOfNew, thinAskedFor } from '../facts/volumeSize.js';
import type { End, Operation, Row } from '../operation.js';
import type { Plan } from '../plan.js';
import { anotherTarget, subscribe } from './afterEffect.js';
import { execution, providerGone } from './array.js';
import { authenticate } from './authenticate.js';
import { connect, invokeReply, tls } from './connection.js';
import { poolDeletedInFlight } from './element.js';
import { ends } from './ends.js';
import { findService } from './findService.js';
import { type GoalsIn, goalSettings, goalsInRange } from './goals.js';
import { line, mayNotModify, methodRows, parameterType, providerLimits } from './invoke.js';
import { nameTakenAtProvider, nameTakenMeanwhile, rename } from './naming.js';
import { readCapabilities } from './readCapabilities.js';
import { targetGone } from './replica.js';
import { poolState, queueLimit, volumeLimit } from './room.js';
import { malformed, role, serviceFails } from './service.js';

/** What creates volumes, in a pool or in one that is found: they share their outcomes, but for 40320. */
type Creation = MethodsCalled<'CreateStorageVolume'>;
type CreationRow = Row<CallFacts, keyof Creation['codes'] & string>;
type OwnRow<M extends Creation> = Row<CallFacts, OutcomeOf<M> | CommonOutcome>;

/** What the two methods differ in. */
interface Differences<M extends Creation> {
  /** Whether the pool is known, before anything else is said of it. */
  readonly pool: CreationRow;
  readonly goals: GoalsIn;
  /** Whether the pool is one of the peer's. */
  readonly peerPool: CreationRow;
  /** What it is when the provider looks for the pool and doesn't find it. */
  readonly notThere: 'noPoolFound' | 'poolNotFound';
  /** What one method alone refuses of the arguments, and of what they name at the provider. */
  readonly service: readonly OwnRow<M>[];
  readonly invoke: readonly OwnRow<M>[];
}

/** The behaviour of a method that creates volumes, but for its facts and what is malformed. */
export function creationOf<M extends Creation>(
  { provider }: Complete<M>,
  { pool, goals, peerPool, notThere, service, invoke }: Differences<M>,
): Pick<Operation<M>, 'rows' | 'plan' | 'reply' | 'ends'> {
  const rows: { readonly [At in Step]?: readonly Row<never>[] } = {
    service: [role, malformed, ...service, sizeZero, pool, noCreation, ...poolKind, serviceFails],
    connect,
    tls,
    authenticate,
    findService: findService(provider.service),
    readCapabilities: [...readCapabilities, creationWithdrawn, ...goalsInRange(goals)],
    invoke: [
      ...line,
      poolDeletedInFlight,
      ...invoke,
      nameTakenAtProvider,
      // Of the provider's method: the setting that the goals are in.
      parameterType('Goal'),
      ...goalSettings,
      ...methodRows({ method: provider.method, reports: 'the creation of volumes' }),
      mayNotModify,
      ...providerLimits,
    ],
    array: [
      providerGone,
      {
        refuse: notThere,
        because: 'notThere',
        cause: 'the pool is not there when the array looks for it',
        whenElements: ({ pool: row }) => isGone(row),
        message: (facts) => `the array has no pool ${poolName(facts)}`,
      },
      peerPool,
      nameTakenMeanwhile,
      ...poolState,
      poolDeleting,
      room,
      // The documents have no code for resources here but the one for sizes.
      { ...volumeLimit, refuse: 'failed' },
      { ...queueLimit(({ configuration }) => configuration.creation.by === 'call'), refuse: 'failed' },
      ...execution,
    ],
    invokeReply,
    readBack: [anotherTarget, targetGone],
    rename,
    subscribe,
  };
  return {
    // Whichever of the two it is, it has these outcomes.
    rows: rows as Operation<M>['rows'],
    plan,
    reply: ({ code, out, made, job, status, decided }) => ({
      ReturnValue: code,
      Size: null,
      ...out,
      CreatedStorageVolume: made,
      Job: job,
      ExtendedStatus: status,
      decided,
    }),
    ends: creationEnds,
  };
}

const sizeZero: CreationRow = {
  refuse: 'sizeZero',
  because: 'sizeZero',
  cause: 'Size is 0',
  when: ({ request: { given } }) => given.Size != null && blocksIn(given) === 0,
  message: () => 'Size is 0: a volume has one block at least',
};

const noCreation: CreationRow = {
  refuse: 'creationNotSupported',
  because: 'noCreation',
  cause: 'the system does not offer the creation of volumes',
  whenSystem: ({ settings }) => !settings.discovered.createsVolumes,
  message: () => 'StorageConfigSupportsStorageVolumeCreation is false',
};

const creationWithdrawn: CreationRow = {
  refuse: 'creationNotSupported',
  because: 'creationWithdrawn',
  cause: "the array does not offer the creation of volumes any more, though the service's cache says so",
  whenSystem: ({ settings }) => !(settings.reported ?? settings.capabilities).createsVolumes,
  message: () => "the array creates no volumes any more; the service's cache still says that it does",
};

/** What the service knows of the pool. */
const poolKind: readonly CreationRow[] = [
  {
    refuse: 'poolPrimordial',
    because: 'primordial',
    cause: 'the pool is primordial: nothing is allocated from it directly',
    whenElements: ({ pool }) => pool?.primordial === 1,
    message: (facts) => `pool ${poolName(facts)} is primordial: no volume can be allocated from it`,
  },
  {
    refuse: 'poolReserved',
    because: 'poolReserved',
    cause: 'the pool is reserved for something else than volumes',
    whenElements: ({ pool }) => pool !== undefined && pool.usage !== poolUsage.unrestricted,
    message: (facts) => `pool ${poolName(facts)} is: ${labelOf(poolUsages, facts.pool?.usage)}`,
  },
  {
    refuse: 'thinNotSupported',
    because: 'noThinVolumes',
    cause: 'ThinlyProvisioned is asked for, and the pool has no such volumes',
    when: ({ request, pool }) => thinAskedFor(request.given) === true && pool?.thin === 0,
    message: (facts) => `pool ${poolName(facts)} has no thinly provisioned volumes`,
  },
];

const poolDeleting: CreationRow = {
  refuse: 'inUse',
  because: 'poolDeleting',
  cause: 'a job deletes the pool',
  when: ({ pool }) => pool?.deleting === 1,
  message: (facts) => `a job deletes pool ${poolName(facts)}`,
};

/** Whatever the reason that so large a volume can't be had: the documents have one code for it, and the size that can.
 * @see MSFT_SMPool.CreateStorageVolume, 4097, and CIM_StorageConfigurationService.CreateOrModifyElementFromStoragePool, Size: "If a
 * size is not possible the nearest supported size is returned, and 4097"
 */
const room: CreationRow = {
  refuse: 'sizeNotSupported',
  because: 'room',
  cause: 'the pool has no room for so large a volume, or may not promise so much',
  when: (facts) => {
    const { pool, request } = facts;
    if (pool === undefined) return false;
    const size = sizeOfNew(pool, facts, request.given);
    return size === 0 || size > nearestSize(pool, facts, request.given);
  },
  out: (facts) => ({ Size: facts.pool === undefined ? null : nearestSize(facts.pool, facts, facts.request.given) }),
  message: (facts) => {
    const { pool, request } = facts;
    if (pool === undefined) return '';
    const asked = request.given.Size === null ? 'as much as there is' : `${request.given.Size} bytes`;
    const nearest = formatSize(nearestSize(pool, facts, request.given));
    return `asks for ${asked}, and pool ${poolName(facts)} has room for a volume of ${nearest}`;
  },
};

function plan(facts: CallFacts): Plan {
  const { pool, poolHandle, configuration, request } = facts;
  if (pool === undefined || poolHandle === none) throw new Error('a request without a pool got past its rows');
  const { by, takesMs } = configuration.creation;
  // What is too large has been refused.
  const size = blocks(sizeOfNew(pool, facts, request.given));
  const thin = becomesThin(pool, facts, request.given);
  return {
    outcome: by === 'call' ? 'success' : 'jobStarted',
    make: {
      name: (renamesAfterwards(facts) ? null : nameKept(facts)) ?? nameOfNew(facts),
      pool: poolHandle,
      size,
      room: thin ? nothing : size,
      source: none,
      syncType: none,
      mode: 0,
      readOnly: false,
      thin,
      shares: false,
      usableAtOnce: by === 'call',
      listedAtOnce: true,
      detaches: false,
    },
    change: null,
    remove: null,
    job: by === 'call' ? null : { work: 'wait', ms: takesMs },
    out: { Size: size },
  };
}

const nothing = 0 as Blocks; // a whole number of blocks

const volumeFailed = lifecycles.volume.stateIndex('failed');

/** What ends a job that creates a volume: then the volume goes, and its room is free. */
const creationEnds: readonly End<'failed' | 'sizeNotSupported' | 'unspecifiedError' | 'cimFailed'>[] = [
  {
    fail: 'failed',
    because: 'poolLost',
    cause: 'the pool went offline or away while the job ran',
    when: ({ pool }) => pool === undefined || pool.goneAt !== 0 || isOffline(pool),
    message: (facts) => (facts.pool === undefined ? 'the pool is gone' : `pool '${poolOf(facts)}' is offline`),
  },
  {
    fail: 'failed',
    because: 'volumeLost',
    cause: 'the volume went bad while the job ran',
    when: ({ target }) => target?.state === volumeFailed,
    message: (facts) => `the volume '${targetOf(facts)}' has failed`,
  },
  { fail: 'failed', because: 'creationFailed', cause: 'the creation fails, for a known reason' },
  { fail: 'sizeNotSupported', because: 'ranOut', cause: 'the array runs out of room while the job runs' },
  { fail: 'unspecifiedError', because: 'creationFailedUnknown', cause: 'the creation fails, nobody knows why' },
  ends.providerFailed,
];
