import type { Film, FilmedJob } from '../../report/film/film.js';

// What a time line draws of a film, made once a film.

/** A pool's room, frame by frame; a pool that is not there has a total of 0. */
export interface PoolSeries {
  readonly id: string;
  readonly name: string;
  readonly total: readonly number[];
  readonly used: readonly number[];
  readonly reserved: readonly number[];
  readonly stolen: readonly number[];
}

export function poolSeries({ frames, names }: Film): PoolSeries[] {
  const pools = new Map<string, Record<'total' | 'used' | 'reserved' | 'stolen', number[]>>();
  for (const [at, { changes }] of frames.entries()) {
    for (const series of pools.values()) for (const values of Object.values(series)) values.push(values.at(-1) ?? 0);
    for (const [kind, id, fields] of changes) {
      if (kind !== 'pool') continue;
      const none = () => new Array<number>(at + 1).fill(0);
      const series = pools.get(id) ?? { total: none(), used: none(), reserved: none(), stolen: none() };
      pools.set(id, series);
      for (const name of ['total', 'used', 'reserved', 'stolen'] as const)
        if (fields === null || fields[name] !== undefined) series[name][at] = Number(fields?.[name] ?? 0);
    }
  }
  return [...pools].map(([id, series]) => ({ id, name: names[id] ?? id, ...series }));
}

/** Jobs in rows, so that no two of a row are there at one time. */
export function jobLanes(jobs: readonly FilmedJob[], endMs: number): FilmedJob[][] {
  const lanes: FilmedJob[][] = [];
  const freeFrom: number[] = [];
  for (const job of jobs.toSorted((one, other) => one.submittedMs - other.submittedMs)) {
    const found = freeFrom.findIndex((ms) => ms <= job.submittedMs);
    const lane = found === -1 ? lanes.length : found;
    lanes[lane] = [...(lanes[lane] ?? []), job];
    // Jobs of no length are drawn all the same.
    freeFrom[lane] = Math.max(job.endedMs ?? endMs + 1, job.submittedMs + 1);
  }
  return lanes;
}

/** How often elements went along each arrow of a chart, by '<kind> <from> <to>'. */
export function ways({ frames, jobWays }: Film): Map<string, number> {
  // The trace tells of every state of a job, frames of those alone that last.
  const taken = new Map(Object.entries(jobWays).map(([way, count]) => [`job ${way}`, count]));
  const states = new Map<string, string>();
  for (const { changes } of frames) {
    for (const [kind, id, fields] of changes) {
      if (kind === 'job' || typeof fields?.state !== 'string') continue;
      const before = states.get(id);
      const way = `${kind} ${before} ${fields.state}`;
      if (before !== undefined) taken.set(way, (taken.get(way) ?? 0) + 1);
      states.set(id, fields.state);
    }
  }
  return taken;
}
