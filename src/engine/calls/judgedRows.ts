import type { CompiledRow } from '../../operations/compile.js';
import type { CallFacts } from '../../operations/facts/call.js';
import type { CallFault } from '../../store/faultState.js';

/** Whether a row applies to a call, and why. */
export interface JudgedRow {
  readonly applies: boolean;
  /** In a sentence, with the numbers that are there. */
  readonly why: string;
}

/** Judges a row by itself, whatever the rows before it say. */
export function judgedRow(row: CompiledRow, facts: CallFacts, fault: CallFault | null): JudgedRow {
  if (fault !== null && row.whenFault?.(fault, facts)) return { applies: true, why: `fault '${fault.fault}'` };
  if (!row.natural) return { applies: false, why: 'only a fault leads here' };
  const hasSystem = row.whenSystem?.(facts) !== false;
  const hasElements = hasSystem && row.whenElements?.(facts) !== false;
  const applies = hasElements && row.when?.(facts) !== false;
  if (applies) return { applies, why: row.message?.(facts) || row.cause };
  if (!hasSystem) return { applies, why: `not on this system: ${row.cause}` };
  const numbers = hasElements && row.counts ? row.message?.(facts) : '';
  return { applies, why: numbers || `not so: ${row.cause}` };
}
