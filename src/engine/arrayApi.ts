import type { Reference } from '../store/references.js';
import type { TraceEntry, TraceEvent } from '../store/traceLog.js';
import type { Job } from '../store/views.js';
import type { Outcome } from '../vocabulary/methods/codes.js';
import type { Step } from '../vocabulary/steps.js';
import type { CallId, SessionId } from '../vocabulary/units/ids.js';
import type { OutOfBandChange } from './controls/changeSchemas.js';
import type { HostReply, HostWrite, TaggedRange } from './controls/host.js';
import type { OutOfBandReply } from './controls/outOfBand.js';
import type { ForcingOptions } from './faults/forcing.js';
import type { ArrayOptions } from './options.js';

// The parts of StorageArray's API: what `array.jobs`, `array.host` and the like offer.

/** What the array's operators can do to a job. */
export const jobControls = {
  suspend: 'SUSPEND',
  resume: 'RESUME',
  terminate: 'TERMINATE',
  kill: 'KILL',
  enterService: 'ENTER_SERVICE',
  leaveService: 'LEAVE_SERVICE',
  query: 'QUERY',
  answer: 'ANSWER',
} as const;

/** The name of one of them: 'suspend', 'terminate'. */
export type JobControl = keyof typeof jobControls;

/** What editors show. Each is refused, with nothing changed, where the job's state does not allow it. */
interface JobsDocs {
  /** Stops a running job for the time being; what it has copied stays. */
  readonly suspend: unknown;
  /** Lets a suspended job go on. */
  readonly resume: unknown;
  /** Asks a job to stop in good order: it winds down, takes back what it did, and ends as `terminated`. */
  readonly terminate: unknown;
  /** Ends a job at once, as `killed`. */
  readonly kill: unknown;
  /** Puts a running job into the state Service, in which it stands still. */
  readonly enterService: unknown;
  /** Lets a job go on that is in service. */
  readonly leaveService: unknown;
  /** Lets a running job wait for an answer of its operator. */
  readonly query: unknown;
  /** Gives the answer, and the job goes on. */
  readonly answer: unknown;
}

/** The list of all jobs, and what can be done to one: `array.jobs()`, `array.jobs.terminate(id)`. */
export type Jobs = (() => Job[]) & { readonly [Control in JobControl]: (job: Reference) => void } & JobsDocs & {
    /** Lets virtual time pass until a job is over, well or not, and no longer: `array.jobs.wait(reply.Job)`.
     * @param atMost '1 d' when left out
     * @returns the job as it has ended
     * @throws BadInputError when it is not over by then, with what it waits for; the time has passed all the same. And when no job has
     * the id, or no longer: one that is removed at once (profile.jobs.removedAfter) can't be seen any more.
     */
    readonly wait: (job: Reference | null, atMost?: string | number) => Job;
  };

export const sessionStates = ['open', 'ended', 'leaked'] as const;

/** A session of the provider that outlives the calls that use it (profile `provider.sessions`). */
export interface Session {
  /** What it can be closed by. */
  readonly id: SessionId;
  /** Who has logged in, as `{ caller }` of a call has it. */
  readonly caller: string;
  /** The account of the provider. */
  readonly account: string;
  /** `open`; `ended` by itself or by a restart of the provider, which its client has not noticed; `leaked`: open, but its client does
   * not know it any more.
   */
  readonly state: (typeof sessionStates)[number];
  /** Virtual time in milliseconds. */
  readonly openedAtMs: number;
  /** When the last call with it was over. */
  readonly usedAtMs: number;
  /** Calls in flight that use it. */
  readonly calls: number;
}

/** The sessions that outlive their calls, oldest first, and what can be done to one: `array.provider.sessions.close('client')`. A caller whose
 * session was closed logs in anew with its next call.
 */
export type Sessions = (() => Session[]) & {
  /** Closes the session that a caller knows, or the one with that id.
   * @throws BadInputError when there is none
   */
  readonly close: (session: string) => void;
  /** Ends one at the provider, as its operators do: its client is not told, and is refused until it logs in anew.
   * @throws BadInputError when there is none
   */
  readonly end: (session: string) => void;
};

export const sessionControls = ['close', 'end'] as const;
/** What can be done to a session. */
export type SessionControl = (typeof sessionControls)[number];

/** Which volumes are asked for; all when nothing is said. */
export interface VolumeFilter {
  /** Their name, which several may have. */
  readonly name?: string;
}

/** What can be forced: `array.provider.failAt('findService', 43005)`. An outcome's name means what it means to the method that
 * is called, and 'lost' at serviceReply loses the reply. Each is a fault of the plan, asked after those that were there
 * before, and used up by calls that it decides alone.
 */
