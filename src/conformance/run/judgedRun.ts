import { badInput } from '../../vocabulary/input/badInput.js';
import { judgeCode } from '../checks/codeClaims.js';
import { judgeWrite } from '../checks/poolClaims.js';
import {
  bindReply,
  isSuccess,
  judgeNumbers,
  judgeOut,
  judgeReply,
  judgeShortage,
  madeBy,
} from '../checks/replyClaims.js';
import { Inconclusive } from '../checks/verdicts.js';
import { altersContents } from '../generate/plans.js';
import { afterAction } from '../model/actions.js';
import { type Judgement, judge, withMore, withSuccess, withTime } from '../model/judge.js';
import { modelOf } from '../model/methods/index.js';
import type { Names } from '../model/methods/method.js';
import { targetGiven } from '../model/methods/relations.js';
import { asksForSnapshot } from '../model/methods/replicaKinds.js';
import { isRestore } from '../model/methods/setReplicationRelationship.js';
import { sharesExtents } from '../model/room.js';
import { isAllAdvertised } from '../model/situation.js';
import { initialState, type ModelState } from '../model/state.js';
import { unequal } from '../model/unequal.js';
import type { Action } from '../subject/action.js';
import { type Call, type CallOptions, isNoReply, type NoReply, type Reply, usualOptions } from '../subject/call.js';
import type { Driver } from '../subject/driver.js';
import { isComing } from '../subject/maybePromise.js';
import { lackOf } from '../subject/needs.js';
import type { VolumeSeen } from '../subject/observations.js';
import { patient } from '../subject/patient.js';
import { SubjectError } from '../subject/subjectError.js';
import type { Tier } from '../subject/tier.js';
import { answerText, countAction, isLost, isShort, type Judging } from './judging.js';
import { linearize } from './linearize.js';
import { Notes } from './notes.js';
import { drivesOf } from './observer.js';
import { isEnough } from './probe.js';
import type { Run } from './run.js';
import type { RunStep } from './steps.js';
import { Symbols } from './symbols.js';
import { TimedRun } from './timedRun.js';

/** This many calls without a reply, one after the other, end everything. */
const mostSilences = 4;

/** Puts the subject into the tier's state, and takes a first look. */
export function startRun(driver: Driver, tier: Tier, judging: Judging): Promise<JudgedRun> {
  return JudgedRun.start(driver, tier, judging);
}

/** Does the steps of one run on a subject, and holds everything that comes back against the model and the claims. */
class JudgedRun extends TimedRun implements Run {
  calls = 0;
  /** Replies that did not come although nothing was armed. */
  silences = 0;

  /** What the reset has set up. */
  begunWith: ModelState = initialState([], []);

  /** @param asked the driver as it was handed over: the run's own may wait before it looks */
  private constructor(
    private readonly asked: Driver,
    judging: Judging,
    advertised: Run['advertised'],
    readonly tier: Tier,
    notes: Notes,
  ) {
    super(patient(asked, advertised), judging, advertised, new Symbols(), notes);
  }

  static async start(asked: Driver, tier: Tier, judging: Judging, notes = new Notes(tier)): Promise<JudgedRun> {
    await asked.reset(tier);
    const advertised = await asked.capabilities();
    const run = new JudgedRun(asked, judging, advertised, tier, notes);
    const { driver } = run;
    const pools = await driver.observe({ kind: 'pools' });
    const volumes = await driver.observe({ kind: 'volumes' });
    for (const { name, id } of pools) run.symbols.bind('pool', name, id);
    for (const { name, id } of volumes) run.symbols.bind('volume', name, id);
    const drives = await drivesOf(driver, run.symbols, advertised);
    const named = [
      pools.map((pool) => run.symbols.pool(pool)),
      volumes.map((volume) => run.symbols.volume(volume)),
    ] as const;
    const state = initialState(
      ...named,
      drives.map((drive) => run.symbols.drive(drive)),
    );
    run.states = [state];
    run.begunWith = state;
    run.untold.begin(...named);
    if (isAllAdvertised(state, advertised)) run.verdicts.giveUp('CAP-NO', 'all that it can be asked for is advertised');
    return run;
  }

  again(tier = this.tier, where?: string): Promise<Run> {
    this.observer.beginAnew();
    const notes = new Notes(tier, where === undefined ? null : { notes: this.notes, where });
    return JudgedRun.start(this.asked, tier, this.judging, notes);
  }

