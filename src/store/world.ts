import { Agenda } from '../determinism/agenda.js';
import { IdCodec } from '../determinism/idCodec.js';
import type { Timer } from '../determinism/timer.js';
import { type Abilities, abilitiesOf } from '../vocabulary/profile/capabilities.js';
import type {
  AccountHandle,
  CallHandle,
  CallId,
  DriveHandle,
  DriveId,
  FamilyHandle,
  JobHandle,
  JobId,
  LayerHandle,
  PoolHandle,
  PoolId,
  PoolSettingHandle,
  PoolSettingId,
  SessionHandle,
  SessionId,
  SynchronizationHandle,
  SynchronizationId,
  VolumeHandle,
  VolumeId,
} from '../vocabulary/units/ids.js';
import { none } from '../vocabulary/units/ids.js';
import type { Account, AccountRow, CallPayload, CallRow, FoundAccount } from './callRow.js';
import type { Configuration } from './configuration.js';
import type { ContentsRow, LayerPayload, LayerRow } from './contentsRow.js';
import type { DriveRow } from './driveRow.js';
import type { FamilyRow } from './familyRow.js';
import { type FaultState, forkFaults } from './faultState.js';
import type { Happening } from './happenings.js';
import type { JobRow } from './jobRow.js';
import { Lanes } from './lanes.js';
import { NameIndex } from './nameIndex.js';
import { Owner } from './owner.js';
import type { PoolRow, SynchronizationRow, VolumeRow } from './rows.js';
import type { Runs } from './runs.js';
import type { SessionPayload, SessionRow } from './sessionRow.js';
import { ordered, type Settings } from './settings.js';
import { SharedMap } from './sharedMap.js';
import type { EventMaking, NotedEvent } from './storageEvents.js';
import { Table } from './table.js';
import { columns } from './tables.js';
import type { TraceLog } from './traceLog.js';

/** A list of jobs, linked through their rows. */
interface JobListEnds {
  head: JobHandle | -1;
  tail: JobHandle | -1;
  count: number;
}

/** How ids are written and read; shared by a world and its forks. */
interface Codecs {
  readonly volume: IdCodec<VolumeId, VolumeHandle>;
  readonly pool: IdCodec<PoolId, PoolHandle>;
  readonly job: IdCodec<JobId, JobHandle>;
  readonly synchronization: IdCodec<SynchronizationId, SynchronizationHandle>;
  readonly call: IdCodec<CallId, CallHandle>;
  readonly session: IdCodec<SessionId, SessionHandle>;
  readonly drive: IdCodec<DriveId, DriveHandle>;
  readonly setting: IdCodec<PoolSettingId, PoolSettingHandle>;
}

const nameOfPayload = (name: string) => name;
const nameOfAccount = (account: Account) => account.name;

