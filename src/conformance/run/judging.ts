import type { CoverageCounts } from '../checks/coverage.js';
import { isSuccess } from '../checks/replyClaims.js';
import type { Verdicts } from '../checks/verdicts.js';
import type { Judgement } from '../model/judge.js';
import type { Look } from '../model/look.js';
import type { Names } from '../model/methods/method.js';
import { isOver, jobCompleted, type ModelState } from '../model/state.js';
import type { Action, ActionName } from '../subject/action.js';
import type { Advertised } from '../subject/advertised.js';
import { isNoReply, type NoReply, type Reply } from '../subject/call.js';
import type { Probe } from './probe.js';
import type { TimeBudget } from './timeBudget.js';

/** How often an action was tried, and how often the subject did not do it. */
export interface Attempts {
  tried: number;
  refused: number;
}

/** What a run is held against, and where it is counted. */
export interface Judging {
  readonly verdicts: Verdicts;
  readonly coverageCounts: CoverageCounts;
  readonly probes: readonly Probe[];
  /** Replies that did not come, in one row over all runs. */
  readonly silences: { inARow: number };
  /** Calls that were judged over all runs, those of runs that were repeated to compare them among them. */
  readonly made: { calls: number };
  /** What was tried to be done to the subject. */
  readonly actions: Map<ActionName, Attempts>;
  /** What the runs may take; as long as they like when left out. */
  readonly time?: TimeBudget;
}

/** Counts what was tried to be done to the subject. */
export function countAction({ actions }: Judging, action: Action, done: boolean): void {
  const attempts = actions.get(action.do) ?? { tried: 0, refused: 0 };
  attempts.tried++;
  if (!done) attempts.refused++;
  actions.set(action.do, attempts);
}

/** What came of a call or an action, in a line.
 * @param names of what a success names
 */
export function answerText(reply: Reply | NoReply | boolean, names?: Names): string {
  if (typeof reply === 'boolean') return reply ? 'done' : 'refused';
  if (isNoReply(reply)) return `no reply (${reply.noReply})`;
  const { ReturnValue: code, ExtendedStatus: status, Job: job } = reply;
  if (isSuccess(reply)) {
    const named = [names?.made ?? null, job === null ? null : (names?.job ?? null)].filter((name) => name !== null);
    return named.length === 0 ? `${code}` : `${code}: ${named.join(', ')}`;
  }
  const message = status?.SMMessage;
  return typeof message === 'string' && message !== '' ? `${code}: ${message}` : `${code}`;
}

/** Whether the only reason to refuse is that something is short, and the code says so. */
export function isShort({ certain }: Judgement, code: number): boolean {
  return (
    certain.length > 0 &&
    certain.every(
      ({ property, codes }) => (property === 'SHORTAGE-TIGHT' || property === 'CAP-LIMIT') && codes.includes(code),
    )
  );
}

/** For what holds: nobody asks for the message. */
function nothing(): string {
  return '';
}

/** That these properties had something to judge in a look, and hold: each is counted where what it is about was there.
 * @param state what the subject was taken to be before the look
 */
export function countLook(
  verdicts: Verdicts,
  { jobs, volumes: seen }: Look,
  { pools, volumes }: ModelState,
  { allocation, clones }: Advertised,
): void {
  const names: string[] = [];
  for (const { lastChange } of Object.values(pools)) names.push(...(judgedBy[lastChange] ?? []));
  const all = Object.values(volumes);
  if (all.some(({ shown }) => shown)) names.push('MONOTONE-READ');
  if (all.some(({ madeBy }) => madeBy !== null)) names.push('SOURCE-FROZEN', 'READ-YOUR-WRITES');
  for (const { jobState, target } of jobs.values()) {
    if (target === null || !seen.has(target)) continue;
    if (jobState === jobCompleted) names.push('JOB-RESULT');
    else if (!isOver(jobState)) names.push('NO-HALF-CLONE', 'RESERVE');
  }
  const unknown = [
    ...(allocation.kind === 'unknown' ? ['CHARGE', 'REFUND'] : []),
    ...(clones.targetUsable === 'unknown' ? ['NO-HALF-CLONE'] : []),
  ];
  for (const name of new Set(names)) if (!unknown.includes(name)) verdicts.demand(name, true, nothing);
}

/** What a look judges of a pool, by what changed it last. */
const judgedBy: Readonly<Record<string, readonly string[]>> = {
  accepted: ['CHARGE'],
  refused: ['ERR-ATOMIC'],
  refund: ['REFUND', 'READ-YOUR-WRITES'],
};

/** Whether an answer is that no reply came. */
export function isLost(reply: Reply | NoReply | boolean | undefined): boolean {
  return typeof reply === 'object' && isNoReply(reply);
}
