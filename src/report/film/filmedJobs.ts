import { type JobState, lifecycles } from '../../lifecycle/lifecycles.js';
import type { TraceEntry, TraceEvent } from '../../store/traceLog.js';
import type { Job } from '../../store/views.js';
import type { FilmedJob } from './film.js';

/** The jobs of a trace, in the order of their first event.
 * @param views as they were met last
 * @param names of elements, by id
 */
export function jobsOf(
  entries: readonly TraceEntry[],
  views: ReadonlyMap<string, Job>,
  names: Readonly<Record<string, string>>,
): FilmedJob[] {
  const states = new Map<string, [state: string, atMs: number, event: number][]>();
  for (const { event, number } of entries) {
    if (event.kind !== 'job') continue;
    const { job, to, atMs } = event as Moved;
    const before = states.get(job);
    if (before === undefined) states.set(job, [[to, atMs, number]]);
    else before.push([to, atMs, number]);
  }
  // Those that wait from first to last have no event.
  for (const { id, state, submittedMs } of views.values())
    if (!states.has(id)) states.set(id, [[state, submittedMs, 0]]);
  return [...states].map(([id, way]) => {
    const view = views.get(id);
    const [last, atMs] = way.at(-1) ?? ['', 0];
    const named = (volume: string | null | undefined) => (volume == null ? null : (names[volume] ?? volume));
    return {
      id,
      method: view?.method ?? '',
      source: named(view?.source),
      target: named(view?.target),
      submittedMs: view?.submittedMs ?? way[0]?.[1] ?? 0,
      states: way,
      endedMs: isOver(last) ? atMs : null,
      errorCode: view?.errorCode ?? 0,
      errorDescription: view?.errorDescription ?? null,
    };
  });
}

/** How often jobs went from one state to the next, by '<from> <to>'. */
export function waysOf(jobs: readonly FilmedJob[]): Record<string, number> {
  const ways: Record<string, number> = {};
  for (const { states } of jobs) {
    let before = 'new';
    for (const [state] of states) {
      const way = `${before} ${state}`;
      if (state !== before) ways[way] = (ways[way] ?? 0) + 1;
      before = state;
    }
  }
  return ways;
}

type Moved = TraceEvent & { readonly job: string; readonly to: string };

function isOver(state: string): boolean {
  const { job } = lifecycles;
  // A trace has the chart's names.
  return job.meta(job.stateIndex(state as JobState)).final;
}
