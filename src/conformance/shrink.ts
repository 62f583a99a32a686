import type { Recorded, RunStep } from './steps.js';

/** Whether a run still shows what is looked for. */
export type Shows = (run: Recorded) => Promise<boolean>;

/** The shortest run that could be found to show the same: whole spans of steps are left out first, then single ones, then what
 * the steps that stay ask for is made simpler. Only recorded values are used, so nothing depends on how they were drawn.
 * @param most attempts
 */
export async function shrunk(run: Recorded, shows: Shows, most = 600): Promise<Recorded> {
  let best = run;
  let left = most;
  const attempt = async (steps: readonly RunStep[]): Promise<boolean> => {
    if (left-- <= 0) return false;
    const candidate = { ...best, steps };
    if (!(await shows(candidate))) return false;
    best = candidate;
    return true;
  };
  for (let size = Math.ceil(best.steps.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let at = 0; at < best.steps.length && left > 0; ) {
      const without = [...best.steps.slice(0, at), ...best.steps.slice(at + size)];
      if (!(await attempt(without))) at += size;
      else if (size > 1) at = 0;
    }
  }
  for (let at = 0; at < best.steps.length; at++) {
    const step = best.steps[at];
    for (const simpler of step === undefined ? [] : simplerThan(step))
      if (await attempt(best.steps.map((one, index) => (index === at ? simpler : one)))) break;
  }
  return best;
}

/** Ways to ask for less, the simplest first. */
function simplerThan(step: RunStep): RunStep[] {
  switch (step.do) {
    case 'clone': {
      const { on, ...rest } = step.with;
      const without = Object.keys(rest).map((key) => {
        const { [key as keyof typeof rest]: _, ...others } = rest;
        return { ...step, with: { on, ...others } };
      });
      return [{ ...step, with: { on } }, ...without];
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
    case 'try':
      return [
        { ...step, number: 0, calls: step.calls.map(({ on }) => ({ on })) },
        { ...step, calls: step.calls.map(({ on }) => ({ on })) },
        { ...step, number: 0 },
        { ...step, number: step.number % 2 },
      ];
    default:
      return [];
  }
}
