import { onOneLine } from '../../conformance/failures/literal.js';
import type { RunStep } from '../../conformance/run/steps.js';
import type { Action } from '../../conformance/subject/action.js';
import type { Call } from '../../conformance/subject/call.js';

/** A step of a run in words: `Delete of db`. */
export function runStepText(step: RunStep): string {
  switch (step.do) {
    case 'call':
      return callText(step);
    case 'overlap':
      return `at once, taking turns ${step.order.join(' ')}: ${step.calls.map((call) => ('do' in call ? actionText(call) : callText(call))).join('; ')}`;
    case 'act':
      return actionText(step.action);
    case 'advance':
      return `let ${step.ms} ms pass`;
    case 'look':
      return 'look at everything';
    case 'arm':
      return `arm ${typeof step.plan === 'string' ? step.plan : onOneLine(step.plan)}`;
    case 'heal':
      return 'heal all faults';
    case 'probe':
      return `probe ${step.property}${step.calls.length === 0 ? '' : ` with ${step.calls.map(callText).join('; ')}`} (${step.number})`;
  }
}

/** Calls in a run. */
export function callsIn(steps: readonly RunStep[]): number {
  return steps.reduce(
    (sum, step) =>
      sum + (step.do === 'call' ? 1 : step.do === 'overlap' || step.do === 'probe' ? step.calls.length : 0),
    0,
  );
}

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
  }
}
