import { lifecycles } from '../../lifecycle/lifecycles.js';
import { crossesLink, linkCopies } from '../../store/replicationLink.js';
import { isOffline } from '../../store/shownState.js';
import { volumeUsage, volumeUsages } from '../../vocabulary/replication.js';
import type { CallFacts } from '../facts/call.js';
import { labelOf, volumeMeta, volumeState } from '../facts/elements.js';
import type { Row } from '../operation.js';

// What the source of a copy has to be like, for all methods that copy one.

const { unrestricted } = volumeUsage;
const volumeOffline = lifecycles.volume.stateIndex('offline');

/** The source is none that data are kept on. */
export const sourceReserved = {
  refuse: 'notSupported',
  because: 'sourceReserved',
  cause: 'the source is reserved for something else than data',
  whenElements: ({ volume }) => volume !== undefined && volume.usage !== unrestricted,
  message: ({ request, volume }) => `'${request.on}' is: ${labelOf(volumeUsages, volume?.usage)}`,
} as const satisfies Row<CallFacts>;

/** Whether the source can be read now. */
export const sourceState = [
  {
    refuse: 'failed',
    because: 'sourceLocked',
    cause: 'another operation has locked the source',
    whenElements: ({ volume }) => volume !== undefined && volumeMeta(volume).locked,
    message: (facts) => `'${facts.request.on}' is locked: it is ${volumeState(facts)}`,
  },
  {
    refuse: 'failed',
    because: 'sourceNotUsable',
    cause: 'the source is not usable: its own copy still runs, or it has failed',
    whenElements: ({ volume }) =>
      volume !== undefined &&
      !volumeMeta(volume).usable &&
      !volumeMeta(volume).locked &&
      volume.state !== volumeOffline,
    message: (facts) => `'${facts.request.on}' is not usable: it is ${volumeState(facts)}`,
  },
  {
    refuse: 'failed',
    because: 'sourceOffline',
    cause: 'the source is offline, and this array clones online volumes only',
    whenSystem: ({ live, configuration }) =>
      configuration.profile.clones.requireOnlineSource && !live.has.requiresOfflineSource,
    whenElements: ({ volume }) => volume?.state === volumeOffline,
    message: ({ request }) => `'${request.on}' is offline, and this array clones online volumes only`,
  },
  {
    refuse: 'failed',
    because: 'sourceOnline',
    cause: 'the source is online, and this array clones offline volumes only (feature 23)',
    whenSystem: ({ live }) => live.has.requiresOfflineSource,
    whenElements: ({ volume }) => volume !== undefined && volume.state !== volumeOffline,
    message: ({ request }) => `'${request.on}' is online; feature 23 wants the source of a copy offline`,
  },
] as const satisfies readonly Row<CallFacts>[];

/** As an array refuses that copies a volume only so often at a time; later there may be less of it. */
export const sourceBusy = {
  refuse: 'failed',
  because: 'sourceBusy',
  cause: 'as many copies of the source are under way as may be at once (clones.copiesAtOnce)',
  whenSystem: ({ configuration }) => configuration.profile.clones.copiesAtOnce !== null,
  when: ({ volume, configuration }) =>
    volume !== undefined && volume.copying >= (configuration.profile.clones.copiesAtOnce ?? Number.POSITIVE_INFINITY),
  message: ({ request, volume, configuration }) =>
    `'${request.on}' is busy: ${volume?.copying} of at most ${configuration.profile.clones.copiesAtOnce} copies of it are under way`,
} as const satisfies Row<CallFacts>;

/** Nobody can read the source. Volumes follow their pool; where the target is to be in it, too, the pool's own row answers. */
export const sourcePoolOffline = {
  refuse: 'failed',
  because: 'sourcePoolOffline',
  cause: "the source's pool is offline, and so is the source",
  when: ({ world, volume }) => volume !== undefined && isOffline(world.pools.read(volume.pool)),
  message: ({ world, request, volume }) =>
    `the pool of '${request.on}'${volume === undefined ? '' : `, ${world.pools.payload(volume.pool)},`} is offline: nobody can read it`,
} as const satisfies Row<CallFacts>;

/** The copy would cross a link that carries none. The provider is reached and knows the reason, as it does of a pool that is offline: the
 * array's own failure (4), neither one of the line to the provider (40300) nor one that the provider does not explain (43001).
 */
export const linkPartitioned = {
  refuse: 'failed',
  because: 'linkPartitioned',
  cause: 'the clone would cross the replication link to the peer system, which is partitioned',
  whenSystem: ({ settings }) => linkCopies(settings) === 'not',
  when: ({ world, volume, pool }) => volume !== undefined && crossesLink(world.pools.read(volume.pool), pool),
  message: ({ request }) => `the replication link that a clone of '${request.on}' would cross is partitioned`,
} as const satisfies Row<CallFacts>;
