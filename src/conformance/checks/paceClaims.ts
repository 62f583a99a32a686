import { modelOf } from '../model/methods/index.js';
import { isOver, type ModelState } from '../model/state.js';
import type { Advertised } from '../subject/advertised.js';
import type { JobSeen } from '../subject/observations.js';
import type { Verdicts } from './verdicts.js';

/** A copy under way, as a look shows it. */
interface Copy {
  readonly seen: JobSeen;
  readonly bytes: number;
  /** What is left of its share of the rate; null where the subject does not say. */
  readonly speed: number | null;
}

/** That copies come on as fast as the subject declares, all together: no faster, and not slower while nothing else goes on. */
export class PaceClaims {
  private last: { readonly atMs: number; readonly copies: ReadonlyMap<string, Copy> } | null = null;

  constructor(
    private readonly verdicts: Verdicts,
    private readonly advertised: Advertised,
  ) {}

  /** A look at the jobs in which no fault may have a hand. */
  look(jobs: ReadonlyMap<string, JobSeen>, state: ModelState, nowMs: number | null): void {
    const { declares, time, allocation } = this.advertised;
    const rate = declares.copyRateIs === 'shared' ? (declares.copyRatePerSecond ?? 0) / 1000 : 0;
    // What instant clones have to copy nobody can tell.
    if (rate === 0 || !time.virtual || allocation.kind === 'instant' || nowMs === null) return;
    const { last } = this;
    if (last?.atMs === nowMs) return;
    // What a resync has to copy nobody can tell, and it has its share.
    if (Object.values(state.jobs).some(({ method }) => method === 'StorageVolume.SetReplicationRelationship')) {
      this.last = null;
      return;
    }
    const copies = copiesIn(jobs, state, this.advertised);
    this.last = { atMs: nowMs, copies };
    if (last === null) return;
    const span = rate * (nowMs - last.atMs);
    let [copied, total, least, most] = [0, 0, 0, 0];
    // What stands still leaves its share to the others.
    const sharing = Math.max(1, [...copies.values()].filter(({ speed }) => speed !== 0).length);
    let isSteady = copies.size > 0 && copies.size === last.copies.size;
    for (const [name, { seen, bytes, speed }] of copies) {
      const before = last.copies.get(name);
      copied += (bytes * (seen.percentComplete - (before?.seen.percentComplete ?? 0))) / 100;
      total += bytes;
      isSteady &&= before !== undefined && before.speed === speed && runsOn(before.seen, seen);
      least += (span * (speed ?? 0)) / sharing;
      most += (span * (speed ?? 1)) / sharing;
    }
    // Of what has changed meanwhile, nobody knows how much it had before.
    if (!isSteady) most = span;
    const slack = (total * rounding) / 100;
    const moved = () =>
      `copies have made ${copied} bytes in ${nowMs - last.atMs} ms, ${1000 * rate} a second are declared`;
    this.verdicts.demand('JOB-TIMES', copied <= most + slack, moved);
    if (isSteady) this.verdicts.demand('JOB-TIMES', copied >= least - slack, moved);
  }
}

/** Copies under way, with what they have to copy: what was never written, too, where clones take it all at once. */
function copiesIn(jobs: ReadonlyMap<string, JobSeen>, state: ModelState, advertised: Advertised): Map<string, Copy> {
  const { jobs: known, volumes } = state;
  const copies = new Map<string, Copy>();
  for (const [name, seen] of jobs) {
    const { method = null, target = null } = known[name] ?? {};
    const volume = volumes[target ?? ''];
    const bytes = advertised.allocation.kind === 'full' ? volume?.size : volume?.took;
    const isCopy = method !== null && modelOf(method).makes?.copies === true && volume?.isSnapshot !== true;
    if (isOver(seen.jobState) || !isCopy || bytes == null) continue;
    const homes = [volume?.pool, volumes[volume?.source ?? '']?.pool];
    copies.set(name, { seen, bytes, speed: speedOf(homes, state, advertised) });
  }
  return copies;
}

/** What is left of the speed of a copy between two pools; null where the subject does not say. */
function speedOf(
  homes: readonly (string | undefined)[],
  { pools, link, loaded }: ModelState,
  { declares }: Advertised,
): number | null {
  const [target, source] = homes.map((pool) => pools[pool ?? '']);
  const crosses = target !== undefined && source !== undefined && target.isRemote !== source.isRemote;
  if (crosses && link === 'partitioned') return 0;
  const factors = [
    ...(target?.state === 'degraded' || source?.state === 'degraded' ? [declares.speedWhileDegraded] : []),
    ...(homes.some((pool) => loaded.includes(pool ?? '')) ? [declares.speedUnderHostLoad] : []),
    ...(crosses && link === 'degraded' ? [declares.speedOverDegradedLink] : []),
  ];
  return factors.reduce<number | null>(
    (speed, factor) => (speed === null || factor === undefined ? null : speed * factor),
    1,
  );
}

function runsOn(before: JobSeen, now: JobSeen): boolean {
  return before.jobState === running && now.jobState === running && before.changedMs === now.changedMs;
}

const running = 4;

/** Percents are rounded, and so are milliseconds. */
const rounding = 2;

/** That a job was not over much before it can have copied its clone at the rate that is declared.
 * @param nowMs when it was seen so, by the subject's clock
 */
export function judgePace(
  verdicts: Verdicts,
  { declares: { copyRatePerSecond: rate }, allocation }: Advertised,
  { name, bytes, seen, nowMs }: Copied,
): void {
  const begunMs = seen.startedMs ?? seen.submittedMs;
  const overMs = seen.changedMs ?? nowMs;
  // What else is copied than all of it, nobody knows.
  if (rate === undefined || allocation.kind !== 'full' || begunMs == null || overMs === null) return;
  const leastMs = Math.floor(((bytes / rate) * 1000) / 2);
  verdicts.demand(
    'JOB-TIMES',
    overMs - begunMs >= leastMs,
    () =>
      `${name} has copied ${bytes} bytes in ${overMs - begunMs} ms; at ${rate} bytes a second that takes ${2 * leastMs}`,
  );
}

/** A job that is Completed. */
interface Copied {
  readonly name: string;
  readonly bytes: number;
  readonly seen: JobSeen;
  readonly nowMs: number | null;
}
