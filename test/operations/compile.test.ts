import { describe, expect, test } from 'vitest';
import { compileOperation, firstThatHolds, rowAskedFor } from '../../src/operations/compile.js';
import { type Operation, operation } from '../../src/operations/operation.js';
import { noCimCodes } from '../../src/vocabulary/methods/commonCodes.js';
import type { Method } from '../../src/vocabulary/methods/notation.js';
import { steps } from '../../src/vocabulary/steps.js';

/** A method with few codes of its own. */
const facts = {
  className: 'MSFT_SMPool',
  name: 'Polish',
  since: '2012',
  summary: 'Polishes a pool.',
  provider: { method: 'DeleteStoragePool', service: 'storageConfigurationService' },
  effect: null,
  parameters: { Job: 'out ref MSFT_SMJob' },
  codes: {
    success: { code: 0, label: 'OK', meaning: 'It shines.' },
    jobStarted: { code: 4096, label: 'Job started', meaning: 'It will shine.' },
    failed: { code: 4, label: 'Failed', meaning: 'It does not shine.' },
    timeout: { code: 3, label: 'Timeout', meaning: 'Nobody knows.' },
    scratched: { code: 77, label: 'Scratched', meaning: 'It is scratched.', since: '2016' },
  },
  instead: {
    ...noCimCodes('failed'),
    unspecifiedError: 'failed',
    invalidParameter: 'failed',
    objectNotFound: 'timeout',
    accessDenied: 'failed',
    methodInvocationFailed: 'timeout',
    genericFailure: 'failed',
    invalidCredentials: 'failed',
    sslFailure: 'failed',
  },
  before2016: { scratched: 'objectNotFound', accessDenied: 'timeout' },
} as const satisfies Method;

const definition: Operation<typeof facts> = {
  method: facts,
  rows: {
    service: [
      { refuse: 'accessDenied', because: 'denied', cause: 'denied' },
      { refuse: 'objectNotFound', because: 'modern', cause: 'from 2016 on', since: '2016', when: () => true },
      { refuse: 'scratched', because: 'old', cause: 'before 2016', before: '2016', whenSystem: () => true },
    ],
    array: [{ refuse: 'scratched', because: 'scratched', cause: 'scratched', whenElements: () => true }],
  },
  plan: () => ({ outcome: 'success', make: null, change: null, remove: null, job: null, out: null }),
  reply: ({ code, job, status, decided }) => ({ ReturnValue: code, Job: job, ExtendedStatus: status, decided }),
  ends: [
    { fail: 'scratched', because: 'natural', cause: 'natural', when: ({ job }) => job.errorCode === 1 },
    { fail: 'cimFailed', because: 'forced', cause: 'forced' },
    { fail: 'failed', because: 'second', cause: 'second', when: ({ job }) => job.size > 1 },
  ],
};
const polish = operation(definition);

const rowsIn = (version: '2012' | '2012R2' | '2016') =>
  compileOperation(polish, version)
    .rows.flat()
    .map(({ step, because, code, natural }) => [step, because, code, natural]);

describe('an operation as one version has it', () => {
  test('has the rows of that version, in order, by their steps', () => {
    expect(rowsIn('2016')).toEqual([
      ['service', 'denied', 4, false],
      ['service', 'modern', 3, true],
      ['array', 'scratched', 77, true],
    ]);
    expect(rowsIn('2012R2')).toEqual([
      ['service', 'denied', 3, false],
      ['service', 'old', 3, true],
      ['array', 'scratched', 3, true],
    ]);
    expect(rowsIn('2012')).toEqual(rowsIn('2012R2'));
    expect(compileOperation(polish, '2016').rows.map((rows) => rows.length)).toEqual(
      steps.map((step) => ({ service: 2, array: 1 })[step as string] ?? 0),
    );
  });

  test('answers what stands for an outcome that the method does not document', () => {
    const { codeFor } = compileOperation(polish, '2016');
    expect(['failed', 'cimNotFound', 'objectNotFound', 'scratched'].map(codeFor)).toEqual([4, 4, 3, 77]);
  });

  test('answers before 2016 what stands for an outcome there, which may itself be stood for', () => {
    const { codeFor } = compileOperation(polish, '2012');
    expect(['failed', 'accessDenied', 'scratched'].map(codeFor)).toEqual([4, 3, 3]);
  });

  test('has no number for an outcome that is nobody’s', () => {
    expect(compileOperation(polish, '2016').codeFor('cloneNotSupported')).toBeUndefined();
  });

  test('has the numbers of its successes, and is called by its class', () => {
    const { success, jobStarted, name } = compileOperation(polish, '2016');
    expect([success, jobStarted, name]).toEqual([0, 4096, 'MSFT_SMPool.Polish']);
  });

  test('does not come about with an outcome that has no number', () => {
    const broken = { ...polish, method: { ...polish.method, instead: {} } };
    expect(() => compileOperation(broken, '2016')).toThrow("MSFT_SMPool.Polish has no code for 'accessDenied'");
  });

  test("judges a job by the ends that have a condition, and tells the end's place", () => {
    const { ends, endings } = compileOperation(polish, '2016');
    expect(ends.map(({ code, natural }) => [code, natural])).toEqual([
      [77, true],
      [4, false],
      [4, true],
    ]);
    expect(endings.places).toEqual([0, 2]);
    const holding = (...values: boolean[]) => ({ conditions: values.map((value) => () => value), places: [0, 2] });
    expect(
      [holding(true, true), holding(false, true), holding(false, false)].map((one) => firstThatHolds(one, 0)),
    ).toEqual([0, 2, -1]);
  });
});

describe('the row that a fault asks for', () => {
  const rows = [
    { outcome: 'failed', code: 4, natural: true, because: 'a' },
    { outcome: 'cimFailed', code: 4, natural: false, because: 'b' },
    { outcome: 'cimNotFound', code: 4, natural: false, because: 'c' },
    { outcome: 'timeout', code: 3, natural: true, because: 'd' },
    { outcome: 'timeout', code: 3, natural: true, because: 'e' },
  ];
  const asked = (number: number | undefined, outcome: string | null, before?: number) =>
    rowAskedFor(rows, number, outcome, before)?.because;

  test('by a number is the first that can only be forced, else the first', () => {
    expect([asked(4, null), asked(3, null), asked(5, null)]).toEqual(['b', 'd', undefined]);
  });

  test('by a name is the row of that outcome, though another with its number comes before', () => {
    expect([asked(4, 'cimNotFound'), asked(4, 'failed')]).toEqual(['c', 'a']);
  });

  test('by a name that no row of the step has is the row of what the name means', () => {
    expect([asked(4, 'cimAccessDenied'), asked(undefined, 'inUse')]).toEqual(['b', undefined]);
  });

  test('is none when a row that applies comes first', () => {
    expect([asked(4, null, 1), asked(4, null, 2), asked(3, null, 3)]).toEqual([undefined, 'b', undefined]);
  });
});
