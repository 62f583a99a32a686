import { ContentsClaims } from '../checks/contentsClaims.js';
import { judgeControl } from '../checks/controlClaims.js';
import type { CoverageCounts } from '../checks/coverage.js';
import { judgePace } from '../checks/paceClaims.js';
import { judgePools } from '../checks/poolClaims.js';
import { RelationClaims } from '../checks/relationClaims.js';
import { targetAtOnce } from '../checks/replyClaims.js';
import { UntoldRoom } from '../checks/untoldRoom.js';
import { judgeUsage } from '../checks/usageClaims.js';
import type { Verdicts } from '../checks/verdicts.js';
import { compared } from '../model/compare.js';
import { missed, withJobs } from '../model/jobs.js';
import { type Judgement, judge, withTime } from '../model/judge.js';
import type { Look } from '../model/look.js';
import { modelOf } from '../model/methods/index.js';
import { withEndOfResize } from '../model/methods/modifySize.js';
import { hasUnknownJobs, isOpen, isOver, jobCompleted, type ModelState } from '../model/state.js';
import { unequal } from '../model/unequal.js';
import type { Action } from '../subject/action.js';
import { type Advertised, standsStill } from '../subject/advertised.js';
import type { Call } from '../subject/call.js';
import type { Driver, MaybePromise } from '../subject/driver.js';
import { isComing } from '../subject/maybePromise.js';
import type { PoolSeen, VolumeSeen } from '../subject/observations.js';
import { passed } from '../subject/patient.js';
import { countLook, type Judging } from './judging.js';
import { Observer, readAll } from './observer.js';
import { PossibleStates } from './possibleStates.js';
import type { Symbols } from './symbols.js';

/** How often a subject in real time is looked at again when its answers do not fit together. */
const mostLooks = 3;

/** What the subject may be, held against what looks show. */
export class ObservedStates extends PossibleStates {
  readonly verdicts: Verdicts;
  readonly coverageCounts: CoverageCounts;
  protected readonly observer: Observer;
  protected readonly contents: ContentsClaims;
  protected readonly untold: UntoldRoom;
  protected readonly relations: RelationClaims;

  protected constructor(
    readonly driver: Driver,
    { verdicts, coverageCounts }: Judging,
    advertised: Advertised,
    readonly symbols: Symbols,
  ) {
    super(advertised);
    this.verdicts = verdicts;
    this.coverageCounts = coverageCounts;
    this.observer = new Observer(driver, symbols, verdicts, advertised, coverageCounts, () => this.states[0]);
    this.contents = new ContentsClaims(driver, verdicts, symbols, advertised);
    this.untold = new UntoldRoom(verdicts, advertised);
    this.relations = new RelationClaims(verdicts, advertised);
  }

  async isDue(call: Call, mayFail = false): Promise<boolean> {
    const judgements = await this.beforeCall(call);
    return (
      !this.underFaults &&
      judgements.every(({ possible, predictable }) => (mayFail ? predictable : possible).length === 0)
    );
  }

  /** What the jobs have come to, where that is not known. */
  protected async refresh(): Promise<void> {
    if (!this.isBehind) return;
    const seen = await this.observer.jobs(this.underFaults);
    if (this.states.some((state) => missed(state, seen.jobs))) await this.lookAtAll();
    else this.followJobs(seen);
  }

  private get isBehind(): boolean {
    return this.states.some(hasUnknownJobs) && !this.lied;
  }

