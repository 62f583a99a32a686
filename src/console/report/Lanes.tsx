import type { ReportedRun } from '../../report/facts/runReport.js';
import type { Film, FilmedJob } from '../../report/film/film.js';
import { clockText, spanText, stateText, type Verdict, verdictOf } from '../parts/words.js';
import type { Scale } from './scale.js';
import type { PoolSeries } from './series.js';

const column = 3;

/** A pool's room, stacked: what is used below, then what is reserved and stolen; the rest is free. */
export function PoolArea({
  pool,
  scale,
  height,
}: {
  readonly pool: PoolSeries;
  readonly scale: Scale;
  readonly height: number;
}) {
  const most = Math.max(1, ...pool.total);
  const frames = visible(scale);
  const y = (bytes: number) => height - (bytes / most) * height;
  const { used, reserved, stolen, total } = pool;
  const at = (values: readonly number[], frame: number) => values[frame] ?? 0;
  const line = (top: (frame: number) => number, bottom: (frame: number) => number) => {
    const up = frames.map(
      (frame, index) => `${index === 0 ? 'M' : 'L'}${round(scale.x(frame))} ${round(y(top(frame)))}`,
    );
    const down = frames.toReversed().map((frame) => `L${round(scale.x(frame))} ${round(y(bottom(frame)))}`);
    return `${up.join('')}${down.join('')}Z`;
  };
  const taken = (frame: number) => at(used, frame) + at(reserved, frame);
  return (
    <g class="pool" clip-path="none">
      <path
        class="free"
        d={line(
          (frame) => at(total, frame),
          () => 0,
        )}
      />
      <path
        class="used"
        d={line(
          (frame) => at(used, frame),
          () => 0,
        )}
      />
      <path class="reserved" d={line(taken, (frame) => at(used, frame))} />
      <path class="stolen" d={line((frame) => taken(frame) + at(stolen, frame), taken)} />
    </g>
  );
}

/** Frames that are seen, with one beyond each edge, and of those that fall together the first and the last. */
function visible(scale: Scale): number[] {
  const first = Math.max(0, scale.frameAt(0) - 1);
  const last = Math.min(scale.film.frames.length - 1, scale.frameAt(scale.width) + 1);
  const frames = Array.from({ length: last - first + 1 }, (_, at) => first + at);
  const place = (frame: number | undefined) => (frame === undefined ? Number.NaN : Math.round(scale.x(frame) * 2));
  return frames.filter((frame, at) => place(frame) !== place(frames[at - 1]) || place(frame) !== place(frames[at + 1]));
}

/** A job's bar: pale while it waits, dark while it works, with its end's colour. */
export function JobLanes({
  lanes,
  scale,
  height,
  endMs,
}: {
  readonly lanes: readonly (readonly FilmedJob[])[];
  readonly scale: Scale;
  readonly height: number;
  readonly endMs: number;
}) {
  return (
    <g>
      {lanes.map((jobs, lane) =>
        jobs.map((job) => {
          const from = scale.xOfTime(job.submittedMs);
          const to = scale.xOfTime(job.endedMs ?? endMs);
          if (to < 0 || from > scale.width) return null;
          const width = Math.max(2, to - from);
          const end = job.states.at(-1)?.[0] ?? '';
          const begun = job.states.find(([state]) => state === 'running')?.[1] ?? job.endedMs ?? endMs;
          const waited = Math.min(width, Math.max(0, scale.xOfTime(begun) - from));
          const name = job.target ?? job.source ?? job.method;
          const label = width > 9 * name.length ? name : '';
          return (
            <g key={job.id} transform={`translate(${round(from)} ${lane * height})`} class={`job ${end}`}>
              <title>{jobTitle(job)}</title>
              <rect width={round(width)} height={height - 4} rx={2} />
              {waited > 1 && <rect class="waited" width={round(waited)} height={height - 4} rx={2} />}
              {label !== '' && (
                <text x={6} y={height - 8}>
                  {label}
                </text>
              )}
            </g>
          );
        }),
      )}
    </g>
  );
}

