import { judge } from '../model/judge.js';
import { modelOf, modelsFor } from '../model/methods/index.js';
import { needOf } from '../model/room.js';
import { deletionOf } from '../probes/deleting.js';
import type { Run } from '../run/run.js';
import type { Action } from '../subject/action.js';
import type { Call } from '../subject/call.js';

/** Calls that are in flight at once, and what they are a case of. */
export interface CallSet {
  readonly calls: readonly (Call | Action)[];
  /** The property that says that an order explains the answers. */
  readonly property: 'LINEARIZABLE' | 'DELETE-RACE';
}

/** All sets of so many calls, also of equal ones: of all that change something as a careful client would, where there are two; of clones
 * and the deletion of what they are made of, where there are more, or in a world of more clones.
 */
export function callSets(run: Run, size: number, isFresh: boolean): CallSet[] {
  const clones = callsOf(run, 'CreateClone');
  const [clone] = clones;
  if (clone === undefined) return [];
  const deletion = deletionOf(run, clone.on);
  const all = isFresh && size <= 2 ? modelsFor(run.advertised).flatMap(({ method }) => callsOf(run, method)) : clones;
  const deletes = (call: Call | Action) => JSON.stringify(call) === JSON.stringify(deletion);
  const copies = (call: Call | Action) => !('do' in call) && call.method === 'CreateClone' && call.on === clone.on;
  return multisets(distinct([...all, deletion]), size).map((calls) => ({
    calls,
    property: calls.some(deletes) && calls.some(copies) ? 'DELETE-RACE' : 'LINEARIZABLE',
  }));
}

/** Careful calls of a method, and one that is in others' way; none of one that only asks. */
function callsOf(run: Run, method: Call['method']): Call[] {
  const model = modelOf(method);
  const calls = [
    model.careful(run, 0, 0),
    ...(method === 'CreateClone' ? [model.race?.(run, 0, 1), model.careful(run, 0, intoSecondPool)] : []),
  ];
  return calls.filter((call) => {
    if (call === undefined) return false;
    const { input } = judge(run.advertised, run.state, call, undefined);
    return model.unanswered(input, run.state, false).length > 0;
  }) as Call[]; // those that are left
}

/** What has a careful clone name the second pool. */
const intoSecondPool = 10;

/** What clones of one source that race for one pool take of it, each; null where something else is among the calls, where they take
 * nothing, and where that is not known.
 */
export async function raceFor(
  run: Run,
  { calls }: CallSet,
): Promise<{ readonly pool: string; readonly need: number } | null> {
  const [first] = calls;
  if (first === undefined || 'do' in first || first.method !== 'CreateClone') return null;
  const { poolOf } = modelOf(first.method);
  const source = run.state.volumes[first.on];
  const pool = poolOf(first, source);
  if (source === undefined || pool === null) return null;
  const isAlike = (call: Call | Action) =>
    !('do' in call) && call.method === first.method && call.on === first.on && poolOf(call, source) === pool;
  if (!calls.every(isAlike)) return null;
  const seen = await run.driver.observe({ kind: 'volume', id: run.symbols.id(first.on) });
  const need = needOf(run.advertised, source, pool, seen?.allocated);
  return need === null || need === 0 ? null : { pool, need };
}

function multisets<Item>(items: readonly Item[], size: number): Item[][] {
  if (size === 0) return [[]];
  return items.flatMap((item, at) => multisets(items.slice(at), size - 1).map((rest) => [item, ...rest]));
}

function distinct<Item>(items: readonly Item[]): Item[] {
  const known = new Map(items.map((item) => [JSON.stringify(item), item]));
  return [...known.values()];
}
