import { lifecycles } from '../lifecycle/lifecycles.js';
import type { Configuration } from '../store/configuration.js';
import { allocated } from '../store/contents.js';
import { several } from '../store/nameIndex.js';
import type { CallRow, FoundAccount, JobRow, PoolRow, VolumeRow } from '../store/rows.js';
import type { Credential, Role, Settings } from '../store/settings.js';
import type { World } from '../store/world.js';
import type { CallRequest } from '../vocabulary/call.js';
import type { AccountHandle, CallHandle, JobHandle, PoolHandle, VolumeHandle } from '../vocabulary/ids.js';
import { none } from '../vocabulary/ids.js';
import type { Locality } from '../vocabulary/replication.js';
import { type Blocks, roundUpTo } from '../vocabulary/sizes.js';

/** What the room for a clone depends on. */
export interface ChargedClone {
  /** The source's size. */
  readonly size: Blocks;
  /** The extents of the source that are allocated, counted for who asks: where none are copied, nobody does. */
  readonly allocated: () => Blocks;
  /** Whether the target shares the source's extents, see {@link sharesExtents}. */
  readonly shares: boolean;
}

/** How many blocks a pool gives up for a clone, in whole extents. */
export type Charging = (clone: ChargedClone, configuration: Configuration) => Blocks;

/** A full copy takes all of its size, a thin one what the source has allocated, and one that shares it nothing. */
export const charge: Charging = ({ size, allocated, shares }, { allocation, extentSize }) => {
  if (allocation === 'full') return roundUpTo(size, extentSize);
  return shares ? (0 as Blocks) : allocated();
};

/** What the checks of one call judge by: windows on the rows that it touches, as they are now.
 * Good until the next commit of anyone; then {@link lookAtCall} looks again.
 */
export interface CallFacts extends ElementFacts {
  readonly world: World;
  readonly handle: CallHandle;
  readonly call: Readonly<CallRow>;
  readonly request: CallRequest;
  /** Undefined when no row answers to the reference, or no longer. */
  readonly source: Readonly<VolumeRow> | undefined;
  /** The pool that the target goes to: TargetPool, or the source's pool. */
  readonly pool: Readonly<PoolRow> | undefined;
  readonly poolHandle: PoolHandle | -1;
  readonly accountHandle: AccountHandle | -1;
  readonly charging: Charging;
}

/** A call as it is judged: its cells, in the world's table or on their own, and its request. */
export interface CallInFlight {
  readonly handle: CallHandle;
  readonly row: CallRow;
  readonly request: CallRequest;
}

export function lookAtCall(world: World, { handle, row, request }: CallInFlight, charging: Charging): CallFacts {
  const { settings, configuration } = world;
  const { link, server } = lifecycles.providerConnection.meta(settings.connection);
  const source = world.volumes.peek(row.source);
  const namesPool = request.targetPool !== null;
  const poolHandle = namesPool ? row.pool : (source?.pool ?? none);
  const found = accountOf(world, request);
  return {
    world,
    settings,
    configuration,
    provider: configuration.profile.provider,
    link,
    server,
    live: world.live,
    told: world.told,
    discovered: world.discovered,
    handle,
    call: row,
    request,
    source,
    pool: world.pools.peek(poolHandle),
    poolHandle,
    namesPool,
    credential: credentialOf(settings, request),
    account: found?.account,
    accountHandle: found?.handle ?? none,
    charging,
  };
}

/** What is judged by after the effect: the source and the pool do not matter any more. */
export type AfterEffectFacts = Omit<CallFacts, 'source' | 'pool'>;

/** What the settlements of one job judge by. */
export interface JobFacts {
  readonly world: World;
  readonly job: Readonly<JobRow>;
  readonly target: Readonly<VolumeRow>;
  readonly source: Readonly<VolumeRow> | undefined;
  readonly pool: Readonly<PoolRow> | undefined;
}

export function lookAtJob(world: World, handle: JobHandle): JobFacts {
  const job = world.jobs.read(handle);
  return {
    world,
    job,
    target: world.volumes.read(job.target),
    source: world.volumes.peek(job.source),
    pool: world.pools.peek(job.pool),
  };
}

export function sourceMeta(source: Pick<VolumeRow, 'state'>) {
  return lifecycles.volume.meta(source.state);
}

export function poolMeta(pool: Pick<PoolRow, 'state'>) {
  return lifecycles.pool.meta(pool.state);
}

export function roleOf({ settings, request }: CallFacts): Role {
  const { roles, role } = settings;
  // A caller may be called like a member that every object has.
  return Object.hasOwn(roles, request.caller) ? (roles[request.caller] ?? role) : role;
}

