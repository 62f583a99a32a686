import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { describe, expect, test } from 'vitest';
import { findScenarioFiles, readScenarioFile } from '../../src/scenario/load.js';
import { runScenario } from '../../src/scenario/run.js';

const folder = new URL('../../scenarios', import.meta.url).pathname;
const files = await findScenarioFiles([folder]);

describe.each(files.map((file) => ({ file, name: basename(file) })))('$name', ({ file }) => {
  test('goes as expected', async () => {
    const { failures, rows, codes } = runScenario(await readScenarioFile(file));
    expect(failures.map(({ message }) => message)).toEqual([]);
    expect(rows.every(({ ok }) => ok)).toBe(true);
    expect(codes.length).toBeGreaterThan(0);
  });

  test('leaves the same trace when it runs again, and passes with any seed', async () => {
    const scenario = await readScenarioFile(file);
    for (const seed of [0, 42]) {
      const [first, second] = [runScenario(scenario, { seed }), runScenario(scenario, { seed })];
      expect(second.trace).toEqual(first.trace);
      expect(second).toEqual(first);
      expect(first.failures).toEqual([]);
    }
  });

  test('looks at the array more than once', async () => {
    const { steps } = await readScenarioFile(file);
    expect(steps.filter(({ kind }) => kind === 'expect').length).toBeGreaterThanOrEqual(2);
  });

  test('tells in its first lines what it is about', async () => {
    const scenario = await readScenarioFile(file);
    expect(await readFile(file, 'utf8')).toMatch(/^name: .+\nabout: /);
    expect(scenario.about).toMatch(/\.$/);
  });
});

test('there are two dozen scenarios or more, each with a name of its own', async () => {
  const names = await Promise.all(files.map(async (file) => (await readScenarioFile(file)).name));
  expect(names.length).toBeGreaterThanOrEqual(24);
  expect(new Set(names).size).toBe(names.length);
});

test('together they reach more than half of all return codes, nearly all by a natural cause', async () => {
  const scenarios = await Promise.all(files.map(readScenarioFile));
  const codes = scenarios.flatMap((scenario) => runScenario(scenario).codes);
  const natural = new Set(codes.filter(({ forced }) => !forced).map(({ code }) => code));
  expect(natural.size).toBeGreaterThanOrEqual(24);
  expect(codes.filter(({ forced }) => forced).length).toBeLessThan(codes.length / 10);
});
