import { expect, test } from 'vitest';
import { simulatorDriver } from '../../../src/subjects/simulator.js';
import { overTheWire } from './overTheWire.js';
import { compared, verdictOf, wrongInside } from './verdicts.js';

// The suite over the wire gives the verdicts that it gives in process.

const paths = ['/cimom', '/wsman'] as const;

test.each(paths)('the simulator conforms at %s', async (path) => {
  const simulator = simulatorDriver();
  const driver = await overTheWire(simulator, simulator, path);
  expect(await verdictOf(driver, { levels: ['core'], runs: 4 })).toEqual({ verdict: 'conforms', broken: [] });
});

// The other way round: verdicts.deep.ts.
const alternating = wrongInside.map((mutant, at) => ({ mutant, name: mutant.name, path: paths[at % 2] ?? '/cimom' }));

test.each(alternating)('$name is found out by the same properties at $path', async ({ mutant, path }) => {
  const { inProcess, served, missed } = await compared(mutant, path);
  expect([inProcess.verdict, served.verdict]).toEqual(['does not conform', 'does not conform']);
  expect(inProcess.broken).not.toEqual([]);
  expect(missed).toEqual([]);
});