function jobTitle({ method, source, target, submittedMs, endedMs, states, errorDescription }: FilmedJob): string {
  const what = [source, target].filter((name) => name !== null).join(' → ');
  const way = states.map(([state, atMs]) => `${clockText(atMs)} ${stateText(state)}`);
  const took = endedMs === null ? [] : [`${spanText(endedMs - submittedMs)} in all`];
  return [`${method} ${what}`, ...way, ...took, ...(errorDescription === null ? [] : [errorDescription])].join('\n');
}

const verdicts: readonly Verdict[] = ['done', 'refused', 'lost', 'open'];

/** Calls where they were answered; those that fall together are piled up. */
export function CallLane({
  film,
  scale,
  height,
}: {
  readonly film: Film;
  readonly scale: Scale;
  readonly height: number;
}) {
  const columns = new Map<number, Record<Verdict, number>>();
  for (const { reply, beganMs, event } of film.calls) {
    const x = reply === null ? scale.xOfEvent(event, beganMs) : scale.xOfEvent(reply.event, reply.atMs);
    if (x < 0 || x > scale.width) continue;
    const at = Math.floor(x / column);
    const counts = columns.get(at) ?? { done: 0, refused: 0, lost: 0, open: 0 };
    counts[verdictOf(reply)]++;
    columns.set(at, counts);
  }
  for (const bucket of film.folded?.buckets ?? []) {
    const x = scale.xOfEvent(bucket.event, bucket.atMs);
    if (x < 0 || x > scale.width) continue;
    const at = Math.floor(x / column);
    const counts = columns.get(at) ?? { done: 0, refused: 0, lost: 0, open: 0 };
    for (const one of verdicts) counts[one] += bucket[one];
    columns.set(at, counts);
  }
  const sum = (counts: Record<Verdict, number>) => verdicts.reduce((all, one) => all + counts[one], 0);
  const most = Math.max(1, ...[...columns.values()].map(sum));
  return (
    <g class="calls">
      <line x1={0} x2={scale.width} y1={height} y2={height} />
      {[...columns].map(([at, counts]) => {
        let below = height;
        return (
          <g key={at}>
            <title>
              {verdicts
                .filter((one) => counts[one] > 0)
                .map((one) => `${counts[one]} ${one}`)
                .join(', ')}
            </title>
            {verdicts.map((one) => {
              const tall = (counts[one] / most) * height;
              below -= tall;
              return tall === 0 ? null : (
                <rect key={one} class={one} x={at * column} y={round(below)} width={column - 1} height={round(tall)} />
              );
            })}
          </g>
        );
      })}
    </g>
  );
}

/** Faults as triangles, what was done to the array from outside as lines, failures as crosses. */
export function NoteLane({
  film,
  scale,
  failures,
}: {
  readonly film: Film;
  readonly scale: Scale;
  readonly failures: ReportedRun['failures'];
}) {
  const seen = new Set<string>();
  const marks = film.notes.flatMap((note) => {
    if (note.kind !== 'fault' && note.kind !== 'input') return [];
    const x = scale.xOfEvent(note.event, note.atMs);
    const key = `${note.kind} ${Math.round(x / 2)}`;
    if (x < 0 || x > scale.width || seen.has(key)) return [];
    seen.add(key);
    return [{ ...note, x }];
  });
  const faults = film.notes.filter(({ kind }) => kind === 'fault').length;
  const inputs = film.notes.filter(({ kind }) => kind === 'input').length;
  return (
    <g class="notes">
      <text y={-2} class="label">
        ▼ faults fired: {faults} · ❘ done from outside: {inputs}
        {failures.length > 0 && <> · ✕ not as expected: {failures.length}</>}
      </text>
      {marks.map(({ x, kind, text, event }) => (
        <g key={event} class={kind} transform={`translate(${round(x)} 3)`}>
          <title>{text}</title>
          {kind === 'fault' ? <path d="M-4 0H4L0 8Z" /> : <rect x={-0.5} width={1.5} height={8} />}
        </g>
      ))}
      {failures.map(({ atMs, message }, at) => (
        <g key={at} class="failure" transform={`translate(${round(scale.xOfTime(atMs))} 8)`}>
          <title>{message}</title>
          <path d="M-4 -4L4 4M4 -4L-4 4" />
        </g>
      ))}
    </g>
  );
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
