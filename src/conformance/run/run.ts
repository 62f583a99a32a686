import type { PlanInput } from '../../faults/planSchema.js';
import { badInput } from '../../vocabulary/input/badInput.js';
import { judgeCode } from '../checks/codeClaims.js';
import { ContentsClaims } from '../checks/contentsClaims.js';
import type { CoverageCounts } from '../checks/coverage.js';
import { judgePools, judgeWrite } from '../checks/poolClaims.js';
import { bindReply, isSuccess, judgeNumbers, judgeReply } from '../checks/replyClaims.js';
import { Inconclusive, type Verdicts } from '../checks/verdicts.js';
import { afterAction } from '../model/actions.js';
import { compared, type Look, missed, withJobs } from '../model/compare.js';
import { type Judgement, judge, withClone, withTime, withUnobserved } from '../model/judge.js';
import { hasUnknownJobs, initialState, type ModelState, unequal } from '../model/state.js';
import type { Advertised } from '../subject/advertised.js';
import {
  type Action,
  type CloneArguments,
  type Driver,
  isNoReply,
  type MaybePromise,
  type NoReply,
  type Reply,
  type Tier,
} from '../subject/driver.js';
import { isComing } from '../subject/maybePromise.js';
import type { VolumeSeen } from '../subject/observations.js';
import { SubjectError } from '../subject/subjectError.js';
import { answerText, countLook, isLost, isShort, type Judging } from './judging.js';
import { linearize } from './linearize.js';
import { Observer, readAll } from './observer.js';
import { PossibleStates } from './possibleStates.js';
import type { Recorded, RunStep } from './steps.js';
import { Symbols } from './symbols.js';

/** How often a subject in real time is looked at again when its answers do not fit together. */
const mostLooks = 3;
/** This many calls without a reply, one after the other, end everything. */
const mostSilences = 4;

/** Does the steps of one run on a subject, and holds everything that comes back against the model and the claims. */
export class Run extends PossibleStates {
  readonly steps: RunStep[] = [];
  /** How many clones had been asked for before each of them. */
  readonly asked: number[] = [];
  readonly answers: string[] = [];
  calls = 0;
  /** Replies that did not come although nothing was armed. */
  silences = 0;
  private trying = false;
  readonly verdicts: Verdicts;
  readonly coverageCounts: CoverageCounts;
  private readonly observer: Observer;
  private readonly contents: ContentsClaims;

  private constructor(
    readonly driver: Driver,
    readonly judging: Judging,
    advertised: Advertised,
    readonly tier: Tier,
    readonly symbols: Symbols,
  ) {
    super(advertised);
    const { verdicts, coverageCounts } = judging;
    this.verdicts = verdicts;
    this.coverageCounts = coverageCounts;
    this.observer = new Observer(driver, symbols, verdicts, advertised, coverageCounts);
    this.contents = new ContentsClaims(driver, verdicts, symbols, advertised);
  }

  /** Puts the subject into the tier's state, and takes a first look. */
  static async start(driver: Driver, tier: Tier, judging: Judging): Promise<Run> {
    await driver.reset(tier);
    const advertised = await driver.capabilities();
    const run = new Run(driver, judging, advertised, tier, new Symbols());
    const pools = await driver.observe({ kind: 'pools' });
    const volumes = await driver.observe({ kind: 'volumes' });
    for (const { name, id } of pools) run.symbols.bind('pool', name, id);
    for (const { name, id } of volumes) run.symbols.bind('volume', name, id);
    const state = initialState(
      pools.map((pool) => run.symbols.pool(pool)),
      volumes.map((volume) => run.symbols.volume(volume)),
    );
    run.states = [state];
    return run;
  }

  /** The same subject from its beginning. */
  again(tier = this.tier): Promise<Run> {
    return Run.start(this.driver, tier, this.judging);
  }

  get recorded(): Recorded {
    return { tier: this.tier, steps: [...this.steps] };
  }

  /** Does what a property is about; its own steps are not written down. */
  async probe(step: Extract<RunStep, { do: 'probe' }>): Promise<void> {
    const { probes } = this.judging;
    const known = probes.find(({ property }) => property === step.property);
    if (known === undefined) {
      const among = probes.map(({ property }) => property);
      badInput({ field: 'property', value: step.property, expected: 'a property with a probe', among });
    }
    this.note(step);
    this.trying = true;
    const from = this.answers.length;
    try {
      if (this.underFaults && known.underFaults === undefined) await this.heal();
      await known.act(this, step);
    } finally {
      this.trying = false;
      this.answers.push(this.answers.splice(from).join('; '));
    }
  }