  protected get self(): Run {
    return this;
  }

  async probe(step: Extract<RunStep, { do: 'probe' }>): Promise<void> {
    const { probes } = this.judging;
    const known = probes.find(({ property }) => property === step.property);
    if (known === undefined) {
      const among = probes.map(({ property }) => property);
      badInput({ field: 'property', value: step.property, expected: 'a property with a probe', among });
    }
    this.note(step);
    const lack = lackOf(known.needs, this.driver, this.advertised);
    if (lack !== null) return this.notes.answer(lack.why);
    if (isEnough(known, this.advertised, this.verdicts)) return this.notes.answer('');
    this.notes.beginProbe();
    try {
      if (this.underFaults && known.underFaults === undefined) await this.heal();
      await known.act(this, step);
    } finally {
      this.notes.endProbe();
    }
  }

  async call(call: Call): Promise<Reply | NoReply> {
    this.note({ do: 'call', ...call });
    // What is held may come after this call, too.
    this.expectLate();
    const { method, on, caller } = call;
    const model = modelOf(method);
    const judged = this.beforeCall(call);
    const judgements = isComing(judged) ? await judged : judged;
    const shrinks = this.advertised.resizes?.smaller === true;
    if (shrinks) this.contents.cut(this.state);
    const copies = model.makes?.copies === true && !asksForSnapshot(call);
    const held = !copies ? null : this.contents.before(on, judgements[0]?.input.volume);
    const taken = isComing(held) ? await held : held;
    const options: CallOptions = caller === undefined ? usualOptions : { ...usualOptions, caller };
    const { symbols } = this;
    const answer = this.driver.call(method, symbols.id(on), symbols.given(call), options);
    const reply = isComing(answer) ? await answer : answer;
    const names = symbols.next(model.makes?.called ?? null);
    const more = this.conclude(judgements, reply, names);
    if (more !== undefined) await more;
    if (shrinks) this.contents.cut(this.state);
    if (isNoReply(reply) || !isSuccess(reply)) return reply;
    if (isRestore(call)) this.contents.restores(on, targetGiven(call) ?? '');
    // Where an element of the subject's has the name already, what was made has got another.
    const made = madeBy(model, reply);
    if (made !== null) this.relations.begin(symbols.name(made));
    if (made !== null && copies && !altersContents(this.planInUse))
      this.contents.after(symbols.name(made), on, taken, this.state);
    return reply;
  }

  async act(action: Action): Promise<boolean> {
    this.note({ do: 'act', action });
    await this.refresh();
    const before = await this.volumeOf(action);
    const done = (await this.driver.act?.(this.symbols.action(action))) ?? false;
    this.notes.answer(done ? 'done' : 'refused');
    countAction(this.judging, action, done);
    if (!done) return false;
    await this.judgeAction(action, before);
    const pools = await this.driver.observe({ kind: 'pools' });
    const after = await this.volumeOf(action);
    const seen = new Map(pools.map((pool) => [this.symbols.name(pool.id), this.symbols.pool(pool)]));
    if (action.do === 'write' && !sharesExtents(this.advertised))
      judgeWrite(this.verdicts, this.advertised, action, before, after);
    const shown = { before, after, pools: seen };
    // It may have ended jobs, and those that lean on them.
    this.states = this.states.map((state) => withTime(afterAction(state, action, shown, this.advertised)));
    this.expectLate();
    await this.contents.acted(action);
    this.untold.forget();
    return true;
  }

