import type { MethodName } from '../../../vocabulary/methods/index.js';
import type { Step } from '../../../vocabulary/steps.js';
import type { Level } from '../../report.js';
import type { Advertised } from '../../subject/advertised.js';
import type { Call, Reply } from '../../subject/call.js';
import type { VolumeSeen } from '../../subject/observations.js';
import type { Look } from '../look.js';
import type { Holds, Rule, RuleInput } from '../rule.js';
import type { Situation } from '../situation.js';
import type { ModelJob, ModelState, ModelVolume } from '../state.js';

/** What the suite knows of a method: when it is refused, what it does, and how it is called. Its codes and parameters are in
 * `vocabulary/methods`; here they go by their names.
 */
export interface MethodModel {
  readonly method: MethodName;
  /** 'single' is what there is one of, and goes by the name of its class. */
  readonly calledOn: 'volume' | 'pool' | 'single';
  /** What a subject has to say of itself before the method is judged. */
  readonly needs?:
    | 'creates'
    | 'deletes'
    | 'sizes'
    | 'snapshots'
    | 'replication'
    | 'discovery'
    | 'diagnoses'
    | 'poolCreation'
    | 'access'
    | 'resizes';
  /** The out parameter that names what it makes, what runs call that, 'clone' for clone1, clone2, and whether it is a copy of the volume
   * that the method is called on; null where it makes nothing.
   */
  readonly makes: {
    readonly kind: 'volume' | 'pool';
    readonly parameter: 'TargetStorageVolume' | 'CreatedStorageVolume' | 'Pool';
    readonly called: string;
    readonly copies: boolean;
  } | null;
  /** The symbol of what a call has made over, and does not make: it is what the reply has to name. */
  readonly overwrites?: (call: Call) => string | undefined;
  /** The outcome of a call for which there is too little room; left out where it is 'notEnoughResources', or nothing is made. */
  readonly shortage?: string;
  /** The pool that a call takes room from or gives it back to, by its symbol. */
  readonly poolOf: (call: Call, volume: ModelVolume | undefined) => string | null;
  /** The same where the subject picks it, of a call on a volume that there is. */
  readonly picked?: (
    advertised: Advertised,
    state: ModelState,
    call: Call,
    volume: ModelVolume,
    allocated: number | undefined,
  ) => string;
  /** Reasons to refuse it, in the order in which a call meets them. */
  readonly rules: readonly Rule[];
  /** What it answers when nothing stands against it; both where the subject does not say. */
  readonly success: (input: RuleInput) => readonly Success[];
  /** All that it may answer then, by what is advertised. */
  readonly successes: (advertised: Advertised) => readonly Success[];
  /** The state after it was answered with success. */
  readonly apply: (input: RuleInput, names: Names, time: Advertised['time']) => ModelState;
  /** The states that it may have led to when nobody has been told of its success.
   * @param late whether it may have had its effect after other things were done: then only a look tells what it took
   */
  readonly unanswered: (input: RuleInput, state: ModelState, late: boolean) => readonly ModelState[];
  /** Whether requests that arrive twice may have their effect twice. */
  readonly repeats: boolean;
  /** Whether it may answer an error after its effect without a fault. */
  readonly failsLate: (advertised: Advertised) => boolean;
  /** Where outcomes of its own are found out, and those that are found out elsewhere than with other methods. */
  readonly steps?: Readonly<Record<string, Step>>;
  /** Outcomes of a call that finds out late that what it was about is gone. */
  readonly late: readonly string[];
  /** What is wrong with what a success hands out, in words; null when nothing is.
   * @param nameOf the symbol behind an id of the subject
   */
  readonly wrongOut?: (input: RuleInput, reply: Reply, nameOf: (id: string) => string) => string | null;
  /** What is wrong with what a shortage hands out, in words; null when nothing is. */
  readonly wrongShortage?: (input: RuleInput, reply: Reply) => string | null;
  /** The state when a look has shown what became of calls whose success nobody was told of. */
  readonly looked?: (state: ModelState, look: Look, advertised: Advertised) => ModelState;
  /** Null for a method that starts no job. */
  readonly jobs: JobModel | null;
  /** A call that a careful client makes; undefined where there is nothing to call it on. */
  readonly careful: Draw;
  /** A call that is in others' way when several are made at once; a careful one when left out. */
  readonly race?: Draw;
  /** What each level adds to those before it, how often each is drawn. */
  readonly draws: { readonly [At in Level]?: readonly (readonly [Draw, number])[] };
}

type Success = 'success' | 'jobStarted';

/** What a method answers that is done within the call, by a job, or, where that is undefined, either way. */
export function successOf(withinCall: Holds): readonly Success[] {
  if (withinCall === undefined) return ['success', 'jobStarted'];
  return [withinCall ? 'success' : 'jobStarted'];
}

export interface Names {
  /** What was made; null when nothing is. */
  readonly made: string | null;
  /** Null when there is no job. */
  readonly job: string | null;
}

/** The call that two numbers mean now. */
type Draw = (situation: Situation, a: number, b: number) => Call | undefined;

/** What the jobs of a method do to what they work on. */
export interface JobModel {
  /** Whether a pool reserves what it takes. */
  readonly reserves: boolean;
  /** How much of a volume it reserves, where that is not all that the volume takes. */
  readonly reserved?: (volume: ModelVolume) => number;
  /** What a job that goes on says of what it works on.
   * @param exact whether it stays as it was seen until time passes
   */
  readonly goesOn: (state: ModelState, job: ModelJob, advertised: Advertised, exact: boolean) => ModelState;
  /** What the end of a job does, by the state that it has come to. */
  readonly ended: (state: ModelState, job: ModelJob, advertised: Advertised) => ModelState;
  /** The final states in which a job may be that nobody has seen end.
   * @param shown the volumes that a look shows; undefined without a look
   */
  readonly endings: (
    state: ModelState,
    job: ModelJob,
    shown: ReadonlyMap<string, VolumeSeen> | undefined,
    advertised: Advertised,
  ) => readonly number[];
}
