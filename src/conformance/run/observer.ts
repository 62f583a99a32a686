import { isDeepStrictEqual } from 'node:util';
import type { MethodName } from '../../vocabulary/methods/index.js';
import type { CoverageCounts } from '../checks/coverage.js';
import { JobClaims } from '../checks/jobClaims.js';
import { PaceClaims } from '../checks/paceClaims.js';
import { judgeQueue, judgeTroubled } from '../checks/queueClaims.js';
import type { Verdicts } from '../checks/verdicts.js';
import { isShownBy } from '../model/compare.js';
import type { Look } from '../model/look.js';
import { isOver, jobCompleted, jobFailed, jobKilled, type ModelState, type ModelVolume } from '../model/state.js';
import { type Advertised, standsStill } from '../subject/advertised.js';
import type { Chart, Driver } from '../subject/driver.js';
import { isComing } from '../subject/maybePromise.js';
import { answers } from '../subject/needs.js';
import type { DriveSeen, JobSeen, PoolSeen, VolumeSeen } from '../subject/observations.js';
import { changeIn } from './changeIn.js';
import type { Symbols } from './symbols.js';

/** Looks at the subject for a run: gives what it finds a name, and holds it against what is true of any look. */
export class Observer {
  private readonly claims: JobClaims;
  private readonly pace: PaceClaims;
  /** Whether faults have been armed in this run: what they did to jobs stays in their times. */
  isDisturbed = false;
  /** Jobs whose source was there at first: another source may go while they wait for it, with the job that makes it. */
  private readonly ofOriginals = new Set<string>();
  /** When something was done to the subject. */
  readonly actedMs = new Set<number>();
  private found = 0;
  /** Jobs that had begun at the last look. */
  private begun = 0;
  /** Volumes of the last look. */
  private listed: Look['volumes'] = new Map();
  /** How many looks there were. */
  private turn = 0;
  private lastMs: number | null = null;
  private readonly states: Readonly<Record<'volume' | 'pool', Map<string, string>>> = {
    volume: new Map(),
    pool: new Map(),
  };

  /** @param known what the subject is taken to be */
  constructor(
    private readonly driver: Driver,
    private readonly symbols: Symbols,
    private readonly verdicts: Verdicts,
    private readonly advertised: Advertised,
    private readonly coverageCounts: CoverageCounts,
    private readonly known: () => ModelState | undefined,
  ) {
    this.claims = new JobClaims(verdicts, advertised, coverageCounts);
    this.pace = new PaceClaims(verdicts, advertised);
  }

  /** The subject begins anew, and may do all of it again, at other times. */
  beginAnew(): void {
    this.claims.forgetTimes();
    this.isDisturbed = true;
  }

  /** All there is, by symbol. */
  async look(underFaults: boolean): Promise<Look> {
    const { nowMs, jobs } = await this.jobs(underFaults);
    const volumeList = this.driver.observe({ kind: 'volumes' });
    const volumes = isComing(volumeList) ? await volumeList : volumeList;
    const poolList = this.driver.observe({ kind: 'pools' });
    const pools = isComing(poolList) ? await poolList : poolList;
    const { symbols, verdicts } = this;
    for (const pool of pools)
      if (!symbols.knows('pool', pool.id))
        symbols.bind('pool', this.promisedPool(pool) ?? `foundPool${++this.found}`, pool.id);
    for (const seen of volumes)
      if (!symbols.knows('volume', seen.id))
        symbols.bind('volume', this.promised(symbols.volume(seen), jobs) ?? `found${++this.found}`, seen.id);
    const look: Look = {
      nowMs,
      // Their targets have names by now.
      jobs: symbols.jobs(jobs),
      volumes: byId(volumes.map((volume) => symbols.volume(volume))),
      pools: byId(pools.map((pool) => symbols.pool(pool))),
      drives: byId((await drivesOf(this.driver, symbols, this.advertised)).map((drive) => symbols.drive(drive))),
    };
    const twice = look.volumes.size < volumes.length;
    verdicts.demand('ID-UNIQUE', !twice, () => 'the list of volumes holds one of them twice');
    this.follow('volume', look.volumes);
    this.follow('pool', look.pools);
    return look;
  }