  async clone(parameters: CloneArguments): Promise<Reply | NoReply> {
    this.note({ do: 'clone', with: parameters });
    const judged = this.beforeCall(parameters);
    const judgements = isComing(judged) ? await judged : judged;
    const held = this.contents.before(parameters.on, judgements[0]?.facts.source);
    const taken = isComing(held) ? await held : held;
    const answer = this.driver.call('CreateClone', this.symbols.call(parameters), deadlineMs);
    const reply = isComing(answer) ? await answer : answer;
    const names = this.symbols.next();
    const more = this.settle(judgements, reply, names);
    if (more !== undefined) await more;
    if (isNoReply(reply) || !isSuccess(reply)) return reply;
    // Where an element of the subject's has the name already, the clone has got another.
    const target = reply.TargetStorageVolume;
    if (target !== null) this.contents.after(this.symbols.name(target), parameters.on, taken, this.state);
    return reply;
  }

  async act(action: Action): Promise<boolean> {
    this.note({ do: 'act', action });
    await this.refresh();
    const before = await this.volumeOf(action);
    const done = (await this.driver.act?.(this.symbols.action(action))) ?? false;
    this.answers.push(done ? 'done' : 'refused');
    if (!done) return false;
    const pools = await this.driver.observe({ kind: 'pools' });
    const after = await this.volumeOf(action);
    const seen = new Map(pools.map((pool) => [this.symbols.name(pool.id), this.symbols.pool(pool)]));
    if (action.do === 'write' && !this.shares) judgeWrite(this.verdicts, this.advertised, action, before, after);
    const shown = { before, after, pools: seen };
    // It may have ended jobs, and those that lean on them.
    this.states = this.states.map((state) => withTime(afterAction(state, action, shown, this.shares)));
    this.expectLate();
    await this.contents.acted(action);
    return true;
  }

  async advance(ms: number): Promise<void> {
    this.note({ do: 'advance', ms });
    await this.driver.advance?.(ms);
    this.answers.push('');
    this.states = this.states.map(withTime);
  }

  async arm(plan: PlanInput): Promise<void> {
    this.note({ do: 'arm', plan });
    await this.driver.arm?.(plan);
    this.answers.push('');
    this.release();
    this.planInUse = plan;
  }

  /** Ends what the faults did, and sees what they have left. */
  async heal(): Promise<void> {
    this.note({ do: 'heal' });
    this.coverageCounts.ledger((await this.driver.fired?.()) ?? {}, this.planInUse, this.state);
    await this.driver.arm?.(null);
    this.answers.push('');
    this.states = this.states.map(withTime);
    this.release();
    // What the faults have left is taken as it is; they fire and lie no more.
    this.planInUse = { version: 1, faults: [] };
    await this.lookAtAll();
    this.planInUse = null;
  }

  async look(): Promise<void> {
    this.note({ do: 'look' });
    await this.lookAtAll();
    this.answers.push('');
  }

