import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { runScenario } from '../../src/scenario/perform/run.js';
import { loadScenarios } from '../../src/scenario/read/load.js';
import { damaged, damagedText } from './damage.js';
import { shipped } from './shipped.js';
import { longTimeoutMs, trials, tryAll } from './trials.js';

test(
  'a scenario that was damaged is refused as bad input, or runs',
  () => {
    const texts = shipped().map(({ text }) => text);
    const data: readonly unknown[] = texts.map((text) => parse(text));
    const { flaws, refused, taken } = tryAll(
      trials(40),
      // JSON is YAML, too.
      (draws) =>
        draws.chance(0.7)
          ? JSON.stringify(damaged(draws, draws.pick(data), data), null, 1)
          : damagedText(draws, draws.pick(texts)),
      (text) => {
        for (const scenario of loadScenarios(text, 'damaged.yaml')) {
          const { rows, failures } = runScenario(scenario);
          if (rows.length < scenario.steps.length && failures.length === 0) return 'stopped, and says nothing of it';
        }
        return null;
      },
    );
    expect(flaws).toEqual([]);
    expect(refused).toBeGreaterThan(10);
    expect(taken).toBeGreaterThan(5);
  },
  longTimeoutMs,
);
