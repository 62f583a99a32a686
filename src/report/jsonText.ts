import type { ScenarioResult } from '../scenario/result.js';
import { reachedCodes } from './reachedCodes.js';
import { summaryOf } from './summary.js';

/** All runs as one JSON document; of each trace only its hash and length. */
export function resultsJson(results: readonly ScenarioResult[]): string {
  const scenarios = results.map(({ trace, ...result }) => {
    const { header, entries, hash } = trace;
    return {
      ...result,
      asExpected: result.failures.length === 0,
      trace: { hash, events: header.dropped + entries.length },
    };
  });
  return jsonText({ summary: summaryOf(results), codes: reachedCodes(results), scenarios });
}

/** Indented JSON with an end of line; a bigint becomes the string of its digits. */
export function jsonText(value: unknown): string {
  return `${JSON.stringify(value, (_key, part: unknown) => (typeof part === 'bigint' ? part.toString() : part), 2)}\n`;
}
