import type { ForcedCode } from '../../faults/readCode.js';
import { type ApplicableRows, ApplicableRowsCache } from '../../operations/applicableRows.js';
import { firstThatHolds, numberOf, rowAskedFor } from '../../operations/compile.js';
import { type CallFacts, lookAtCall } from '../../operations/facts/call.js';
import type { CallRow } from '../../store/callRow.js';
import type { Configuration } from '../../store/configuration.js';
import type { World } from '../../store/world.js';
import { methodNames } from '../../vocabulary/methods/index.js';
import { none } from '../../vocabulary/units/ids.js';
import type { Engine } from '../components.js';
import type { Call } from './call.js';
import { hasEffect } from './effects.js';

/** The rows that can apply to a call; what is known of the settings is kept while they stay. */
export function applicableRows(engine: Engine, world: World, call: Call, facts: CallFacts): ApplicableRows {
  const { latest } = engine;
  const cache =
    latest !== undefined && latest.settings === world.settings && latest.operation === call.operation
      ? latest.cache
      : cacheOf(engine, world, call, facts);
  return cache.rowsFor(facts);
}

function cacheOf(
  engine: Engine,
  { settings, configuration }: World,
  call: Call,
  facts: CallFacts,
): ApplicableRowsCache {
  const { operation, row } = call;
  const fresh = () => new ApplicableRowsCache(operation, facts, (step) => hasEffect(operation, step));
  // What is not modelled has no place among the methods, and is called seldom.
  if (row.method === none) return fresh();
  let byMethod = engine.applicableRows.get(settings);
  if (byMethod === undefined) {
    byMethod = methodNames.map(() => undefined);
    engine.applicableRows.set(settings, byMethod);
  }
  const cache = byMethod[row.method] ?? recentOrFresh(engine, configuration, row.method, facts, fresh);
  byMethod[row.method] = cache;
  engine.latest = { settings, operation, cache };
  return cache;
}

/** As many as tests switch to and fro between. */
const recentKept = 4;

/** What was found under other settings of the same array, where it holds still: most changes are about what a method's rows do not
 * ask.
 */
function recentOrFresh(
  engine: Engine,
  configuration: Configuration,
  method: number,
  facts: CallFacts,
  fresh: () => ApplicableRowsCache,
): ApplicableRowsCache {
  const byMethod = engine.recentRows.get(configuration) ?? methodNames.map(() => []);
  engine.recentRows.set(configuration, byMethod);
  const recent = byMethod[method] ?? [];
  for (const [at, cache] of recent.entries()) {
    const found = cache.under(facts);
    if (found === undefined) continue;
    recent[at] = found;
    return found;
  }
  const made = fresh();
  byMethod[method] = [made, ...recent].slice(0, recentKept);
  return made;
}

/** The place of the row that applies to a call's step by itself; -1 when none does. */
export function verdictOf(row: CallRow, facts: CallFacts, { steps }: ApplicableRows): number {
  const rows = steps[row.step];
  return rows === undefined ? -1 : firstThatHolds(rows, facts);
}

/** The next step at which anything may happen to a call. */
export function nextStep({ faults }: World, from: number, { next }: ApplicableRows): number {
  const last = next[from] ?? from;
  if (faults === undefined) return last;
  // What is in force may be felt at any step: slow lines are, and the wait for an end.
  if (faults.changes.length > 0) return from;
  const { listens } = faults.planState;
  let step = from;
  while (step < last && !listens[step]) step++;
  return step;
}

/** Whether a code would decide the step that a call is at: none of the rows before it applies. */
export function decides(engine: Engine, world: World, call: Call, code: ForcedCode): boolean {
  const { row, operation } = call;
  const number = numberOf(operation, code);
  const facts = lookAtCall(world, call, engine.charging);
  const verdict = verdictOf(row, facts, applicableRows(engine, world, call, facts));
  const rows = operation.rows[row.step] ?? [];
  return rowAskedFor(rows, number, code.outcome, verdict === -1 ? rows.length : verdict) !== undefined;
}
