import type { ConformanceReport, SkipReason, Verdict } from '../../conformance/report.js';

/** How many properties came to which verdict. */
interface ConformanceSummary extends Readonly<Record<Verdict, number>> {
  /** Those that were skipped, by the reason. */
  readonly skippedFor: Readonly<Partial<Record<SkipReason, number>>>;
  readonly callsPerSecond: number;
  /** What a judged call takes, with the looks around it and its share of all else: to a tenth. */
  readonly requestsPerCall: number;
}

export function conformanceSummary({ properties, calls, requests, elapsedMs }: ConformanceReport): ConformanceSummary {
  const count = (verdict: Verdict) => properties.filter((one) => one.verdict === verdict).length;
  const reasons = properties.flatMap(({ skipped }) => (skipped === null ? [] : [skipped.reason]));
  const skippedFor: Partial<Record<SkipReason, number>> = {};
  for (const reason of reasons) skippedFor[reason] = (skippedFor[reason] ?? 0) + 1;
  return {
    pass: count('pass'),
    fail: count('fail'),
    warn: count('warn'),
    skip: count('skip'),
    skippedFor,
    callsPerSecond: Math.round((calls / Math.max(1, elapsedMs)) * 1000),
    requestsPerCall: Math.round((requests / Math.max(1, calls)) * 10) / 10,
  };
}

/** `4,021`; `1 call`, `2 calls` with a word. */
export function counted(count: number, word?: string): string {
  const digits = count.toLocaleString('en-US');
  return word === undefined ? digits : `${digits} ${word}${count === 1 ? '' : 's'}`;
}

/** The middle one; null of none. */
export function median(numbers: readonly number[]): number | null {
  const sorted = numbers.toSorted((one, other) => one - other);
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.floor((sorted.length - 1) / 2)];
  return upper === undefined || lower === undefined ? null : (lower + upper) / 2;
}