  /** Looks at everything there is, and keeps the states that fit. */
  protected async lookAtAll(): Promise<void> {
    // Reads report lies; what is true shows when they have ended.
    if (this.lied) return readAll(this.driver);
    for (let looks = 1; ; looks++) {
      const look = await this.observer.look(this.underFaults);
      if (looks < mostLooks && (await this.isOfSeveralMoments(look))) continue;
      this.followJobs(look);
      const results = this.states.map((state) =>
        compared(state, look, this.advertised, { underFaults: this.underFaults, takesBack: this.takesBack }),
      );
      const fitting = results.filter((one): one is ModelState => 'pools' in one);
      const [difference] = results;
      // Between two answers of a subject that does not wait, a job may have ended.
      if (fitting.length === 0 && !this.standsStill && looks < mostLooks) {
        await this.lag();
        continue;
      }
      if (!this.underFaults) await this.observer.judgeCapabilities();
      judgePools(this.verdicts, look, this.advertised);
      if (this.underFaults) this.untold.forget();
      else this.untold.look(look);
      if (!this.underFaults) judgeUsage(this.verdicts, look, this.advertised);
      if (!this.underFaults) this.relations.look(look);
      if (!this.standsStill && !this.underFaults) await this.judgeUsable(look);
      if (fitting.length === 0 && difference !== undefined && !('pools' in difference))
        this.verdicts.insist(difference.property, false, () => difference.message);
      await this.observer.judgeSingles(look);
      countLook(this.verdicts, look, this.state, this.advertised);
      this.setStates(unequal(fitting));
      this.expectLate();
      await this.contents.look(this.state);
      return;
    }
  }

  /** Whether a job has ended while its subject was looked at, one list after the other: then a target may be gone, and its room be
   * back, that the list of jobs tells nothing of yet.
   */
  private async isOfSeveralMoments({ jobs }: Look): Promise<boolean> {
    const open = [...jobs].filter(([, { jobState }]) => !isOver(jobState)).map(([name]) => this.symbols.id(name));
    if (this.standsStill || open.length === 0) return false;
    const later = new Map((await this.driver.observe({ kind: 'jobs' })).map(({ id, jobState }) => [id, jobState]));
    return open.some((id) => isOver(later.get(id) ?? jobCompleted));
  }

  private get standsStill(): boolean {
    return standsStill(this.advertised);
  }

  /** Waits until a look shows what an earlier one has told of, such as the end of a job. */
  private async lag(): Promise<void> {
    const { staleForMs = 0 } = this.advertised.declares;
    if (staleForMs > 0) await passed(this.driver, staleForMs);
  }

  /** Where time passes by itself, a job that is still open after its target was seen usable tells that this came too early. */
  private async judgeUsable({ jobs, volumes }: Look): Promise<void> {
    if (this.advertised.clones.targetUsable !== 'atCompletion') return;
    for (const [name, { jobState, target }] of jobs) {
      if (isOver(jobState) || target === null || volumes.get(target)?.usable !== true) continue;
      if (modelOf(this.state.jobs[name]?.method ?? 'CreateClone').makes === null) continue;
      await this.lag();
      const now = await this.driver.observe({ kind: 'job', id: this.symbols.id(name) });
      const isUnderWay = now !== null && !isOver(now.jobState);
      this.verdicts.demand('NO-HALF-CLONE', !isUnderWay, () => `${target} is usable, and ${name} is still under way`);
    }
  }

  protected beforeCall(call: Call): MaybePromise<readonly Judgement[]> {
    return this.isBehind ? this.refresh().then(() => this.judgements(call)) : this.judgements(call);
  }

  private judgements(call: Call): MaybePromise<readonly Judgement[]> {
    if (this.passes) this.states = this.states.map(withTime).flatMap((state) => withEndOfResize(state, call.on));
    const judged = (allocated: number | undefined) =>
      this.states.map((state) => judge(this.advertised, state, call, allocated));
    const known = this.allocatedOf(call);
    return isComing(known) ? known.then(judged) : judged(known);
  }

  /** What the volume of a call has allocated, where that decides what is made of it. */
  protected allocatedOf({ method, on }: Call): MaybePromise<number | undefined> {
    const { kind } = this.advertised.allocation;
    if (kind === 'full' || kind === 'unknown' || modelOf(method).makes?.copies !== true || !this.symbols.has(on))
      return undefined;
    const volume = this.driver.observe({ kind: 'volume', id: this.symbols.id(on) });
    return isComing(volume) ? volume.then((one) => one?.allocated) : volume?.allocated;
  }