  /** Has calls in flight at once: the replies, and what comes after, have to fit one order of them. */
  async overlap(
    calls: readonly (CloneArguments | Action)[],
    order: readonly number[],
    property = 'LINEARIZABLE',
  ): Promise<readonly (Reply | NoReply | boolean)[]> {
    this.note({ do: 'overlap', calls, order });
    await this.refresh();
    const overlap = this.driver.overlap?.bind(this.driver);
    if (overlap === undefined) throw new Inconclusive('the driver has no overlap');
    const allocated: (number | undefined)[] = [];
    const seen: (VolumeSeen | null)[] = [];
    for (const call of calls) {
      allocated.push('do' in call ? undefined : await this.allocatedOf(call.on));
      seen.push('do' in call ? await this.volumeOf(call) : null);
    }
    const replies = await overlap(
      calls.map((call) => ('do' in call ? this.symbols.action(call) : this.symbols.call(call))),
      order,
      deadlineMs,
    );
    const made = calls.filter((call) => !('do' in call)).length;
    this.calls += made;
    this.judging.made.calls += made;
    this.answers.push(replies.map(answerText).join(', '));
    const { version } = this.advertised;
    const names = calls.map((_, at) => {
      const reply = replies[at];
      const next = this.symbols.next();
      if (reply === undefined || typeof reply === 'boolean' || isNoReply(reply))
        return { target: next.target, job: null };
      judgeReply(this.verdicts, version, reply);
      return bindReply(this.verdicts, this.symbols, reply, next);
    });
    const before = this.states.map((state) => (this.passes ? withTime(state) : state));
    const circumstances = { ...this.circumstances, after: this.afterError.bind(this) };
    const witnesses = before.flatMap((state) =>
      linearize(state, { calls, replies, names, allocated, seen }, circumstances),
    );
    this.verdicts.insist(
      property,
      witnesses.length > 0,
      () => `no order of the calls explains the replies ${replies.map(answerText).join(', ')}`,
    );
    for (const [at, call] of calls.entries())
      if (isLost(replies[at]) && !('do' in call))
        this.stayUnanswered(judge(this.advertised, this.rules, this.state, call, allocated[at]));
    this.setStates(unequal(witnesses));
    return replies;
  }

  /** Whether nothing stands against a call now.
   * @param mayFail whether it does not matter that a limit may, of which the subject says nothing
   */
  async isDue(call: CloneArguments, mayFail = false): Promise<boolean> {
    const judgements = await this.beforeCall(call);
    return (
      !this.underFaults &&
      judgements.every(({ possible, predictable }) => (mayFail ? predictable : possible).length === 0)
    );
  }

  /** What the jobs have come to, where that is not known. */
  async refresh(): Promise<void> {
    if (!this.isBehind) return;
    const seen = await this.observer.jobs(this.underFaults);
    if (this.states.some((state) => missed(state, seen.jobs))) await this.lookAtAll();
    else this.followJobs(seen);
  }

  private get isBehind(): boolean {
    return this.states.some(hasUnknownJobs) && !this.lied;
  }

  /** Looks at everything there is, and keeps the states that fit. */
  private async lookAtAll(): Promise<void> {
    // Reads report lies; what is true shows when they have ended.
    if (this.lied) return readAll(this.driver);
    for (let looks = 1; ; looks++) {
      const look = await this.observer.look(this.underFaults);
      this.followJobs(look);
      const results = this.states.map((state) =>
        compared(state, look, this.advertised, { underFaults: this.underFaults, takesBack: this.takesBack }),
      );
      const fitting = results.filter((one): one is ModelState => 'pools' in one);
      const [difference] = results;
      // Between two answers of a subject that does not wait, a job may have ended.
      if (fitting.length === 0 && !this.advertised.time.virtual && looks < mostLooks) continue;
      if (!this.underFaults) await this.observer.judgeCapabilities();
      judgePools(this.verdicts, look, this.advertised);
      if (fitting.length === 0 && difference !== undefined && !('pools' in difference))
        this.verdicts.insist(difference.property, false, () => difference.message);
      countLook(this.verdicts, look, this.state);
      this.setStates(unequal(fitting));
      this.expectLate();
      await this.contents.look(this.state);
      return;
    }
  }

  private beforeCall(parameters: CloneArguments): MaybePromise<readonly Judgement[]> {
    return this.isBehind ? this.refresh().then(() => this.judgements(parameters)) : this.judgements(parameters);
  }

  private judgements(parameters: CloneArguments): MaybePromise<readonly Judgement[]> {
    if (this.passes) this.states = this.states.map(withTime);
    const judged = (allocated: number | undefined) =>
      this.states.map((state) => judge(this.advertised, this.rules, state, parameters, allocated));
    const known = this.allocatedOf(parameters.on);
    return isComing(known) ? known.then(judged) : judged(known);
  }

  private allocatedOf(source: string): MaybePromise<number | undefined> {
    if (this.advertised.allocation.kind === 'full' || !this.symbols.has(source)) return undefined;
    const volume = this.driver.observe({ kind: 'volume', id: this.symbols.id(source) });
    return isComing(volume) ? volume.then((one) => one?.allocated) : volume?.allocated;
  }

