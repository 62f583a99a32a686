import { methodNames } from '../../vocabulary/methods/index.js';
import { modelOf } from '../model/methods/index.js';
import type { Recorded, RunStep } from '../run/steps.js';
import type { Call } from '../subject/call.js';

/** Does a run: how many calls had been made before each of its steps, if it still shows what is looked for. */
type Shows = (run: Recorded) => Promise<readonly number[] | undefined>;

interface Effort {
  /** Attempts. */
  readonly most?: number;
  /** Asked before each: then the shortest run so far has to do. */
  readonly isLate?: () => boolean;
}

function never(): boolean {
  return false;
}

/** The shortest run that could be found to show the same: whole spans of steps are left out first, then single ones, then what
 * the steps that stay ask for is made simpler. Only recorded values are used, so nothing depends on how they were drawn.
 */
export async function shrunk(
  run: Recorded,
  shows: Shows,
  { most = 600, isLate = never }: Effort = {},
): Promise<Recorded> {
  if (isLate()) return run;
  let best = run;
  let before = (await shows(run)) ?? [];
  let left = most;
  /** Puts `instead` in the place of `size` steps; what comes after them names the same elements as before. */
  const attempt = async (at: number, size: number, instead?: RunStep): Promise<boolean> => {
    if (left-- <= 0 || isLate()) return false;
    const asked = before[at + size] ?? 0;
    const fewer = instead === undefined ? asked - (before[at] ?? 0) : callsOf(best.steps[at]) - callsOf(instead);
    const kept = instead === undefined ? [] : [instead];
    const rest = renumbered(best.steps.slice(at + size), asked, fewer);
    const candidate = { ...best, steps: [...best.steps.slice(0, at), ...kept, ...rest] };
    const shown = await shows(candidate);
    if (shown === undefined) return false;
    best = candidate;
    before = shown;
    return true;
  };
  for (let size = Math.ceil(best.steps.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let at = 0; at < best.steps.length && left > 0; ) {
      if (!(await attempt(at, size))) at += size;
      else if (size > 1) at = 0;
    }
  }
  for (let at = 0; at < best.steps.length; at++) {
    const step = best.steps[at];
    for (const simpler of step === undefined ? [] : simplerThan(step)) if (await attempt(at, 1, simpler)) break;
  }
  return best;
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
