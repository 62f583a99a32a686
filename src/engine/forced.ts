import type { ForcedOutcome } from '../store/settings.js';
import type { World } from '../store/world.js';
import { badInput } from '../vocabulary/badInput.js';
import { type Step, steps } from '../vocabulary/steps.js';
import { type Engine, operationOf } from './parts.js';

/** Takes one use of a forced outcome that is due here, and returns the row that it stands for.
 *
 * A forced outcome has the place of its code in the step's table; which row that is, `rowOf` says.
 */
export function takeForced<Row>(
  world: World,
  at: ForcedOutcome['at'],
  rowOf: (code: number | null) => Row | undefined,
): Row | undefined {
  const { forced } = world.settings;
  for (const [index, outcome] of forced.entries()) {
    if (outcome.at !== at) continue;
    const row = rowOf(outcome.code);
    if (row === undefined) continue;
    const used = { ...outcome, times: outcome.times - 1 };
    const others = forced.filter((_, other) => other !== index);
    const left = used.times === 0 ? others : [...forced.slice(0, index), used, ...forced.slice(index + 1)];
    world.settings = { ...world.settings, forced: left };
    return row;
  }
  return undefined;
}

/** The row that a forced code stands for, if its place is before another's: the row of that code that can only be forced,
 * where there is one, else the first.
 */
export function rowOfCode<Row extends { readonly code: number; readonly natural: boolean }>(
  rows: readonly Row[],
  code: number | null,
  before: number,
): Row | undefined {
  const forcedOnly = rows.findIndex((row) => row.code === code && !row.natural);
  const at = forcedOnly === -1 ? rows.findIndex((row) => row.code === code) : forcedOnly;
  return at < before ? rows[at] : undefined;
}

/** @throws BadInputError for an outcome that the step does not have */
export function checkForced(
  engine: Engine,
  world: World,
  at: Step | 'jobEnd',
  code: number | 'lost',
  times: number,
): void {
  const places = [...steps, 'jobEnd'];
  if (!places.includes(at))
    badInput({ field: 'failAt.at', value: at, expected: `one of ${places.join(', ')}`, among: places });
  if (!Number.isSafeInteger(times) || times < 1)
    badInput({ field: 'failAt.times', value: times, expected: 'a whole number of at least 1' });
  const { checks, settle } = operationOf(engine, world);
  const rows: readonly { readonly code: number }[] = at === 'jobEnd' ? settle : (checks[steps.indexOf(at)] ?? []);
  const codes: (number | 'lost')[] = at === 'serviceReply' ? ['lost'] : [...new Set(rows.map((row) => row.code))];
  if (!codes.includes(code))
    badInput({ field: 'failAt.code', value: code, expected: `an outcome of ${at}: ${codes.join(', ')}` });
}

/** Puts an outcome among those that are forced. */
export function force(world: World, at: Step | 'jobEnd', code: number | 'lost', times: number): void {
  const outcome = { at, code: code === 'lost' ? null : code, times };
  world.settings = { ...world.settings, forced: [...world.settings.forced, outcome] };
  world.revision++;
}