/** Everything that a simulated array is at one moment. Only the engine writes to it, and only in its commits. */
export class World {
  private current: Settings;
  /** Changes with every fork: what was written in another epoch may be seen by another world. */
  private era = new Owner();
  /** What `settings.capabilities` and `settings.discovered` come down to, and what the provider tells: the live ones,
   * unless it lies.
   */
  live: Abilities;
  discovered: Abilities;
  reported: Abilities;
  /** The account of the configuration provider's credential; looked up again when settings or accounts change. */
  ownAccount: FoundAccount | undefined | 'not looked up' = 'not looked up';
  nowMs: number;
  /** Goes up with every commit, so that before and after can be told within one virtual millisecond. */
  revision: number;
  /** Sessions of the provider that calls in flight hold, with those that outlive their calls; and operations that calls hold. */
  connected: number;
  operating: number;
  readonly pools: Table<PoolRow, PoolHandle, string>;
  readonly volumes: Table<VolumeRow, VolumeHandle, string>;
  readonly contents: Table<ContentsRow, VolumeHandle, Runs<string>>;
  readonly layers: Table<LayerRow, LayerHandle, LayerPayload>;
  readonly families: Table<FamilyRow, FamilyHandle>;
  readonly synchronizations: Table<SynchronizationRow, SynchronizationHandle>;
  readonly jobs: Table<JobRow, JobHandle, string>;
  readonly calls: Table<CallRow, CallHandle, CallPayload>;
  readonly accounts: Table<AccountRow, AccountHandle, Account>;
  readonly sessions: Table<SessionRow, SessionHandle, SessionPayload>;
  readonly drives: Table<DriveRow, DriveHandle, string>;
  readonly poolNames: NameIndex<PoolRow, PoolHandle, string>;
  readonly volumeNames: NameIndex<VolumeRow, VolumeHandle, string>;
  readonly driveNames: NameIndex<DriveRow, DriveHandle, string>;
  readonly accountNames: NameIndex<AccountRow, AccountHandle, Account>;
  /** The session that each caller shows. */
  readonly sessionsByCaller: SharedMap<string, SessionHandle>;
  /** By number, as in `jobList`: waiting for a slot, holding one, finished and not yet removed. */
  readonly jobLists: readonly [JobListEnds, JobListEnds, JobListEnds];
  /** The jobs in Starting. */
  readonly starting: { head: JobHandle | -1; tail: JobHandle | -1 };
  /** What hosts have written to targets that are still copied to: blocks by volume. */
  readonly hostWrites: SharedMap<VolumeHandle, Runs<string>>;
  /** The jobs that run, by how fast they do. */
  readonly lanes: Lanes;
  /** Discoveries by jobs that are not over. */
  discovering: number;
  /** Whether there was ever a job that may take very long. */
  longWork: boolean;
  /** Elements deleted out of band that the service's cache still lists. */
  deletedButCached: number;
  readonly agenda: Agenda;
  /** The next job to run, the next end of a copy, and the next removal of a finished job: of each there is one at a time,
   * and they change so often that they have places of their own beside the agenda.
   */
  startTimer: Timer | undefined;
  copyTimer: Timer | undefined;
  removalTimer: Timer | undefined;
  /** When the totals of the lanes, and what the oldest job has copied, were last brought up to date. */
  copiedAtMs: number;
  /** What happened since those who listen were told last; undefined while nobody listens, as in every fork. */
  happened: (Happening | NotedEvent)[] | undefined;
  /** Where events wait for their instances; undefined while nobody listens to them, as in every fork. */
  events: EventMaking | undefined;
  /** Clones that were ever made, and faults that ever fired: for tests that ask whether there were any. */
  clonesMade: number;
  faultsFired: number;
  trace: TraceLog | undefined;
  /** The fault plan and what it has done; undefined without one, and with one that is empty. */
  faults: FaultState | undefined;
  /** The array as readers are shown it while reads are stale: as it was, and never written; undefined while they are not. */
  shown: World | undefined;

