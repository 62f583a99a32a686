import { methodNames } from '../../vocabulary/methods/index.js';
import { modelOf } from '../model/methods/index.js';
import type { Shrinking } from '../report.js';
import type { Recorded, RunStep } from '../run/steps.js';
import type { Call } from '../subject/call.js';
import type { MaybePromise } from '../subject/driver.js';

/** Does a run: what is seen, if it still shows what is looked for. */
type Shows<Seen extends Asked> = (run: Recorded) => Promise<Seen | undefined>;

interface Asked {
  /** How many calls had been made before each step. */
  readonly asked: readonly number[];
}

/** Why nothing more is tried: the time or the budget is used up. */
type Stop = Extract<Shrinking['ended'], 'budget' | 'time'>;

interface Shrunk<Seen> extends Shrinking {
  readonly run: Recorded;
  /** What was seen when it was done; undefined when it was not, or did not show what is looked for. */
  readonly seen: Seen | undefined;
}

function never(): null {
  return null;
}

/** A subject that lives in real time may need more than one try to show the same again. */
const mostTries = 3;

/** The shortest run that could be found to show the same: whole spans of steps are left out first, then single ones, then what
 * the steps that stay ask for is made simpler. Only recorded values are used, so nothing depends on how they were drawn.
 * @param stop asked before each run that is tried, with how many were: why no more are to be; null to go on
 */
export async function shrunk<Seen extends Asked>(
  run: Recorded,
  shows: Shows<Seen>,
  stop: (runs: number) => MaybePromise<Stop | null> = never,
): Promise<Shrunk<Seen>> {
  let best = run;
  let seen: Seen | undefined;
  let runs = 0;
  let stopped: Stop | null = null;
  const tried = async (candidate: Recorded): Promise<boolean> => {
    stopped ??= await stop(runs);
    if (stopped !== null) return false;
    runs++;
    const found = await shows(candidate);
    if (found === undefined) return false;
    best = candidate;
    seen = found;
    return true;
  };
  /** Puts `instead` in the place of `size` steps; what comes after them names the same elements as before. */
  const attempt = (at: number, size: number, instead?: RunStep): Promise<boolean> => {
    const before = seen?.asked ?? [];
    const asked = before[at + size] ?? 0;
    const fewer = instead === undefined ? asked - (before[at] ?? 0) : callsOf(best.steps[at]) - callsOf(instead);
    const kept = instead === undefined ? [] : [instead];
    const rest = renumbered(best.steps.slice(at + size), asked, fewer);
    return tried({ ...best, steps: [...best.steps.slice(0, at), ...kept, ...rest] });
  };
  for (let tries = 0; tries < mostTries && seen === undefined; tries++) await tried(run);
  if (seen === undefined) return { run, seen, ended: stopped ?? 'not-again', runs };
  for (let size = Math.ceil(best.steps.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let at = 0; at < best.steps.length && stopped === null; ) {
      if (!(await attempt(at, size))) at += size;
      else if (size > 1) at = 0;
    }
  }
  for (let at = 0; at < best.steps.length; at++) {
    const step = best.steps[at];
    for (const simpler of step === undefined ? [] : simplerThan(step)) if (await attempt(at, 1, simpler)) break;
  }
  return { run: best, seen, ended: stopped ?? 'shortest', runs };
}

/** The steps when there are fewer calls before them: what those after the first `asked` made has lower numbers then. */
function renumbered(steps: readonly RunStep[], asked: number, fewer: number): readonly RunStep[] {
  if (fewer === 0) return steps;
  const lower = (name: string) =>
    name.replace(madeName, (same, kind, number) => (number > asked ? `${kind}${number - fewer}` : same));
  const text = JSON.stringify(steps);
  return JSON.parse(text, (key, value) => (typeof value === 'string' && key !== 'ElementName' ? lower(value) : value));
}

/** What runs call that a call has made. */
const madeName = new RegExp(
  `^(${['job', ...methodNames.flatMap((name) => modelOf(name).makes?.called ?? [])].join('|')})(\\d+)$`,
);

function callsOf(step: RunStep | undefined): number {
  if (step?.do === 'call') return 1;
  return step?.do === 'overlap' ? step.calls.length : 0;
}

/** Ways to ask for less, the simplest first. */
function simplerThan(step: RunStep): RunStep[] {
  switch (step.do) {
    case 'call': {
      const { caller, ...call } = step;
      const less = Object.keys(step.with).map((key) => {
        const { [key]: _, ...others } = step.with;
        return { ...step, with: others };
      });
      return [{ ...call, with: {} }, ...(caller === undefined ? [] : [call]), ...less];
    }
    case 'advance':
      return [1, 100, 1000].filter((ms) => ms < step.ms).map((ms) => ({ ...step, ms }));
    case 'overlap':
      return step.calls.length > 2
        ? [{ ...step, calls: step.calls.slice(0, 2), order: step.order.map((n) => n % 2) }]
        : [];
    case 'arm': {
      if (typeof step.plan === 'string') return [];
      const { faults } = step.plan;
      return faults.length < 2 ? [] : faults.map((fault) => ({ do: 'arm', plan: { version: 1, faults: [fault] } }));
    }
    case 'probe':
      return [
        { ...step, number: 0, calls: step.calls.map(bare) },
        { ...step, calls: step.calls.map(bare) },
        { ...step, number: 0 },
        { ...step, number: step.number % 2 },
      ];
    default:
      return [];
  }
}

/** A call that gives nothing. */
function bare({ method, on }: Call): Call {
  return { method, on, with: {} };
}