  /** The name of what a reply has promised without a reference to it, if this is it. */
  private promised(seen: VolumeSeen, jobs: Look['jobs']): string | undefined {
    const fitting = Object.entries(this.known()?.volumes ?? {}).filter(
      ([name, volume]) => !this.symbols.has(name) && isShownBy(volume, seen, this.advertised),
    );
    const stateOf = ({ job }: ModelVolume) => jobs.get(job ?? '')?.jobState ?? jobKilled;
    // Of several it is one that is complete; what has failed is none.
    const complete = fitting.find(([, volume]) => stateOf(volume) === jobCompleted);
    const open = complete ?? fitting.find(([, volume]) => !isOver(stateOf(volume)));
    // It may have been complete for so long that its job is not listed any more.
    return (open ?? fitting.find(([, { job }]) => jobs.get(job ?? '') === undefined))?.[0];
  }

  /** The same of a pool. */
  private promisedPool({ name }: PoolSeen): string | undefined {
    const { pools = {}, making = {} } = this.known() ?? {};
    const made = Object.entries({ ...pools, ...making });
    return made.find(([symbol, pool]) => !this.symbols.has(symbol) && pool.name === name)?.[0];
  }

  private methodOf(job: string): MethodName | null {
    return this.known()?.jobs[job]?.method ?? null;
  }

  /** A job names the target that its reply did not refer to. */
  private learnTarget(job: string, id: string | null): void {
    const target = this.known()?.jobs[job]?.target;
    if (id === null || target == null || this.symbols.has(target) || this.symbols.knows('volume', id)) return;
    this.symbols.bind('volume', target, id);
  }

  /** Sees which ways of their chart elements have gone since the last look: those that are there no more, its last. */
  private follow(
    of: 'volume' | 'pool',
    all: ReadonlyMap<string, { readonly id: string; readonly state?: string }>,
  ): void {
    const transitions = this.driver.charts?.[of]?.transitions;
    if (transitions === undefined) return;
    const states = this.states[of];
    const went = (id: string, from: string, to: string | undefined) => {
      if (to !== undefined && Object.values(transitions[from] ?? {}).includes(to))
        this.coverageCounts.move(of, id, from, to);
    };
    for (const { id, state } of all.values()) {
      const before = states.get(id);
      if (state === undefined || before === state) continue;
      if (before !== undefined) went(id, before, state);
      states.set(id, state);
    }
    if (states.size === all.size) return;
    for (const [id, before] of states) {
      if (all.has(id)) continue;
      went(id, before, endOf(transitions));
      states.delete(id);
    }
  }

  /** The jobs alone. */
  async jobs(underFaults: boolean): Promise<Pick<Look, 'jobs' | 'nowMs'>> {
    const { symbols, verdicts, lastMs } = this;
    // Where time passes by itself, the list is of some moment between two looks at the clock.
    const first = standsStill(this.advertised) ? undefined : this.driver.observe({ kind: 'now' });
    const beganMs = isComing(first) ? await first : first;
    const list = this.driver.observe({ kind: 'jobs' });
    const seen = isComing(list) ? await list : list;
    const now = this.driver.observe({ kind: 'now' });
    const nowMs = isComing(now) ? await now : now;
    if (nowMs !== null && lastMs !== null && !underFaults)
      verdicts.demand('JOB-TIMES', lastMs <= nowMs, () => `the clock went from ${lastMs} back to ${nowMs} ms`);
    this.lastMs = nowMs;
    const jobs = new Map<string, JobSeen>();
    for (const job of seen) {
      const name = symbols.knows('job', job.id)
        ? symbols.name(job.id)
        : symbols.bind('job', `foundJob${++this.found}`, job.id);
      this.learnTarget(name, job.target);
      this.claims.see(name, job, this.methodOf(name), nowMs, beganMs);
      jobs.set(name, job);
    }
    if (!this.isDisturbed) this.judgeTogether(jobs, nowMs);
    return { nowMs, jobs };
  }

  /** What jobs have to do with each other. */
  private judgeTogether(jobs: Look['jobs'], nowMs: number | null): void {
    const { verdicts, advertised, actedMs, ofOriginals } = this;
    const state = this.known();
    this.begun = judgeQueue(verdicts, advertised, jobs, this.begun);
    if (state === undefined) return;
    this.pace.look(jobs, state, nowMs);
    if (advertised.declares.troubledJobs === undefined || advertised.time.callsPass) return;
    for (const [name, job] of jobs) {
      if (isOver(job.jobState) && job.jobState !== jobFailed) continue;
      const source = state.volumes[state.volumes[state.jobs[name]?.target ?? '']?.madeOf ?? ''];
      if (source?.madeOf === null) ofOriginals.add(name);
      if (ofOriginals.has(name)) judgeTroubled(verdicts, name, job, actedMs);
    }
  }

