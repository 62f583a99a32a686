import type { PlanInput } from '../../faults/planSchema.js';
import { mayHaveHadEffect } from '../checks/codeClaims.js';
import { Inconclusive } from '../checks/verdicts.js';
import { deliveriesUnder, holds, lies } from '../generate/plans.js';
import { type Judgement, withEffect, withRefusal } from '../model/judge.js';
import { modelsFor } from '../model/methods/index.js';
import type { ModelState } from '../model/state.js';
import { type Advertised, standsStill } from '../subject/advertised.js';

/** More states than this are not followed: the run is given up, and counts for nothing. */
const mostStates = 32;
/** So many are carried into calls that are in flight at once. */
const fewStates = 2;

/** What the subject may be, as far as the run knows: more than one state after a call without a clear answer. */
export class PossibleStates {
  states: readonly ModelState[] = [];
  /** The plan that is in use. */
  planInUse: PlanInput | null = null;
  /** Whether a plan of this run was to make the provider forget its jobs. */
  protected hasForgotten = false;
  /** Calls that a fault may hold: since the last look or action, and before. */
  private unanswered: Judgement[] = [];
  private late: Judgement[] = [];

  constructor(public advertised: Advertised) {}

  /** The state that is most likely the true one: what to do next is chosen by it. */
  get state(): ModelState {
    const [state] = this.states;
    if (state === undefined) throw new Inconclusive('no state is left');
    return state;
  }

  /** Whether faults may fire: then any documented error is an honest answer. */
  get underFaults(): boolean {
    return this.planInUse !== null;
  }

  /** Whether jobs that nobody finds any more may go on. */
  protected get mayForgetJobs(): boolean {
    return this.hasForgotten || this.advertised.forgetsJobs;
  }

  get lied(): boolean {
    return lies(this.planInUse);
  }

  protected get passes(): boolean {
    return !standsStill(this.advertised) || this.advertised.time.callsPass || this.underFaults;
  }

  /** Whether to look before calls are in flight at once: each of their orders multiplies what earlier calls may have come to. */
  protected get hasToLook(): boolean {
    return this.states.length > fewStates;
  }

  /** The states after an error: the same, and where it may have come after the effect, also with that. */
  protected afterError(judgement: Judgement, code: number): ModelState[] {
    const { input, model } = judgement;
    const refused = withRefusal(input.state, input.poolName);
    const mayBeLate = this.underFaults || model.failsLate(this.advertised);
    const { method } = input.call;
    return mayBeLate &&
      (this.advertised.leaves.afterFailedCall || mayHaveHadEffect(method, this.advertised.version).has(code))
      ? [refused, ...this.unobserved(judgement, refused)]
      : [refused];
  }

  /** The states in which the call has had an effect of which nobody was told: once, or as often as it may have been delivered. */
  protected unobserved(judgement: Judgement, state: ModelState, late = false): readonly ModelState[] {
    return withEffect(judgement, state, this.deliveries, late);
  }

  /** How often a request may be delivered and carried out. */
  protected get deliveries(): number {
    return this.advertised.deduplicates ? 1 : deliveriesUnder(this.planInUse);
  }

  /** Notes a call without a reply: a fault that holds it may let it go on when it is released, and not before. */
  protected stayUnanswered(judgement: Judgement | undefined): void {
    if (judgement !== undefined && holds(this.planInUse)) this.unanswered.push(judgement);
  }

  /** What is held may come after what was just done or seen, as well as before. */
  protected expectLate(): void {
    this.late.push(...this.unanswered.splice(0));
  }

  /** Calls that were held have gone on now, or never will. */
  protected release(): void {
    const late = this.late.splice(0);
    this.unanswered = [];
    const either = (states: readonly ModelState[], judgement: Judgement) =>
      states.flatMap((state) => [state, ...this.unobserved(judgement, state, true)]);
    if (late.length > 0) this.setStates(late.reduce(either, this.states));
  }

  /** Whether the error of some method may come after its effect. */
  protected get takesBack(): boolean {
    return this.underFaults || modelsFor(this.advertised).some(({ failsLate }) => failsLate(this.advertised));
  }

  protected setStates(states: readonly ModelState[]): void {
    if (states.length > mostStates) throw new Inconclusive(`more than ${mostStates} states are possible`);
    this.states = states;
  }
}
