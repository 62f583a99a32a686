import { expect, test } from 'vitest';
import { replay } from '../../src/engine/history/replay.js';
import { readTraces, traceText } from '../../src/report/files/trace.js';
import { runScenario } from '../../src/scenario/perform/run.js';
import { loadScenarios } from '../../src/scenario/read/load.js';
import { damaged, damagedText } from './damage.js';
import type { Draws } from './random.js';
import { shipped } from './shipped.js';
import { longTimeoutMs, trials, tryAll } from './trials.js';

/** Lines of a trace's file: the header, then the entries. */
type Lines = { number?: unknown; hash?: unknown }[];

/** Traces of shipped scenarios, unless they are long. */
function samples(): Lines[] {
  return shipped()
    .flatMap(({ text, file }) => loadScenarios(text, file, true).slice(0, 1))
    .map((scenario) => traceText(runScenario(scenario)).trim().split('\n'))
    .filter((lines) => lines.length < 200)
    .map((lines) => lines.map((line) => JSON.parse(line)));
}

/** What numbers and hashes would keep it from being read is put right. */
function vouchedFor(lines: Lines): Lines {
  const [header, ...entries] = lines.map((line) => (typeof line === 'object' && line !== null ? line : {}));
  const numbered = entries.map((entry, at) => ({ ...entry, number: at + 1 }));
  return [{ ...header, hash: numbered.at(-1)?.hash ?? '0000000000000000' }, ...numbered];
}

function written(lines: Lines): string {
  return (Array.isArray(lines) ? lines : [lines]).map((line) => JSON.stringify(line)).join('\n');
}

test(
  'a trace that was damaged is refused as bad input, or its replay says where it goes another way',
  () => {
    const traces = samples();
    const make = (draws: Draws) => {
      const trace = draws.pick(traces);
      if (draws.chance(0.1)) return damagedText(draws, written(trace));
      const lines = damaged(draws, trace, traces);
      return written(draws.chance(0.7) && Array.isArray(lines) ? vouchedFor(lines) : lines);
    };
    const { flaws, refused, taken } = tryAll(trials(60), make, (text) => {
      for (const { header, entries } of readTraces(text, 'damaged.jsonl')) {
        const found = replay(header, entries);
        if (found.kind === 'different' && !(found.number >= 1)) return `came to ${JSON.stringify(found)}`;
      }
      return null;
    });
    expect(flaws).toEqual([]);
    expect(refused).toBeGreaterThan(10);
    expect(taken).toBeGreaterThan(10);
  },
  longTimeoutMs,
);
