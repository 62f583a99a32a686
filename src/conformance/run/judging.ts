import type { CoverageCounts } from '../checks/coverage.js';
import type { Verdicts } from '../checks/verdicts.js';
import type { Judgement } from '../model/judge.js';
import type { Look } from '../model/look.js';
import type { ModelState } from '../model/state.js';
import { isNoReply, type NoReply, type Reply } from '../subject/call.js';
import type { Probe } from './probe.js';

/** What a run is held against, and where it is counted. */
export interface Judging {
  readonly verdicts: Verdicts;
  readonly coverageCounts: CoverageCounts;
  readonly probes: readonly Probe[];
  /** Replies that did not come, in one row over all runs. */
  readonly silences: { inARow: number };
  /** Calls that were judged over all runs, those of runs that were repeated to compare them among them. */
  readonly made: { calls: number };
}

/** What came of a call or an action, in a line. */
export function answerText(reply: Reply | NoReply | boolean): string {
  if (typeof reply === 'boolean') return reply ? 'done' : 'refused';
  if (isNoReply(reply)) return `no reply (${reply.noReply})`;
  const { ReturnValue: code, ExtendedStatus: status } = reply;
  const message = status?.SMMessage;
  return typeof message === 'string' && message !== '' ? `${code}: ${message}` : `${code}`;
}

/** Whether the only reason to refuse is that something is short. */
export function isShort({ certain }: Judgement): boolean {
  return (
    certain.length > 0 && certain.every(({ property }) => property === 'SHORTAGE-TIGHT' || property === 'CAP-LIMIT')
  );
}

/** For what holds: nobody asks for the message. */
function nothing(): string {
  return '';
}

/** That these properties had something to judge in a look, and hold. */
export function countLook(verdicts: Verdicts, { jobs }: Look, { pools, volumes }: ModelState): void {
  const names = ['ERR-ATOMIC', 'CHARGE', 'SOURCE-FROZEN', 'RESERVE', 'READ-YOUR-WRITES'];
  if (Object.values(pools).some(({ lastChange }) => lastChange === 'refund')) names.push('REFUND');
  if (Object.values(volumes).some(({ shown, madeOf }) => shown && madeOf !== null)) names.push('MONOTONE-READ');
  if (jobs.size > 0) names.push('NO-HALF-CLONE', 'JOB-RESULT');
  for (const name of names) verdicts.demand(name, true, nothing);
}

/** Whether an answer is that no reply came. */
export function isLost(reply: Reply | NoReply | boolean | undefined): boolean {
  return typeof reply === 'object' && isNoReply(reply);
}
