import type { Film } from '../../report/film/film.js';
import { clockText } from '../parts/words.js';

/** Where moments stand across a time line. */
export interface Scale {
  readonly by: 'time' | 'event';
  readonly film: Film;
  readonly width: number;
  /** What stands at both edges: milliseconds, or places of frames. */
  readonly from: number;
  readonly to: number;
  /** Of a frame. */
  x(frame: number): number;
  /** Of a moment of virtual time. */
  xOfTime(ms: number): number;
  /** Of an event of the trace that happened then. */
  xOfEvent(event: number, ms: number): number;
  /** The frame that is nearest. */
  frameAt(x: number): number;
}

/** @param zoom how many times as large as the whole; the frame that is picked stays within */
export function scaleOf(film: Film, by: Scale['by'], zoom: number, frame: number, width: number): Scale {
  const { frames } = film;
  const last = frames.length - 1;
  const times = frames.map(({ atMs }) => atMs);
  const events = frames.map((one) => one.events);
  const whole = by === 'time' ? Math.max(1, film.endMs) : Math.max(1, last);
  const at = by === 'time' ? (times[frame] ?? 0) : frame;
  const span = whole / zoom;
  const from = Math.max(0, Math.min(whole - span, at - span / 2));
  const place = (value: number) => ((value - from) / span) * width;
  const frameOfTime = (ms: number) => lastAtMost(times, ms);
  return {
    by,
    film,
    width,
    from,
    to: from + span,
    x: (one) => place(by === 'time' ? (times[one] ?? 0) : one),
    xOfTime: (ms) => place(by === 'time' ? ms : frameOfTime(ms)),
    xOfEvent: (event, ms) => place(by === 'time' ? ms : firstAtLeast(events, event)),
    frameAt: (x) => {
      const value = from + (Math.max(0, Math.min(width, x)) / width) * span;
      if (by === 'event') return Math.round(Math.max(0, Math.min(last, value)));
      const before = frameOfTime(value);
      const after = Math.min(last, before + 1);
      return Math.abs((times[after] ?? 0) - value) < Math.abs((times[before] ?? 0) - value) ? after : before;
    },
  };
}

const spans = [
  1, 10, 100, 1000, 5000, 10_000, 30_000, 60_000, 300_000, 600_000, 1_800_000, 3_600_000, 7_200_000, 14_400_000,
  28_800_000, 43_200_000, 86_400_000, 604_800_000, 2_592_000_000,
];

/** Some six moments to write below. */
export function ticksOf({
  by,
  from,
  to,
  width,
  film,
  x,
  xOfTime,
}: Scale): { readonly x: number; readonly label: string }[] {
  const wished = Math.max(2, Math.floor(width / 130));
  const span = to - from;
  if (by === 'event') {
    const every = Math.max(1, Math.ceil(span / wished));
    const frames = Array.from({ length: wished + 1 }, (_, at) => Math.ceil(from) + at * every).filter(
      (one) => one <= to,
    );
    return frames.map((one) => ({ x: x(one), label: `${film.frames[one]?.events ?? ''}` }));
  }
  const every = spans.find((one) => span / one <= wished) ?? span / wished;
  const first = Math.ceil(from / every) * every;
  const times = Array.from({ length: wished + 1 }, (_, at) => first + at * every).filter((ms) => ms <= to);
  return times.map((ms) => ({ x: xOfTime(ms), label: clockText(ms) }));
}

/** The last place of a value that is not greater; 0 where there is none. */
function lastAtMost(values: readonly number[], most: number): number {
  let low = 0;
  let high = values.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((values[middle] ?? 0) <= most) low = middle;
    else high = middle - 1;
  }
  return low;
}

function firstAtLeast(values: readonly number[], least: number): number {
  let low = 0;
  let high = values.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((values[middle] ?? 0) >= least) high = middle;
    else low = middle + 1;
  }
  return low;
}
