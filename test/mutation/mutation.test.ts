import { describe, expect, test } from 'vitest';
import type { PairReach } from './child.js';
import { explanationOf, keyOf, staleAmong } from './explained.js';
import { figuresByFolder, figuresOf, intervalOf, killsByProperty } from './figures.js';
import { isMutable } from './mutableFiles.js';
import type { Judged, MadeMutant, Outcome } from './mutant.js';
import { readOptions } from './options.js';
import { eachOf } from './processes.js';
import { reachOf } from './reach.js';
import { reportJson, reportText } from './report.js';
import { sample } from './sample.js';
import { withCounters, withSwitches } from './switches.js';

const mutant = (given: Partial<MadeMutant> = {}): MadeMutant => ({
  id: 7,
  folder: 'engine',
  file: 'src/engine/a.ts',
  line: 3,
  lineText: 'if (a === b) return;',
  mutator: 'ConditionalExpression',
  original: 'a === b',
  replacement: 'true',
  before: '  if (a === b)',
  after: '  if (true)',
  ...given,
});
const judged = (outcome: Outcome, folder = 'engine'): Judged => ({ mutant: mutant({ folder }), outcome });
const killed = (by: string): Outcome => ({ kind: 'killed', by, message: 'is wrong', where: 'full-copy core' });

describe('a sample', () => {
  const items = Array.from({ length: 500 }, (_, at) => at);

  test('is the same for the same seed, and another for another', () => {
    expect(sample(items, 50, 3)).toEqual(sample(items, 50, 3));
    expect(sample(items, 50, 4)).not.toEqual(sample(items, 50, 3));
  });

  test('has nothing twice, and all where it is as large as the list', () => {
    expect(sample(items, 600, 3).toSorted((one, other) => one - other)).toEqual(items);
  });
});

describe('an explanation', () => {
  const long = `{ ${'a = 1; '.repeat(50)}}`;
  const made = mutant({ original: long.replaceAll('; ', ';\n  ') });
  const because = 'nobody sees it';
  const explanation = { ...keyOf(made), because };

  test('is found again when the line has moved', () => {
    expect(explanationOf(mutant({ ...made, line: 99, id: 1 }), [explanation])?.because).toBe(because);
  });

  test('may be about a whole file', () => {
    const whole = { file: made.file, because };
    expect(explanationOf(mutant(), [whole])).toBe(whole);
    expect(explanationOf(mutant({ file: 'src/engine/b.ts' }), [whole])).toBeUndefined();
  });

  test('explains no other change of that line, and goes stale with it', () => {
    expect(explanationOf(mutant({ ...made, replacement: 'false' }), [explanation])).toBeUndefined();
    expect(staleAmong([made], [explanation])).toEqual([]);
    expect(staleAmong([mutant()], [explanation])).toEqual([explanation]);
  });
});

describe('the figures', () => {
  const all = [
    judged(killed('CHARGE')),
    judged(killed('REFUND')),
    judged(killed('CHARGE'), 'store'),
    judged({ kind: 'survived' }),
    judged({ kind: 'explained', because: 'a cache' }),
    judged({ kind: 'notReached' }, 'store'),
    judged({ kind: 'crashed', message: 'threw', where: 'full-copy core' }, 'store'),
    judged({ kind: 'hung', message: 'no end', where: 'full-copy core' }, 'store'),
    judged({ kind: 'inconclusive', message: 'never came up: HEAL', where: 'full-copy' }),
  ];

  test('of the folders sum up to those of all', () => {
    const whole = figuresOf(all);
    expect(whole).toMatchObject({ sampled: 9, killed: 3, crashed: 2, inconclusive: 1, survived: 1, explained: 1 });
    expect(whole.share).toBe(0.75);
    const parts = figuresByFolder(all, ['store', 'engine', 'faults']);
    expect(parts.map(({ folder }) => folder)).toEqual(['store', 'engine']);
    const kinds = ['killed', 'crashed', 'inconclusive', 'notReached', 'survived', 'explained'] as const;
    for (const key of ['sampled', ...kinds] as const)
      expect(parts.reduce((sum, part) => sum + part[key], 0)).toBe(whole[key]);
    for (const part of parts) expect(kinds.reduce((sum, key) => sum + part[key], 0)).toBe(part.sampled);
  });

  test('name the properties, the best first', () => {
    expect(killsByProperty(all)).toEqual([
      ['CHARGE', 2],
      ['REFUND', 1],
    ]);
  });

  test('have a share only where something was killed or survived, and an interval around it', () => {
    expect(figuresOf([judged({ kind: 'notReached' })]).share).toBeNull();
    const [least, most] = intervalOf(74, 100);
    expect(least).toBeCloseTo(0.646, 2);
    expect(most).toBeCloseTo(0.816, 2);
    expect(intervalOf(0, 0)).toEqual([0, 1]);
  });

  test('are reported with each survivor: where it is, and what it changes', () => {
    const measured = { seed: 3, made: 900, judged: all, minutes: 1, stale: [] };
    const text = reportText(measured);
    expect(text).toContain('src/engine/a.ts:3  ConditionalExpression, mutant 7\n    a === b\n    -> true');
    expect(text).toMatch(/^all +9 +3 +2 +1 +1 +1 +1 +75 %$/m);
    expect(JSON.parse(reportJson(measured)).figures.all).toEqual(figuresOf(all));
  });
});

