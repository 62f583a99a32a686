import type { Level } from '../../../src/conformance/report.js';
import { saysControls, saysFaults, type Told } from './driver.js';
import type { WrongFault } from './faultRig.js';
import type { Switches, Wrong } from './switches.js';

/** A kind of defect, in an array that is healthy else. */
export interface Kind {
  readonly about: string;
  readonly switches: Partial<Switches>;
  readonly told: Told;
  /** The level that shows it. */
  readonly level: Level;
}

/** What hosts and operators do, has to be done to show it. */
const controlled: Told = { says: saysControls };
const shares = { allocation: 'instant' } as const;
const few = { mostVolumes: 6 } as const;

/** Kinds of defects that suites like to miss. */
export const kinds: readonly Kind[] = [
  ...at('core', [
    ['takes names for lower case', 'namesLowered'],
    ['cuts spaces from the ends of names', 'namesTrimmed'],
    ['loses what names have beyond ASCII', 'namesAscii'],
    ['keeps names as XML has them', 'namesEscaped'],
    ['cuts a name that is as long as may be', 'longestNameCut'],
    ['refuses a name that is as long as may be', 'longestNameRefused'],
    ['takes a name that is too long', 'tooLongNameTaken'],
    ['accepts what is wrong in two ways', 'bothWrongAccepted'],
    ['makes a volume less than there may be', 'lastVolumeRefused', few],
    ['makes a volume more than there may be', 'volumeTooMany', few],
  ]),
  ...at('capacity', [
    ['refuses a clone that fits exactly', 'lastRoomRefused'],
    ['counts volumes that were deleted', 'deletedCount', few],
    ['lets a volume be read by its id that was deleted', 'deletedReadable'],
    ['deletes the target of a job that copies', 'targetDeletedEarly'],
    ['loses the room of what is deleted while jobs run', 'deletionLosesRoom'],
    ['shows on clones what is written to their source later', 'cloneFollowsSource'],
    ['shows on the source what is written to its clones', 'sourceFollowsClone'],
    ['makes a clone of a clone of the first source', 'chainSkipsSource'],
    ['takes room for a clone that shares it', 'sharedTakesRoom', shares],
    ['keeps the room of what was written to since', 'overwrittenKept', shares],
  ]),
  ...at('jobs', [
    ['goes on with a job that is suspended', 'suspendedGoesOn'],
    ['begins a job anew that is resumed', 'resumedAnew'],
    ['completes a job that is terminated', 'terminatedCompletes'],
    ['keeps the room of a job that is terminated', 'terminatedKeepsRoom'],
    ['keeps the target of a job that is terminated', 'terminatedKeepsTarget'],
    ['counts the target of a job that was terminated', 'terminatedCount', few],
    ['calls a job terminated that is killed', 'killedIsTerminated'],
    ['says that a job is submitted now, whenever it is asked', 'submittedMoves'],
    ['fails jobs with a code that no clone has', 'failsWithOddCode', { jobFails: 2 }],
    ['says that a job changes while it is suspended', 'suspendedChanges'],
    ['says that a job starts now, whenever it is asked', 'startedMoves'],
    ['begins with the job that came last', 'lastInFirstOut'],
  ]),
  struck('strikes more often than it may', 'maxIgnored'),
  struck('does not strike what is named', 'namedSpared'),
  struck('tells the truth where it is to lie', 'lieUntold'),
  struck('goes on lying when it is healed', 'lieStays'),
  struck('does what a request asks that was lost', 'lostRequestDone'),
  struck('does not do what was asked where the reply is lost', 'lostReplyUndone'),
  struck('does not count what strikes', 'strikesUncounted'),
];

function at(
  level: Level,
  all: readonly (readonly [about: string, wrong: Wrong, more?: Partial<Switches>])[],
): readonly Kind[] {
  return all.map(([about, wrong, more]) => ({
    about,
    switches: { ...more, wrong },
    told: controlled,
    level,
  }));
}

/** In an array that takes faults. */
function struck(about: string, wrongFault: WrongFault): Kind {
  return { about, switches: {}, told: { takesFaults: 'rigged', wrongFault, says: saysFaults }, level: 'faults' };
}
