import type { Effect } from '../../faults/effect.js';
import { type CompiledOperation, numberOf, rowAskedFor } from '../../operations/compile.js';
import type { CallFacts } from '../../operations/facts/call.js';
import { type CallFault, noCallFault } from '../../store/faultState.js';
import type { World } from '../../store/world.js';

/** Whether a method has an answer for an effect at a step, by its index in `steps`. True of effects that answer nothing. */
export function admits(operation: CompiledOperation, { configuration }: World, step: number, effect: Effect): boolean {
  const rows = operation.rows[step] ?? [];
  const leads = (part: Partial<CallFault>) => {
    const injected = { ...noCallFault(step), ...part };
    // Of all the facts of a call, what an injected fault leads to depends on the system's alone.
    const facts = { configuration } as CallFacts;
    return rows.some((row) => row.whenFault?.(injected, facts) === true);
  };
  switch (effect.kind) {
    case 'return':
    case 'partial':
      return rowAskedFor(rows, numberOf(operation, effect), effect.outcome) !== undefined;
    case 'deny':
      return leads({ denied: true });
    case 'badCredential':
      return leads({ badCredential: true });
    default:
      return true;
  }
}