  private followJobs(look: Parameters<typeof withJobs>[1] & Pick<Look, 'nowMs'>): void {
    const { advertised } = this;
    const { jobs: known } = this.state;
    const { jobs, nowMs } = look;
    if (!this.underFaults && this.advertised.declares.copyRatePerSecond !== undefined) this.judgePaces(look);
    for (const name of Object.keys(known))
      if (!this.mayForgetJobs && !jobs.has(name) && known[name]?.gone === false) this.observer.miss(name, nowMs);
    const after: ModelState[] = [];
    for (const state of this.states)
      after.push(...withJobs(state, look, advertised, this.standsStill, this.mayForgetJobs));
    this.setStates(after);
  }

  /** That clones which have just been completed took their time. */
  private judgePaces({ jobs, nowMs }: Pick<Look, 'jobs' | 'nowMs'>): void {
    const { state, advertised } = this;
    for (const [name, seen] of jobs) {
      const known = state.jobs[name];
      const target = state.volumes[known?.target ?? ''];
      const bytes = target?.isSnapshot === true ? undefined : target?.size;
      const makes = known?.method != null && modelOf(known.method).makes?.copies === true;
      if (seen.jobState === jobCompleted && known !== undefined && isOpen(known) && makes && bytes !== undefined)
        judgePace(this.verdicts, advertised, { name, bytes, seen, nowMs });
    }
  }

  /** That what a reply names is there at once. */
  protected async found(made: string | null, job: string | null, out: string, code: number): Promise<void> {
    if (made !== null) {
      const shown = this.isShown(made);
      const isThere = isComing(shown) ? await shown : shown;
      const what = () => `the target that ${code} named is not there`;
      if (job === null) this.verdicts.insist(out, isThere, what);
      else if (this.advertised.declares.targetListed !== 'atCompletion')
        this.verdicts.expect(targetAtOnce(this.advertised), isThere, what);
    }
    if (job === null) return;
    const named = this.driver.observe({ kind: 'job', id: this.symbols.id(job) });
    const seen = isComing(named) ? await named : named;
    this.verdicts.insist(out, seen !== null, () => `the job that ${code} named is not there`);
    if (seen !== null) this.observer.see(job, seen);
  }

  /** Whether a volume or a pool that was made can be found. */
  private isShown(made: string): MaybePromise<boolean> {
    const id = this.symbols.id(made);
    const { pools, making } = this.state;
    if (pools[made] !== undefined || making[made] !== undefined) {
      const list = this.driver.observe({ kind: 'pools' });
      const isThere = (all: readonly PoolSeen[]) => all.some((one) => one.id === id);
      return isComing(list) ? list.then(isThere) : isThere(list);
    }
    const target = this.driver.observe({ kind: 'volume', id });
    return isComing(target) ? target.then((one) => one !== null) : target !== null;
  }

  /** That what was done could be done, and that what was done to a job shows at once where no time passes meanwhile. */
  protected async judgeAction(action: Action, before: VolumeSeen | null): Promise<void> {
    if (action.do === 'write') this.relations.write(action.volume);
    if (action.do === 'write' && this.advertised.time.virtual)
      this.verdicts.demand(
        'NO-HALF-CLONE',
        before?.usable !== false,
        () => `a host wrote to ${action.volume}, which is not usable`,
      );
    if (action.do === 'write' && this.state.volumes[action.volume]?.isReadOnly === true && this.states.length === 1)
      this.verdicts.demand('READ-YOUR-WRITES', false, () => `a host wrote to ${action.volume}, which is read-only`);
    const { virtual, callsPass } = this.advertised.time;
    const nowMs = virtual ? await this.driver.observe({ kind: 'now' }) : null;
    if (nowMs !== null) this.observer.actedMs.add(nowMs);
    if (action.do !== 'control' || !virtual || callsPass || this.underFaults) return;
    const seen = await this.driver.observe({ kind: 'job', id: this.symbols.id(action.job) });
    judgeControl(this.verdicts, action.job, action.control, seen);
  }

  /** What an action is about. */
  protected async volumeOf(action: Action): Promise<VolumeSeen | null> {
    const name = 'volume' in action ? action.volume : 'element' in action ? action.element : undefined;
    if (name === undefined || this.state.volumes[name] === undefined) return null;
    const seen = await this.driver.observe({ kind: 'volume', id: this.symbols.id(name) });
    return seen === null ? null : this.symbols.volume(seen);
  }
}
