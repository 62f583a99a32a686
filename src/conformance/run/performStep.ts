import type { Run } from './run.js';
import type { RunStep } from './steps.js';

/** Does a step as it was written down. */
export function performStep(run: Run, step: RunStep): Promise<unknown> {
  switch (step.do) {
    case 'call': {
      const { do: _, ...call } = step;
      return run.call(call);
    }
    case 'overlap':
      return run.overlap(step.calls, step.order);
    case 'act':
      return run.act(step.action);
    case 'advance':
      return run.advance(step.ms);
    case 'settle':
      return run.settle();
    case 'arm':
      return run.arm(step.plan);
    case 'heal':
      return run.heal();
    case 'look':
      return run.look();
    case 'probe':
      return run.probe(step);
  }
}