  async overlap(
    calls: readonly (Call | Action)[],
    order: readonly number[],
    property = 'LINEARIZABLE',
  ): Promise<readonly (Reply | NoReply | boolean)[]> {
    this.note({ do: 'overlap', calls, order });
    await this.refresh();
    if (this.hasToLook) await this.lookAtAll();
    const overlap = this.driver.overlap?.bind(this.driver);
    if (overlap === undefined) throw new Inconclusive('the driver has no overlap');
    const allocated: (number | undefined)[] = [];
    const seen: (VolumeSeen | null)[] = [];
    for (const call of calls) {
      allocated.push('do' in call ? undefined : await this.allocatedOf(call));
      seen.push('do' in call ? await this.volumeOf(call) : null);
    }
    const replies = await overlap(
      calls.map((call) => ('do' in call ? this.symbols.action(call) : this.symbols.call(call))),
      order,
      usualOptions.deadlineMs,
    );
    const made = calls.filter((call) => !('do' in call)).length;
    this.calls += made;
    this.judging.made.calls += made;
    this.notes.answer(replies.map((reply) => answerText(reply)).join(', '));
    const names = calls.map((call, at) => this.namesOf(call, replies[at]));
    const before = this.states.map((state) => (this.passes ? withTime(state) : state));
    const { advertised, underFaults, deliveries } = this;
    const circumstances = { advertised, underFaults, deliveries, after: this.afterError.bind(this) };
    const witnesses = before.flatMap((state) =>
      linearize(state, { calls, replies, names, allocated, seen }, circumstances),
    );
    this.verdicts.insist(
      property,
      witnesses.length > 0,
      () => `no order of the calls explains the replies ${replies.map((reply) => answerText(reply)).join(', ')}`,
    );
    for (const [at, call] of calls.entries())
      if (isLost(replies[at]) && !('do' in call))
        this.stayUnanswered(judge(this.advertised, this.state, call, allocated[at]));
    this.setStates(unequal(witnesses));
    return replies;
  }

  /** What a reply of one of several calls names, by symbol. */
  private namesOf(call: Call | Action, reply: Reply | NoReply | boolean | undefined): Names {
    if ('do' in call) return { ...this.symbols.next(null), job: null };
    const model = modelOf(call.method);
    const next = this.symbols.next(model.makes?.called ?? null);
    if (reply === undefined || typeof reply === 'boolean' || isNoReply(reply)) return { ...next, job: null };
    judgeReply(this.verdicts, this.advertised, call.method, reply);
    return bindReply(this.verdicts, this.symbols, { model, call }, reply, next);
  }

  /** Judges the reply, and goes on with the states that it leaves possible.
   * @returns what has to be looked for then
   */
  private conclude(judgements: readonly Judgement[], reply: Reply | NoReply, names: Names): Promise<void> | undefined {
    this.calls++;
    this.judging.made.calls++;
    const [first] = judgements;
    if (first === undefined) throw new Inconclusive('no state is left');
    this.notes.answer(answerText(reply, names));
    if (isNoReply(reply)) {
      if (!this.underFaults) this.stay(reply);
      this.stayUnanswered(first);
      this.setStates(judgements.flatMap((one) => [one.input.state, ...this.unobserved(one, one.input.state)]));
      return undefined;
    }
    this.judging.silences.inARow = 0;
    const { model, input } = first;
    this.coverageCounts.reply(input, reply.ReturnValue);
    judgeReply(this.verdicts, this.advertised, model.method, reply);
    const fitting = this.underFaults
      ? judgements
      : judgeCode(this.verdicts, this.advertised, judgements, reply.ReturnValue);
    if (!isSuccess(reply)) {
      if (!this.underFaults) {
        if (isShort(first, reply.ReturnValue)) judgeNumbers(this.verdicts, this.advertised, reply);
        judgeShortage(this.verdicts, first, reply);
      }
      const after: ModelState[] = [];
      for (const one of fitting) after.push(...this.afterError(one, reply.ReturnValue));
      this.setStates(after);
      // What is taken back may take its time to go: it is looked for at once, as a client would.
      return this.states.length > fitting.length && !this.underFaults ? this.lookAtAll() : undefined;
    }
    if (model.wrongOut !== undefined && !this.underFaults) judgeOut(this.verdicts, this.symbols, fitting, reply);
    const bound = bindReply(this.verdicts, this.symbols, { model, call: input.call }, reply, names);
    const made = fitting.map((one) => withSuccess(one, bound));
    // A request may be delivered several times where that was armed; a look tells.
    const { deliveries } = this;
    this.setStates(
      deliveries === 1
        ? made
        : fitting.flatMap((one, at) => {
            const once = made[at] ?? one.input.state;
            return [once, ...withMore(one, once, deliveries)];
          }),
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
  private resolve({ made, job }: Names, { ReturnValue: code, Job }: Reply): Promise<void> | undefined {
    return made === null && job === null ? undefined : this.found(made, job, Job === null ? 'OUT-0' : 'OUT-4096', code);
  }
}
