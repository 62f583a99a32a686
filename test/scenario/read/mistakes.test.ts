import { describe, expect, test } from 'vitest';
import { runScenario } from '../../../src/scenario/perform/run.js';
import { loadScenarios } from '../../../src/scenario/read/load.js';
import { MistakesError } from '../../../src/scenario/read/mistakes.js';

/** `line:column field` of each thing that is wrong with a text, in the order in which they are told. */
function mistakesIn(text: string): string[] {
  try {
    loadScenarios(text);
  } catch (error) {
    if (!(error instanceof MistakesError)) throw error;
    return error.mistakes.map(({ complaint: { field }, place }) => `${place?.line}:${place?.column} ${field}`);
  }
  return [];
}

const array = `array:
  pools: [{ name: gold, size: 1 TiB }]
  volumes: [{ name: db, pool: gold, size: 100 GiB }]
`;

describe('all that is wrong with a scenario is told at once', () => {
  test('of its members, its array and its steps, in the order of the text', () => {
    const text = `name: A test
abut: nothing
array:
  pools: [{ nme: gold, size: 1 TiB }]
steps:
  - { call: CreateClon, on: db, as: first }
  - { jump: 3 }
  - expect: { job: first, state: runing, percent: 101 }
  - expect: { job: frst }
`;
    expect(mistakesIn(text)).toEqual([
      '2:1 abut',
      '4:13 array.pools[0].nme',
      '6:7 steps[0].call',
      '7:5 steps[1]',
      '8:27 steps[2].expect.state',
      '8:42 steps[2].expect.percent',
      '9:15 steps[3].expect.job',
    ]);
  });

  test('of what a step calls and expects, once for all releases', () => {
    const text = `name: A test
version: [2012, 2012R2, 2016]
${array}steps:
  - call: CreateClone
    on: db
    with: { ElementNam: monday, Pool: gold }
    expect:
      code: 4097
      because: fre
      out: { TargetStoragVolume: null }
  - expect: { pool: golt, free: 1 GB, used: much }
`;
    expect(mistakesIn(text)).toEqual([
      '9:13 steps[0].with.ElementNam',
      '9:33 steps[0].with.Pool',
      '11:7 steps[0].expect.code',
      '12:7 steps[0].expect.because',
      '13:14 steps[0].expect.out.TargetStoragVolume',
      '14:15 steps[1].expect.pool',
      '14:27 steps[1].expect.free',
      '14:39 steps[1].expect.used',
    ]);
  });

  test('also where the array cannot be made', () => {
    const text = `name: A test\n${array.replace('pool: gold', 'pool: golt')}steps:\n  - { advance: soon }\n`;
    expect(mistakesIn(text)).toEqual(['4:25 array.volumes[0].pool', '6:7 steps[0].advance']);
  });

  test('and what has been misspelt is not missing, too', () => {
    expect(mistakesIn(`name: A test\n${array}steps:\n  - { call: CreateClone, onn: db }\n`)).toEqual([
      '6:26 steps[0].onn',
    ]);
  });

  test('but not what would follow from a slip only', () => {
    const steps = '  - { call: CreateClone, on: db, as: first, cller: ann }\n  - expect: { job: first }\n';
    expect(mistakesIn(`name: A test\n${array}steps:\n${steps}`)).toEqual(['6:45 steps[0].cller']);
  });
});

describe('the name of an element', () => {
  const slips = (...steps: readonly string[]) =>
    mistakesIn(`name: A test\n${array}steps:\n${steps.map((step) => `  - ${step}\n`).join('')}`);
  const call = '{ call: CreateClone, on: db, with: { ElementName: nightly-copies }, as: first }';

  test.each([
    ['{ call: CreateClone, on: dbx }', '7:26 steps[1].on'],
    ['begin: { call: CreateClone, on: dbx, as: second }', '7:33 steps[1].begin.on'],
    ['expect: { volume: nightly-copy, exists: true }', '7:15 steps[1].expect.volume'],
    ['expect: { volume: db, sameAs: frst }', '7:27 steps[1].expect.sameAs'],
    ['write: { to: dbb, length: 1 MiB, tag: x }', '7:14 steps[1].write.to'],
    ['set: { volume: dbb, state: offline }', '7:12 steps[1].set.volume'],
    ['outOfBand: { delete: nightly-copie5 }', '7:18 steps[1].outOfBand.delete'],
  ])('that nearly is one is a slip: %s', (step, slip) => {
    expect(slips(call, step)).toEqual([slip]);
  });

  test.each([
    // There is a code for what is not there.
    ['{ call: CreateClone, on: dbx, expect: { code: 8 } }'],
    ['expect: { volume: nightly-copy, exists: false }'],
    // A provider may cut names, and gives some of its own.
    ['expect: { volume: nightly-cop }'],
    ['expect: { volume: db-clone-1 }'],
    ['expect: { volume: nightly-copies-clone-1 }'],
    ['{ outOfBand: { create: { name: dbb, pool: gold, size: 1 GiB } } }'],
  ])('may be one that is not there where that can be meant: %s', (step) => {
    expect(slips(call, step)).toEqual([]);
  });
});

test('what is not as expected says where that is written', () => {
  const text = `name: A test\n${array}steps:\n  - call: CreateClone\n    on: db\n    expect:\n      code: 40002\n`;
  const [scenario] = loadScenarios(text);
  expect(scenario && runScenario(scenario).failures).toMatchObject([
    { field: 'steps[0].expect.code', place: { line: 9, column: 7 } },
  ]);
});

test('an alias leads to what it stands for, and not into itself', () => {
  const text = `name: A test\n${array}steps:\n  - expect: &look { volume: db, state: onlin }\n  - expect: *look\n`;
  expect(mistakesIn(text)).toEqual(['6:33 steps[0].expect.state', '6:33 steps[1].expect.state']);
  expect(() => loadScenarios('name: A test\narray: &a { pools: [*a] }\n')).toThrow('an alias of what does not hold it');
});

test('a line of a fault plan has its own place, whatever is wrong with it', () => {
  const text = `name: A test
array:
  pools: [{ name: gold, size: 1 TiB }]
  volumes: [{ name: db, pool: gold, size: 100 GiB }]
  faults: |
    # Slow first.
    slow = invoke: delay 2 s
      twice = array 1*: duplicate 3
steps:
  - faults: 'array: retrun 2'
  - faults: |-

      invoke: return 40002
      array: return 4000
  - addFault: 'array: retrun 2'
  - addFault: { id: late, at: jobEnd, do: { failJob: { code: none } } }
  - removeFault: ''
  - heal: [1]
`;
  expect(mistakesIn(text)).toEqual([
    '8:7 array.faults line 3 do',
    '10:13 steps[0].faults line 1',
    '14:7 steps[1].faults line 3 do.return',
    '15:15 steps[2].addFault line 1',
    '16:56 steps[3].addFault.do.failJob.code',
    '17:5 steps[4].removeFault',
    '18:12 steps[5].heal[0]',
  ]);
});
