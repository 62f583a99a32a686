import type { Trace } from '../../engine/arrayApi.js';
import { createArray } from '../../engine/createArray.js';
import type { Input } from '../../engine/history/inputs.js';
import { beginningOf, inputsOf, redo } from '../../engine/history/replay.js';
import type { TraceEntry } from '../../store/traceLog.js';
import { Camera } from './camera.js';
import type { Film } from './film.js';
import { jobsOf, waysOf } from './filmedJobs.js';
import { notesOf } from './notes.js';
import { Sound } from './sound.js';

/** How many frames a film has at most: of a longer run only every second moment is kept, or every third, and so on. */
export const framesAtMost = 4000;

/** Films a run: makes its array again, repeats what was done to it, and looks at it after each input, and at each moment between at
 * which something happened.
 * @param moments by their number of events: they are looked at in any case
 * @throws BadInputError for a trace that does not begin at the array's beginning, or of another release of arraysim
 */
export function filmOf({ header, entries }: Trace, moments: readonly number[] = [], most: number = framesAtMost): Film {
  const array = createArray({ ...beginningOf(header), trace: false });
  const takes = [...takesOf(entries)];
  const all = takes.reduce((sum, { times }) => sum + times.length + 1, 0);
  const every = Math.max(1, Math.ceil(all / most));
  const wanted = new Set(moments);
  const camera = new Camera(array);
  const sound = new Sound();
  let moment = 0;
  const look = (events: number, isLast: boolean) => {
    moment++;
    if (moment % every === 0 || isLast || wanted.has(events)) camera.look(events);
  };
  for (const [at, { input, times, events }] of takes.entries()) {
    const beganMs = array.now;
    for (const { atMs, events: until } of times) {
      array.advance(atMs - array.now);
      look(until, false);
    }
    const passed = array.now - beganMs;
    sound.hear(input, redo(array, input.do === 'advance' ? { ...input, ms: input.ms - passed } : input));
    look(events, at === takes.length - 1);
  }
  const jobs = jobsOf(entries, camera.jobs, camera.names);
  return {
    startsAt: array.startsAt.toISOString(),
    endMs: array.now,
    events: entries.length,
    every,
    frames: camera.frames,
    calls: sound.callsOf(entries),
    jobs,
    notes: notesOf(entries, camera.names),
    names: camera.names,
    jobWays: waysOf(jobs),
    folded: null,
  };
}

/** An input, the moments at which something happened before it was over, and how many events there were then. */
interface Take {
  readonly input: Input;
  readonly times: readonly { readonly atMs: number; readonly events: number }[];
  readonly events: number;
}

function* takesOf(entries: readonly TraceEntry[]): Generator<Take> {
  const inputs = [...inputsOf(entries)];
  for (const [at, { number, input }] of inputs.entries()) {
    const next = inputs[at + 1]?.number ?? entries.length + 1;
    const passes = input.do === 'advance' || input.do === 'settle';
    yield { input, times: passes ? timesIn(entries.slice(number - 1, next - 1)) : [], events: next - 1 };
  }
}

/** The moments of events after the first, which is the input itself. */
function timesIn([first, ...rest]: readonly TraceEntry[]): Take['times'] {
  const times = new Map<number, number>();
  for (const { event, number } of rest) if (event.atMs > (first?.event.atMs ?? 0)) times.set(event.atMs, number);
  return [...times].map(([atMs, events]) => ({ atMs, events }));
}