describe('a mutant', () => {
  const core = (profile: string, later: PairReach['later']): PairReach => ({
    pair: { profile, level: 'core' },
    atLoad: [[1, 1]],
    later,
    shown: ['OUT-0', 'HEAL'],
    ms: 5,
  });
  const reach = reachOf([core('full-copy', [[2, 3]]), core('sync-only', [[2, 9]]), core('remote-only', [])]);

  test('is judged where it is reached, in the profile first that meets it most often', () => {
    const profilesFor = (id: number) => reach.pairsFor(id).map(({ profile }) => profile);
    expect(profilesFor(0)).toEqual([]);
    expect(profilesFor(1)).toEqual(['full-copy', 'sync-only', 'remote-only']);
    expect(profilesFor(2)).toEqual(['sync-only', 'full-copy']);
  });

  test('in which nothing is broken conforms only if it has shown what the healthy array shows', () => {
    const { pair } = core('sync-only', []);
    expect(reach.lackOf([{ pair, shown: ['HEAL', 'OUT-0'] }])).toBeNull();
    expect(reach.lackOf([{ pair, shown: ['OUT-0'] }])).toMatchObject({ message: 'never came up: HEAL' });
  });
});

test('switches and counters take the place of what the instrumenter wrote', () => {
  const code = 'const a = stryMutAct_9fa48("4") ? 1 : (stryCov_9fa48("4", "5"), 2);';
  expect(withSwitches(code, './activeMutant.js')).toContain('const a = (activeMutant_9fa48 === 4) ? 1 : (0, 2);');
  expect(withCounters(code, './hits.js')).toContain('const a = false ? 1 : ((hits_9fa48[4]++, hits_9fa48[5]++), 2);');
  expect(() => withSwitches('stryOther_9fa48()', './activeMutant.js')).toThrow('a switch is left');
});

test('mutants are made of behaviour, not of words', () => {
  const files = ['engine/jobs/end.js', 'vocabulary/units/sizes.js', 'vocabulary/methods/usualLabels.js', 'cim/read.js'];
  expect(files.filter(isMutable)).toEqual(['engine/jobs/end.js', 'vocabulary/units/sizes.js']);
});

test('what is done several at once comes back in order', async () => {
  const waits = [30, 1, 10];
  const wait = (ms: number) => new Promise<number>((resolve) => setTimeout(resolve, ms, ms));
  expect(await eachOf(waits, 2, wait)).toEqual(waits);
});

test('options say what they expected', () => {
  expect(readOptions(['--sample', '9', '--folder', 'store'])).toMatchObject({ sample: 9, folder: 'store', seed: 1 });
  expect(() => readOptions(['--sample', 'many'])).toThrow("--sample: 'many' is no whole number from 1 on");
  expect(() => readOptions(['--folder', 'cim'])).toThrow("'cim' is none of determinism");
});