export interface ProviderApi {
  /** Forces an outcome at a step of calls, or at the end of jobs: `failAt('jobEnd', 4)`.
   * @throws BadInputError for an outcome that the step does not have
   */
  readonly failAt: (at: Step | 'jobEnd', code: number | Outcome | 'lost', options?: ForcingOptions) => void;
  /** Its sessions that outlive their calls, and what can be done to one. */
  readonly sessions: Sessions;
}

/** What the storage service does not see until it discovers the array anew. */
export interface OutOfBand {
  /** Deletes a volume that no job works on, or a pool without volumes; what the array refuses is a value. The service does not
   * notice: what clients delete by is a method, `array.invoke('db', 'Delete')`, which faults can strike, too.
   */
  readonly delete: (element: Reference) => OutOfBandReply;
  /** Makes a volume that the service does not know of. */
  readonly create: (volume: {
    /** What it is called. */
    readonly name: string;
    /** The pool that it goes into. */
    readonly pool: Reference;
    /** How large it is. */
    readonly size: string | number | bigint;
    /** How much of it was written before, from its beginning. */
    readonly written?: string | number | bigint | undefined;
  }) => void;
  /** Changes a volume, a pool or the capabilities, and the service's cache is stale. */
  readonly set: (change: OutOfBandChange) => OutOfBandReply;
}

/** What hosts do with volumes, past the storage service. Data are tags: what was written last to a block. */
export interface Host {
  /** Writes a tag to a range of a volume: `array.host.write('db', { offset: 0, length: '10 GiB', tag: 'monday' })`.
   * @returns whether it was written, or why not; a write that was refused has changed nothing
   * @throws BadInputError for a range that is not within the volume
   */
  readonly write: (volume: Reference, write: HostWrite) => HostReply;
  /** What a volume holds, in ascending order; nothing where nothing was written. All of it when no range is given.
   * @throws BadInputError for a range that is not within the volume
   */
  readonly read: (volume: Reference, range?: Pick<HostWrite, 'offset' | 'length'>) => TaggedRange[];
}

/** What belongs to a call beside its parameters. */
export interface CallOptions {
  /** The caller, for the roles of `array.set({ role, caller })`. */
  readonly caller?: string;
}

/** How far a call in flight is. */
export interface CallProgress {
  /** The call that it is about. */
  readonly call: CallId;
  /** `ready` for its next step, `waiting` for time to pass, `replied`: `finish` takes the reply, `held` by a fault. */
  readonly phase: 'ready' | 'waiting' | 'replied' | 'held';
  /** The step to do next, or at which it replied. */
  readonly step: Step;
}

/** The recorded events, the hash of all of them, and what they began with. */
export interface Trace {
  /** What it begins with. */
  readonly header: TraceHeader;
  /** What happened, oldest first. */
  readonly entries: readonly TraceEntry[];
  /** 16 hexadecimal digits; covers events that were dropped, too. */
  readonly hash: string;
}

/** Which events are asked for; all that are kept when nothing is said. */
export interface TraceFilter {
  /** The number of the first: with that of the last one that was read and 1, what has happened since. */
  readonly from?: number;
}

/** What a trace begins with: enough to make the array again. */
export interface TraceHeader {
  /** What kind of file it is. */
  readonly format: 'arraysim-trace';
  /** Of the format. */
  readonly version: 2;
  /** Null for an array that was loaded, which has no trace. */
  readonly options: ArrayOptions | null;
  /** Events before the first entry: those that were dropped, and those that were not asked for. */
  readonly dropped: number;
}

/** To which moments an array can be put back. */
export interface ArrayHistory {
  /** The steps that can be taken back, the last one first. */
  readonly steps: readonly HistoryStep[];
  /** What `array.checkpoint` has kept, in the order in which it was kept. */
  readonly checkpoints: readonly {
    /** What `array.rewind` takes. */
    readonly name: string;
    /** Its virtual time in milliseconds. */
    readonly atMs: number;
    /** How many events had been recorded by then. */
    readonly events: number;
  }[];
}

/** One thing that was done to an array from outside. */
export interface HistoryStep {
  /** What `array.rewind` takes to come back to the moment before it. */
  readonly steps: number;
  /** When it began, in virtual milliseconds. */
  readonly atMs: number;
  /** How many events had been recorded before it. */
  readonly events: number;
  /** What was done, as the trace has it: `{ kind: 'input', do: 'advance', ms: 1000, … }`; null where the trace no longer has it. */
  readonly did: TraceEvent | null;
}