  /** Judges the reply, and goes on with the states that it leaves possible.
   * @returns what has to be looked for then
   */
  private settle(
    judgements: readonly Judgement[],
    reply: Reply | NoReply,
    names: { readonly target: string; readonly job: string },
  ): Promise<void> | undefined {
    this.calls++;
    this.judging.made.calls++;
    const [first] = judgements;
    if (first === undefined) throw new Inconclusive('no state is left');
    this.answers.push(answerText(reply));
    if (isNoReply(reply)) {
      if (!this.underFaults) this.stay(reply);
      this.stayUnanswered(first);
      this.setStates(judgements.flatMap((one) => [one.facts.state, ...this.unobserved(one, one.facts.state)]));
      return undefined;
    }
    this.judging.silences.inARow = 0;
    const { version } = this.advertised;
    this.coverageCounts.reply(first.facts.source, reply.ReturnValue);
    judgeReply(this.verdicts, version, reply);
    const inOrder = !this.verdicts.isOff('PRECEDENCE');
    const fitting = this.underFaults
      ? judgements
      : judgeCode(this.verdicts, this.advertised, judgements, reply.ReturnValue, inOrder);
    if (!isSuccess(reply)) {
      if (!this.underFaults && isShort(first)) judgeNumbers(this.verdicts, reply);
      const after: ModelState[] = [];
      for (const one of fitting) after.push(...this.afterError(one, reply.ReturnValue));
      this.setStates(after);
      // What is taken back may take its time to go: it is looked for at once, as a client would.
      return this.states.length > fitting.length && !this.underFaults ? this.lookAtAll() : undefined;
    }
    const bound = bindReply(this.verdicts, this.symbols, reply, names);
    const made = fitting.map((one) => withClone(one, bound, this.advertised.time));
    // A request may be delivered twice where that was armed; a look tells.
    const twice = this.underFaults && !this.advertised.deduplicates;
    this.setStates(
      twice ? fitting.flatMap((one, at) => [made[at] ?? one.facts.state, withUnobserved(one, made[at])]) : made,
    );
    return this.underFaults ? undefined : this.resolve(bound, reply);
  }

  /** A reply that nothing has kept back did not come.
   * @throws SubjectError when that is so again and again: a subject that never answers can't be judged
   */
  private stay({ noReply }: NoReply): void {
    this.silences++;
    if (++this.judging.silences.inARow < mostSilences) return;
    const message = `${mostSilences} calls in a row got no reply (${noReply}), although no fault was armed`;
    throw new SubjectError({ member: 'call', kind: 'hung', message });
  }

  /** That what a reply names is there at once. */
  private async resolve(bound: { readonly target: string; readonly job: string | null }, reply: Reply): Promise<void> {
    const out = reply.Job === null ? 'OUT-0' : 'OUT-4096';
    const target = this.driver.observe({ kind: 'volume', id: this.symbols.id(bound.target) });
    const volume = isComing(target) ? await target : target;
    this.verdicts.insist(out, volume !== null, () => `the target that ${reply.ReturnValue} named is not there`);
    if (bound.job === null) return;
    const named = this.driver.observe({ kind: 'job', id: this.symbols.id(bound.job) });
    const job = isComing(named) ? await named : named;
    this.verdicts.insist(out, job !== null, () => `the job that ${reply.ReturnValue} named is not there`);
    if (job !== null) this.observer.see(bound.job, job);
  }

  private followJobs(look: Parameters<typeof withJobs>[1] & Pick<Look, 'nowMs'>): void {
    const { advertised } = this;
    const { jobs: known } = this.state;
    const { jobs, nowMs } = look;
    for (const name of Object.keys(known))
      if (!jobs.has(name) && known[name]?.gone === false) this.observer.miss(name, nowMs);
    const after: ModelState[] = [];
    for (const state of this.states) after.push(...withJobs(state, look, advertised, advertised.time.virtual));
    this.setStates(after);
  }

  private note(step: RunStep): void {
    if (this.trying) return;
    this.steps.push(step);
    this.asked.push(this.symbols.clones);
  }

  private async volumeOf(action: Action): Promise<VolumeSeen | null> {
    const name = 'volume' in action ? action.volume : 'element' in action ? action.element : undefined;
    if (name === undefined || this.state.volumes[name] === undefined) return null;
    const seen = await this.driver.observe({ kind: 'volume', id: this.symbols.id(name) });
    return seen === null ? null : this.symbols.volume(seen);
  }
}

/** Real time that a call may take. */
const deadlineMs = 5_000;
