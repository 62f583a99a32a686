import type { FaultInput } from '../../../faults/planSchema.js';
import type { Step } from '../../../vocabulary/steps.js';
import type { Version } from '../../../vocabulary/versions.js';
import type { Advertised } from '../../subject/advertised.js';
import type { Struck } from './struck.js';

/** An effect at a point, and what a clone, or another call, has to show that meets it. */
export interface EffectTrial {
  readonly fault: Omit<FaultInput, 'id'>;
  /** What it meets: a clone, when left out. */
  readonly method?: Deletion;
  readonly leaves: Leaves;
  /** What is wrong; nothing when all is as it should be. */
  readonly wrong: Claim;
  /** What the fault says besides. */
  readonly more?: (about: TrialAbout) => Partial<FaultInput>;
  /** Others of the same plan: what lets go, what comes beside it. They are asked before it. */
  readonly others?: (about: TrialAbout) => readonly FaultInput[];
  /** How long it is waited before the healing: until the job is over, or for two minutes, when left out. */
  readonly healAfterMs?: number;
  /** The first release that knows it. */
  readonly since?: Version;
  /** Whether the fault need not come up: not every subject passes the point. */
  readonly mayMiss?: boolean;
  /** Whether it never fires, since its match does not hold there. */
  readonly isNever?: boolean;
  /** Whether it fires again and again. */
  readonly isFrequent?: boolean;
  /** Whether the clone is made in the peer system, over the replication link. */
  readonly crossesLink?: boolean;
  /** Whether it is about a job, although its point is not one of a job's life. */
  readonly needsJob?: boolean;
  /** Whether it is read what hosts find on the clone and on its source, before the healing. */
  readonly readsContents?: boolean;
  /** Faults that are healed first, before the others, after it was waited; it is waited a minute then. */
  readonly healsFirst?: readonly string[];
  /** How many more clones are asked for before the healing; the first is the job's last. */
  readonly callsAgain?: number;
  /** What is deleted before the healing, and once more after it where that was refused: the clone, or its source. */
  readonly deletes?: 'clone' | 'source';
}

export type Deletion = 'StorageVolume.Delete' | 'Pool.Delete';

/** What a trial is made from when it begins. */
export interface TrialAbout {
  readonly nowMs: number;
  /** The pool of the clone, and its source, by their names. */
  readonly pool: string;
  readonly source: string;
}

/** What the array is in the end: as before the call, as without the fault, as the call's answer and its job say, one of the first
 * two, with the part that the effect declares to leave, or whatever its own claim says.
 */
type Leaves = 'before' | 'without' | 'asAnswered' | 'either' | 'residue' | 'anything';

/** @returns what is wrong, in words that go on after "under the fault" */
export type Claim = (struck: Struck, advertised: Advertised) => string | undefined | false;

/** Points that every clone comes by, up to where the array has made it. */
export const before = [
  'service',
  'connect',
  'authenticate',
  'findService',
  'readCapabilities',
  'invoke',
  'array',
] as const;
/** And those after that. */
export const after = ['invokeReply', 'serviceReply'] as const;
/** Some that a subject comes by or not. */
const sometimes = ['tls', 'readBack', 'rename', 'subscribe'] as const;
export const ofJobs = ['jobStart', 'jobPercent', 'jobEnd'] as const;
export const ofCalls = [...before, ...after, ...sometimes] as const;
/** And where the service detaches clones, of these. */
export const anywhere = [...ofCalls, ...ofJobs, 'detach'] as const;

type At = Step | (typeof ofJobs)[number] | 'detach' | 'read';

/** Trials of an effect, one at each point; at a percent of a job, at half of it. */
export function at(
  points: readonly At[],
  effect: FaultInput['do'],
  leaves: Leaves,
  wrong: Claim = () => undefined,
  more: Partial<EffectTrial> = {},
): EffectTrial[] {
  return points.map((point) => ({
    fault: { at: point, do: effect, fire: { max: 1 }, ...(point === 'jobPercent' ? { when: { jobPercent: 50 } } : {}) },
    leaves,
    wrong,
    mayMiss: sometimes.some((one) => one === point),
    ...more,
  }));
}

/** Another fault of the same plan, which strikes once at the same moment. */
export function beside(point: At, effect: FaultInput['do']): FaultInput {
  return { id: 'beside', at: point, do: effect, fire: { max: 1 }, mode: 'stack' };
}

/** All of several claims: what is wrong by the first that fails. */
export function both(...claims: readonly Claim[]): Claim {
  return (struck, advertised) => {
    for (const claim of claims) {
      const wrong = claim(struck, advertised);
      if (wrong) return wrong;
    }
    return undefined;
  };
}

export const second = 1_000;
export const minute = 60 * second;

const capabilities = ['replicationTypes', 'cloneLocal', 'cloneRemote'] as const;
const emptied = (name: (typeof capabilities)[number]) => (name === 'replicationTypes' ? [] : false);
/** No clones any more. */
export const withdrawn = capabilities.map((name) => ({ setCapability: { name, to: emptied(name) } }));
/** No clones, by what the provider says. */
export const denied = capabilities.map((name) => ({ reportCapability: { name, as: emptied(name) } }));
/** Local clones, by what the provider says. */
export const reported = [{ reportCapability: { name: 'cloneLocal' as const, as: true } }];
