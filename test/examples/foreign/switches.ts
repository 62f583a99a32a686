/** Why the array refuses a request, in the words of those who hold it against the documents. */
export type Cause =
  | 'role'
  | 'malformed'
  | 'sourceUnknown'
  | 'poolUnknown'
  | 'noClones'
  | 'password'
  | 'account'
  | 'sourceNotUsable'
  | 'free'
  | 'volumeUnknown'
  | 'copying';

/** What the array does where the documents leave it open. All of it is healthy, but for `wrong`. */
export interface Switches {
  /** When a volume that a job makes is listed. */
  readonly targetListed: 'atOnce' | 'atCompletion';
  /** Who names it first: the reply, the job while it copies, or the job once it has completed and nobody before. */
  readonly targetReference: 'early' | 'late' | 'never';
  /** What comes with an error: all that ExtendedStatus has, nothing, or another operation's name and words without a number. */
  readonly status: 'full' | 'none' | 'odd';
  /** Whether a volume that is being copied can be copied once more meanwhile. */
  readonly busySource: 'copied' | 'refused';
  /** Whether a user name or a password alone is refused, or taken together with the configured other half. */
  readonly halfCredential: 'refused' | 'completed';
  /** Whose requests are taken: anybody's but for the account that is denied, or those of the configured account alone. */
  readonly accounts: 'any' | 'configured';
  /** Whether an empty name is refused, or counts as none. */
  readonly emptyName: 'refused' | 'absent';
  /** Whether the volume is looked up after the arguments have been read, or before. */
  readonly order: 'argumentsFirst' | 'elementFirst';
  /** Return codes, where they are others than usual. */
  readonly codes: Partial<Record<Cause, number>>;
  /** Each job whose number this divides fails on the way, and takes its target along; null for none. */
  readonly jobFails: number | null;
  readonly clones: 'local' | 'none';
  /** Whether a copy takes room of its own, or in its source's pool shares the extents that neither was written to since. */
  readonly allocation: 'full' | 'instant';
  /** Which of the jobs that wait for their turn begins first. */
  readonly queue: 'firstIn' | 'lastIn';
  /** How long each job takes; null where that depends on the size. */
  readonly jobsTakeMs: number | null;
  /** How many volumes there may be. */
  readonly mostVolumes: number;
  readonly wrong: Wrong | null;
}

/** What no array may do. */
export type Wrong =
  /** A job has completed, and what it has made is not there. */
  | 'targetNeverListed'
  /** A job has completed, and names a volume that does not exist; or that was there before. */
  | 'jobNamesNobody'
  | 'jobNamesSource'
  /** A job has completed, and what it has made is smaller than the source, or can't be used. */
  | 'targetTooSmall'
  | 'targetNotUsable'
  /** What a job still copies to can be used. */
  | 'targetUsableEarly'
  /** 4096 names a job that does not exist. */
  | 'jobNotThere'
  /** ExtendedStatus has another code than the reply. */
  | 'statusContradicts'
  /** A busy source is refused, and the room for the clone is gone all the same; or the clone is made. */
  | 'refusalTakesRoom'
  | 'refusalMakesClone'
  /** A clone is accepted that does not fit. */
  | 'shortAccepted'
  /** The account that is denied comes in, with a wrong password. */
  | 'wrongPasswordTaken'
  /** A clone for a pool that does not exist is made in another one. */
  | 'unknownPoolElsewhere'
  /** A job fails, and its room stays taken; or what it made stays. */
  | 'failedKeepsRoom'
  | 'failedKeepsTarget'
  /** A job completes, with an error code. */
  | 'completesWithError'
  /** What is wrong in two ways is taken for right. */
  | 'bothWrongAccepted'
  /** Clones are not offered, and are made. */
  | 'clonesAllTheSame'
  | WrongName
  | WrongLimit
  | WrongHistory
  | WrongJob;

/** A name that is not kept as it was given: in lower case, without spaces at its ends, with `?` for what is beyond ASCII, with
 * `&amp;` for `&`, or without its last character where it is as long as may be; or the longest is taken for too long, or one that
 * is too long is taken.
 */
type WrongName =
  | 'namesLowered'
  | 'namesTrimmed'
  | 'namesAscii'
  | 'namesEscaped'
  | 'longestNameCut'
  | 'longestNameRefused'
  | 'tooLongNameTaken';

/** One clone less is made than there is room for, or than there may be volumes; or one more. What was deleted or terminated goes on
 * counting.
 */
type WrongLimit = 'lastRoomRefused' | 'lastVolumeRefused' | 'volumeTooMany' | 'deletedCount' | 'terminatedCount';

/** - What was deleted can still be read by its id.
 * - The target of a job is deleted while it copies.
 * - The room of what is deleted while jobs run is lost.
 * - What is written to a source after it was copied shows on its clones, or the other way round; a copy of a copy has what the first
 *   source holds now.
 * - A copy that shares extents takes room all the same; or an extent that was written to on one side does not come back when
 *   the other side is deleted.
 */
type WrongHistory =
  | 'deletedReadable'
  | 'targetDeletedEarly'
  | 'deletionLosesRoom'
  | 'cloneFollowsSource'
  | 'sourceFollowsClone'
  | 'chainSkipsSource'
  | 'sharedTakesRoom'
  | 'overwrittenKept';

/** - What is suspended goes on, or says that it changes all the time.
 * - What is resumed begins anew.
 * - What is terminated completes, keeps its room or its target; what is killed is told to be terminated.
 * - The time of submission, or that of the start, is another one each time.
 * - A job fails with a code that its method does not have.
 * - The next to begin is the one that came last.
 */
type WrongJob =
  | 'suspendedGoesOn'
  | 'suspendedChanges'
  | 'resumedAnew'
  | 'terminatedCompletes'
  | 'terminatedKeepsRoom'
  | 'terminatedKeepsTarget'
  | 'killedIsTerminated'
  | 'submittedMoves'
  | 'startedMoves'
  | 'failsWithOddCode'
  | 'lastInFirstOut';

export const healthy: Switches = {
  targetListed: 'atOnce',
  targetReference: 'early',
  status: 'full',
  busySource: 'copied',
  halfCredential: 'refused',
  accounts: 'any',
  emptyName: 'refused',
  order: 'argumentsFirst',
  codes: {},
  jobFails: null,
  clones: 'local',
  allocation: 'full',
  queue: 'firstIn',
  jobsTakeMs: null,
  mostVolumes: 500,
  wrong: null,
};