  /** A single job that a reply has named. */
  see(name: string, job: JobSeen): void {
    this.claims.see(name, job, this.methodOf(name), null);
  }

  /** That a job is not among those that were seen. */
  miss(name: string, nowMs: number | null): void {
    this.claims.miss(name, nowMs);
  }

  /** That who asks for one by its id is told what the list shows: of a volume and a job in their turn, and of volumes that went, once. */
  async judgeSingles({ volumes, jobs }: Look): Promise<void> {
    const { driver, symbols, verdicts, listed, turn } = this;
    for (const name of listed.keys()) {
      if (volumes.has(name)) continue;
      const seen = await driver.observe({ kind: 'volume', id: symbols.id(name) });
      verdicts.demand('READ-YOUR-WRITES', seen === null, () => `${name} is not listed any more, and can still be read`);
    }
    this.listed = volumes;
    this.turn++;
    // Where time passes by itself, there may be something new since; and one look in eight is enough.
    if (!this.advertised.time.virtual || turn % 8 !== 0) return;
    const volume = [...volumes.values()][(turn / 8) % Math.max(1, volumes.size)];
    if (volume !== undefined) {
      const seen = await driver.observe({ kind: 'volume', id: symbols.id(volume.id) });
      const single = seen === null ? null : symbols.volume(seen);
      const differs = () => `${volume.id}, asked for by its id: ${changeIn(volume, single)}`;
      verdicts.demand('MONOTONE-READ', isDeepStrictEqual(single, volume), differs);
    }
    const [name, job] = [...jobs][(turn / 8) % Math.max(1, jobs.size)] ?? [];
    if (name === undefined || job === undefined) return;
    const one = await driver.observe({ kind: 'job', id: symbols.id(name) });
    const single = one === null ? undefined : symbols.jobs(new Map([[name, one]])).get(name);
    const differs = () => `${name}, asked for by its id: ${changeIn(job, single)}`;
    verdicts.demand('MONOTONE-READ', isDeepStrictEqual(single, job), differs);
  }

  /** That what is advertised is what it was. */
  async judgeCapabilities(): Promise<void> {
    const { advertised } = this;
    const claim = this.driver.capabilities();
    const now = isComing(claim) ? await claim : claim;
    const same = now === advertised || JSON.stringify(now) === JSON.stringify(advertised);
    this.verdicts.demand(
      'CAP-STABLE',
      same,
      () => `what the subject advertises has changed: ${changeIn(advertised, now)}`,
    );
  }
}

function byId<Seen extends { readonly id: string }>(all: readonly Seen[]): Map<string, Seen> {
  const byId = new Map<string, Seen>();
  for (const one of all) byId.set(one.id, one);
  return byId;
}

/** The drives that a driver shows, where something is made of drives; each that is new gets a name. */
export async function drivesOf(
  driver: Driver,
  symbols: Symbols,
  advertised: Advertised,
): Promise<readonly DriveSeen[]> {
  if (!answers('CreatePool', advertised) && !answers('AddDiskDrives', advertised)) return [];
  const list = driver.drives?.();
  const drives = (isComing(list) ? await list : list) ?? [];
  for (const { id, name } of drives) symbols.bind('drive', name, id);
  return drives;
}

/** The state that no event leads out of. */
function endOf(transitions: Chart['transitions']): string | undefined {
  return Object.keys(transitions).find((state) => Object.keys(transitions[state] ?? {}).length === 0);
}

/** Reads all that a client can, and believes nothing of it. */
export async function readAll(driver: Driver): Promise<void> {
  const volumes = await driver.observe({ kind: 'volumes' });
  for (const { id } of volumes) {
    await driver.observe({ kind: 'volume', id });
    await driver.observe({ kind: 'contents', id });
  }
  for (const { id } of await driver.observe({ kind: 'jobs' })) await driver.observe({ kind: 'job', id });
  await driver.observe({ kind: 'pools' });
  await driver.drives?.();
  await driver.observe({ kind: 'now' });
}