  /** An empty world with that agenda, or with `from` what {@link fork} returns. */
  constructor(
    readonly configuration: Configuration,
    readonly codecs: Codecs,
    settings: Settings,
    from?: World,
    agenda?: Agenda,
  ) {
    this.current = from === undefined ? ordered(settings) : settings;
    this.live = from?.live ?? abilitiesOf(settings.capabilities, configuration.version);
    this.discovered = from?.discovered ?? abilitiesOf(settings.discovered, configuration.version);
    this.reported =
      from?.reported ??
      (settings.reported === null ? this.live : abilitiesOf(settings.reported, configuration.version));
    this.nowMs = from?.nowMs ?? 0;
    this.revision = from?.revision ?? 1;
    this.connected = from?.connected ?? 0;
    this.operating = from?.operating ?? 0;
    this.pools = from?.pools.fork() ?? Table.empty(columns.pool);
    this.volumes = from?.volumes.fork() ?? Table.empty(columns.volume);
    this.contents = from?.contents.fork() ?? Table.empty(columns.contents);
    this.layers = from?.layers.fork() ?? Table.empty(columns.layer);
    this.families = from?.families.fork() ?? Table.empty(columns.family);
    this.synchronizations = from?.synchronizations.fork() ?? Table.empty(columns.synchronization);
    this.jobs = from?.jobs.fork() ?? Table.empty(columns.job);
    this.calls = from?.calls.fork() ?? Table.empty(columns.call);
    this.accounts = from?.accounts.fork() ?? Table.empty(columns.account);
    this.sessions = from?.sessions.fork() ?? Table.empty(columns.session);
    this.drives = from?.drives.fork() ?? Table.empty(columns.drive);
    this.poolNames = from?.poolNames.fork() ?? NameIndex.empty(nameOfPayload);
    this.volumeNames = from?.volumeNames.fork() ?? NameIndex.empty(nameOfPayload);
    this.driveNames = from?.driveNames.fork() ?? NameIndex.empty(nameOfPayload);
    this.accountNames = from?.accountNames.fork() ?? NameIndex.empty(nameOfAccount);
    this.sessionsByCaller = from?.sessionsByCaller.fork() ?? SharedMap.of();
    const [waiting, active, finished] = from?.jobLists ?? [emptyList, emptyList, emptyList];
    this.jobLists = [{ ...waiting }, { ...active }, { ...finished }];
    this.starting = { head: from?.starting.head ?? none, tail: from?.starting.tail ?? none };
    this.hostWrites = from?.hostWrites.fork() ?? SharedMap.of();
    this.lanes = from?.lanes.fork() ?? Lanes.empty();
    this.discovering = from?.discovering ?? 0;
    this.longWork = from?.longWork ?? false;
    this.deletedButCached = from?.deletedButCached ?? 0;
    this.agenda = from?.agenda.fork() ?? agenda ?? Agenda.empty();
    this.startTimer = from?.startTimer;
    this.copyTimer = from?.copyTimer;
    this.removalTimer = from?.removalTimer;
    this.copiedAtMs = from?.copiedAtMs ?? 0;
    this.happened = undefined;
    this.events = undefined;
    this.clonesMade = from?.clonesMade ?? 0;
    this.faultsFired = from?.faultsFired ?? 0;
    this.trace = from?.trace?.fork();
    this.faults = from?.faults && forkFaults(from.faults);
    this.shown = from?.shown;
  }

  get settings(): Settings {
    return this.current;
  }

  set settings(settings: Settings) {
    const { version } = this.configuration;
    if (settings.capabilities !== this.current.capabilities) this.live = abilitiesOf(settings.capabilities, version);
    if (settings.discovered !== this.current.discovered) this.discovered = abilitiesOf(settings.discovered, version);
    if (settings.reported !== this.current.reported || settings.capabilities !== this.current.capabilities) {
      this.reported = settings.reported === null ? this.live : abilitiesOf(settings.reported, version);
    }
    this.current = ordered(settings);
    this.ownAccount = 'not looked up';
  }

  /** Whose {@link Runs} this world may write in place. */
  get epoch(): object {
    return this.era;
  }

  /** An independent world that goes on exactly as this one would; both share what neither changes. O(1). */
  fork(): World {
    this.era = new Owner();
    return new World(this.configuration, this.codecs, this.settings, this);
  }
}

/** A world as it is now, to be looked at and never written: without what goes wrong in it. O(1). */
export function stillOf(world: World): World {
  const still = world.fork();
  still.faults = undefined;
  still.trace = undefined;
  still.shown = undefined;
  return still;
}

/** The codecs of the array with that serial number. */
export function codecsOf(serial: string): Codecs {
  return {
    volume: new IdCodec('vol', serial),
    pool: new IdCodec('pool', serial),
    job: new IdCodec('job', serial),
    synchronization: new IdCodec('sync', serial),
    call: new IdCodec('call', serial),
    session: new IdCodec('session', serial),
    drive: new IdCodec('drive', serial),
    setting: new IdCodec('poolsetting', serial),
  };
}

const emptyList: JobListEnds = { head: none, tail: none, count: 0 };
