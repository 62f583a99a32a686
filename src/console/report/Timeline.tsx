import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { ReportedRun } from '../../report/facts/runReport.js';
import type { Film } from '../../report/film/film.js';
import { RoomLegend } from '../parts/RoomBar.js';
import { Stepper } from '../parts/Stepper.js';
import { clockText, plural, sizeText, type Verdict, verdictOf } from '../parts/words.js';
import { CallLane, JobLanes, NoteLane, PoolArea } from './Lanes.js';
import { type Scale, scaleOf, ticksOf } from './scale.js';
import { jobLanes, poolSeries } from './series.js';

const left = 8;
const poolHeight = 58;
const laneHeight = 18;
const poolsAtMost = 8;
const lanesAtMost = 12;

interface Props {
  readonly film: Film;
  readonly frame: number;
  readonly setFrame: (frame: number) => void;
  readonly failures: ReportedRun['failures'];
}

/** Pools, jobs, calls and faults over time, with a cursor: the moment that the rest of the page shows. */
export function Timeline({ film, frame, setFrame, failures }: Props) {
  const { ref, width } = useWidth();
  const [by, setBy] = useState<Scale['by']>('time');
  const [zoom, setZoom] = useState(1);
  const last = film.frames.length - 1;
  const scale = useMemo(
    () => scaleOf(film, by, zoom, frame, width - 2 * left),
    [film, by, zoom, zoom === 1 ? 0 : frame, width],
  );
  const pools = useMemo(() => poolSeries(film), [film]);
  const lanes = useMemo(() => jobLanes(film.jobs, film.endMs), [film]);
  const shownPools = pools.slice(0, poolsAtMost);
  const jobRows = Math.min(lanes.length, lanesAtMost);
  const tops = {
    jobs: shownPools.length * (poolHeight + 14) + 16,
    calls: shownPools.length * (poolHeight + 14) + 16 + jobRows * laneHeight + (jobRows > 0 ? 26 : 0),
  };
  const notesTop = tops.calls + 52;
  const height = notesTop + 46;
  const cursor = scale.x(frame);
  const scrub = (event: PointerEvent) => {
    if (event.buttons === 0 && event.type !== 'pointerdown') return;
    const box = (event.currentTarget as Element).getBoundingClientRect();
    setFrame(scale.frameAt(event.clientX - box.left - left));
  };
  return (
    <section class="panel timeline" aria-label="Time line" ref={ref}>
      <div class="tools">
        <h3>Time line</h3>
        <fieldset>
          <legend>across</legend>
          {(['time', 'event'] as const).map((one) => (
            <label key={one}>
              <input type="radio" name="by" checked={by === one} onChange={() => setBy(one)} />{' '}
              {one === 'time' ? 'virtual time' : 'one event after the other'}
            </label>
          ))}
        </fieldset>
        <span class="buttons">
          <button type="button" onClick={() => setZoom((now) => Math.min(256, now * 2))}>
            Zoom in
          </button>
          <button type="button" onClick={() => setZoom((now) => Math.max(1, now / 2))} disabled={zoom === 1}>
            Zoom out
          </button>
        </span>
        <RoomLegend />
      </div>
      {film.every > 1 && (
        <p class="dim">
          {plural(film.events, 'event')}: too many to be shown one by one, so one moment in {film.every} is.
        </p>
      )}
      <svg
        width={width}
        height={height}
        role="img"
        aria-label={`Pools, jobs, calls and faults from the beginning to ${clockText(film.endMs)}`}
        onPointerDown={scrub}
        onPointerMove={scrub}
      >
        <g transform={`translate(${left} 0)`}>
          {ticksOf(scale).map(({ x, label }) => (
            <g key={`${x}`} class="tick">
              <line x1={x} x2={x} y1={0} y2={height - 18} />
              <text x={x} y={height - 4} text-anchor={x < 30 ? 'start' : x > scale.width - 40 ? 'end' : 'middle'}>
                {label}
              </text>
            </g>
          ))}
          {shownPools.map((pool, at) => (
            <g key={pool.id} transform={`translate(0 ${at * (poolHeight + 14) + 14})`}>
              <PoolArea pool={pool} scale={scale} height={poolHeight} />
              <text y={-3} class="label">
                {pool.name} · {sizeText(Math.max(...pool.total))}
              </text>
            </g>
          ))}
          {jobRows > 0 && (
            <g transform={`translate(0 ${tops.jobs + 12})`}>
              <text y={-4} class="label">
                Jobs{lanes.length > lanesAtMost ? `: ${lanesAtMost} of ${lanes.length} rows` : ''}
              </text>
              <JobLanes lanes={lanes.slice(0, lanesAtMost)} scale={scale} height={laneHeight} endMs={film.endMs} />
            </g>
          )}
          <g transform={`translate(0 ${tops.calls + 12})`}>
            <text y={-4} class="label">
              Calls: {count(film, 'done')} done, {count(film, 'refused')} refused, {count(film, 'lost')} lost
            </text>
            <CallLane film={film} scale={scale} height={26} />
          </g>
          <g transform={`translate(0 ${notesTop + 10})`}>
            <NoteLane film={film} scale={scale} failures={failures} />
          </g>
          <line class="cursor" x1={cursor} x2={cursor} y1={0} y2={height - 18} />
        </g>
      </svg>
      {pools.length > poolsAtMost && <p class="dim">{pools.length - poolsAtMost} more pools are listed below.</p>}
      <Stepper at={frame} last={last} goTo={setFrame} what="moment" text={clockText(film.frames[frame]?.atMs ?? 0)} />
    </section>
  );
}

function count({ calls, folded }: Film, verdict: Verdict): number {
  const shown = calls.filter(({ reply }) => verdictOf(reply) === verdict).length;
  return (folded?.buckets ?? []).reduce((sum, bucket) => sum + bucket[verdict], shown);
}

/** The width of an element, as it is now. */
function useWidth() {
  const ref = useRef<HTMLElement>(null);
  const [width, setWidth] = useState(900);
  useEffect(() => {
    const element = ref.current;
    if (element === null) return undefined;
    const style = getComputedStyle(element);
    const inner = () =>
      element.clientWidth - Number.parseFloat(style.paddingLeft) - Number.parseFloat(style.paddingRight);
    setWidth(inner());
    const observer = new ResizeObserver(() => setWidth(inner()));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return { ref, width };
}
