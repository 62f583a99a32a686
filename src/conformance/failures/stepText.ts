import type { InnerStep, RunStep, ToldRun } from '../run/steps.js';
import type { Action } from '../subject/action.js';
import type { Call } from '../subject/call.js';
import { onOneLine } from './literal.js';

/** A step of a run in words: `Delete of db`. */
export function runStepText(step: RunStep): string {
  switch (step.do) {
    case 'call':
      return callText(step);
    case 'overlap':
      return `at once, taking turns ${turnsText(step.order)}: ${step.calls.map((call) => ('do' in call ? actionText(call) : callText(call))).join('; ')}`;
    case 'act':
      return actionText(step.action);
    case 'advance':
      return `let ${step.ms} ms pass`;
    case 'settle':
      return 'wait for all jobs';
    case 'look':
      return 'look at everything';
    case 'arm':
      return `arm ${typeof step.plan === 'string' ? step.plan : onOneLine(step.plan)}`;
    case 'heal':
      return 'heal all faults';
    case 'probe':
      return [
        `probe ${step.property}`,
        // What the number chooses is the probe's own business: what it did stands below.
        ...(step.number === 0 ? [] : [`variant ${step.number}`]),
        ...(step.calls.length === 0 ? [] : [`with ${step.calls.map(callText).join('; ')}`]),
      ].join(', ');
  }
}

/** Whose turn it is, one after the other; what comes again and again, once. */
function turnsText(order: readonly number[]): string {
  const isPeriod = (length: number) => order.every((turn, at) => turn === order[at % length]);
  const period = order.findIndex((_, at) => at > 0 && 2 * at <= order.length && isPeriod(at));
  return period === -1 ? order.join(' ') : `${order.slice(0, period).join(' ')} again and again`;
}

/** Calls in a run, those among them that its probes made of their own. */
export function callsIn({ run: { steps }, inside }: Pick<ToldRun, 'run' | 'inside'>): number {
  const counted = (step: RunStep) =>
    step.do === 'call' ? 1 : step.do === 'overlap' || step.do === 'probe' ? step.calls.length : 0;
  const inStep = (step: RunStep, inner: readonly InnerStep[] = []): number =>
    inner.length === 0 ? counted(step) : inner.reduce((sum, one) => sum + counted(one.step), 0);
  return steps.reduce((sum, step, at) => sum + inStep(step, inside[at]), 0);
}

/** What a probe did of its own, in words: waits and looks that follow each other on one line, and not all of very much. */
export function innerTexts(inner: readonly InnerStep[]): { readonly what: string; readonly answer: string }[] {
  const told: { what: string; answer: string; times: number }[] = [];
  for (const { step, answer, where = '' } of inner) {
    const what = `${where === '' ? '' : `${where}: `}${runStepText(step)}`;
    const last = told.at(-1);
    if (isWaiting(step) && last?.what === what) last.times++;
    else told.push({ what, answer, times: 1 });
  }
  const lines = told.map(({ what, answer, times }) => ({
    what: times === 1 ? what : `${what}, ${times} times`,
    answer,
  }));
  if (lines.length <= mostLines) return lines;
  const half = mostLines / 2;
  return [...lines.slice(0, half), { what: `${lines.length - mostLines} more`, answer: '' }, ...lines.slice(-half)];
}

function isWaiting(step: RunStep): boolean {
  return step.do === 'advance' || step.do === 'look';
}

const mostLines = 24;

function callText({ method, on, with: given, caller }: Call): string {
  const parts = Object.entries(given).map(([name, value]) =>
    // A password is nobody's business.
    name === 'password' ? 'a password' : `${name} ${typeof value === 'string' ? `'${value}'` : value}`,
  );
  const by = caller === undefined ? '' : ` by ${caller}`;
  return `${method} of ${on}${parts.length === 0 ? '' : ` with ${parts.join(', ')}`}${by}`;
}

function actionText(action: Action): string {
  switch (action.do) {
    case 'delete':
      return `delete ${action.volume}`;
    case 'write':
      return `write '${action.tag}' to ${action.volume}, ${action.length} B at ${action.offset}`;
    case 'control':
      return `${action.control} ${action.job}`;
    case 'leaveFree':
      return `leave ${action.bytes} B of ${action.pool} free`;
    case 'setState':
      return `set ${action.element} ${action.state}`;
    case 'load':
      return action.busy ? `have hosts keep ${action.pool} busy` : `have hosts leave ${action.pool} alone`;
    case 'setLink':
      return `set the replication link ${action.state}`;
    case 'disturb':
      return action.trouble === null ? 'end the trouble' : `have the trouble '${action.trouble}'`;
  }
}
