import { onOneLine } from '../../conformance/failures/literal.js';
import type { RunStep } from '../../conformance/run/steps.js';
import type { Action, CloneArguments } from '../../conformance/subject/driver.js';

/** A step of a run in words: `clone db as 'copy' into gold`. */
export function runStepText(step: RunStep): string {
  switch (step.do) {
    case 'clone':
      return `clone ${callText(step.with)}`;
    case 'overlap':
      return `at once, taking turns ${step.order.join(' ')}: ${step.calls.map((call) => ('do' in call ? actionText(call) : `clone ${callText(call)}`)).join('; ')}`;
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

/** Calls of the method in a run. */
export function callsIn(steps: readonly RunStep[]): number {
  return steps.reduce(
    (sum, step) =>
      sum + (step.do === 'clone' ? 1 : step.do === 'overlap' || step.do === 'probe' ? step.calls.length : 0),
    0,
  );
}

function callText({ on, ElementName, TargetPool, username, password, caller }: CloneArguments): string {
  const parts = [
    on,
    ElementName === undefined ? '' : `as '${ElementName}'`,
    TargetPool === undefined ? '' : `into ${TargetPool}`,
    username === undefined ? '' : `with user '${username}'`,
    password === undefined ? '' : 'and a password',
    caller === undefined ? '' : `by ${caller}`,
  ];
  return parts.filter((part) => part !== '').join(' ');
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