function credentialOf(settings: Settings, { username, passwordDigest }: CallRequest): Credential | undefined {
  if (username !== null && passwordDigest !== null) return { username, passwordDigest };
  return settings.credential ?? undefined;
}

function accountOf(world: World, { username }: CallRequest): FoundAccount | undefined {
  if (username !== null) return findAccount(world, username);
  // Most calls come with the configuration provider's credential.
  if (world.ownAccount === 'not looked up') {
    const { credential } = world.settings;
    world.ownAccount = credential === null ? undefined : findAccount(world, credential.username);
  }
  return world.ownAccount;
}

function findAccount({ accounts, accountNames }: World, username: string): FoundAccount | undefined {
  const handle = accountNames.only(accounts, username);
  // No account has another's name: see `setAccount` and `checkOptions`.
  if (handle === none || handle === several) return undefined;
  return { handle, account: accounts.payload(handle) };
}

/** Whether the provider's server was stopped since the call connected to it: it knows nothing of the call any more. */
export function hasLostSession(call: Readonly<Pick<CallRow, 'connected'>>, { incarnation }: Settings): boolean {
  return call.connected !== incarnation;
}

/** Sessions that an account holds, by a look through the calls in flight: asked only for an account that has a limit. */
export function sessionsOf(world: World, account: AccountHandle): number {
  let sessions = 0;
  for (const handle of world.calls.handles()) {
    const call = world.calls.read(handle);
    if (call.account === account && !hasLostSession(call, world.settings)) sessions++;
  }
  return sessions;
}

/** From the source's system to the target pool's. Without a TargetPool it is local, unless the system clones only to a
 * peer, where feature 43 then asks for one.
 */
export function localityOf({ pool, namesPool, discovered }: ElementFacts): Locality {
  if (namesPool) return pool?.remote === 1 ? 'remote' : 'local';
  return !discovered.local && discovered.has.remoteRequiresTargetPool ? 'remote' : 'local';
}

/** Whether the service has an element in its cache: it has seen it, and not yet seen it go. */
export function isInCache(row: { readonly unseenChanges: number } | undefined): boolean {
  return row !== undefined && row.unseenChanges >= 0;
}

/** Whether an element is not, or no more, as the service last saw it. */
export function isChanged(row: { readonly unseenChanges: number; readonly goneAt: number } | undefined): boolean {
  return row !== undefined && (row.goneAt !== 0 || row.unseenChanges > 0);
}

/** Whether an element is not there. */
export function isGone(row: { readonly goneAt: number } | undefined): boolean {
  return row === undefined || row.goneAt !== 0;
}

/** Whether an element changed, or went, out of band before the call began and after the service last looked. */
export function isStale(
  row: { readonly unseenChanges: number; readonly goneAt: number } | undefined,
  call: Readonly<CallRow>,
): boolean {
  if (row === undefined) return false;
  return row.goneAt === 0 ? row.unseenChanges > 0 : row.goneAt <= call.beganAt;
}

/** Whether an element that was there when the call began is there no more. */
export function wentInFlight(row: { readonly goneAt: number } | undefined, call: Readonly<CallRow>): boolean {
  return row === undefined || row.goneAt > call.beganAt;
}

/** Blocks that the pool must give up for the target. */
export function need(facts: CallFacts): Blocks {
  const { world, call, source, configuration, charging } = facts;
  // A call without a source was refused before anyone asks what it needs.
  if (source === undefined) return 0 as Blocks;
  // `look` found the source behind this handle.
  const extents = () => allocated(world, call.source as VolumeHandle, source);
  return charging({ size: source.size, allocated: extents, shares: sharesExtents(facts) }, configuration);
}

/** Whether the target shares the source's extents: with instant allocation, within one pool. */
export function sharesExtents({ source, poolHandle, configuration }: CallFacts): boolean {
  return configuration.allocation === 'instant' && source?.pool === poolHandle;
}

/** Whether the provider gives the target a name only by renaming it afterwards. */
export function renamesAfterwards({ request, live }: AfterEffectFacts): boolean {
  return request.elementName !== null && !live.has.acceptsElementName;
}

/** Whether another volume has the name that the caller asks for, on an array where names are unique. */
export function nameIsTaken({ world, call, request, configuration }: AfterEffectFacts): boolean {
  if (!configuration.profile.clones.uniqueNames || request.elementName === null) return false;
  const { volumes, volumeNames } = world;
  return volumeNames
    .find(volumes, request.elementName)
    .some((other) => other !== call.target && volumes.read(other).goneAt === 0);
}

import type { ElementFacts } from './operation.js';
