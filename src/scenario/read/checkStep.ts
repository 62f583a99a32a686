import type { StorageArray } from '../../engine/array.js';
import { readPlan } from '../../faults/readPlan.js';
import { compileOperation } from '../../operations/compile.js';
import { operations } from '../../operations/index.js';
import { demandText } from '../../vocabulary/input/arguments.js';
import { badInput } from '../../vocabulary/input/badInput.js';
import { codeOf, documentedCodes, isDocumented } from '../../vocabulary/methods/codes.js';
import { type MethodName, methodNames } from '../../vocabulary/methods/index.js';
import { methodsCalled } from '../../vocabulary/methods/names.js';
import { signatures } from '../../vocabulary/methods/parameters.js';
import { parseDuration } from '../../vocabulary/units/durations.js';
import { parseSize } from '../../vocabulary/units/sizes.js';
import type { Version } from '../../vocabulary/versions.js';
import { inField } from './inField.js';
import type { Labels } from './labels.js';
import type { Answer, CallStep, Expectation, ScenarioStep } from './schema.js';

/** What steps are judged by before they run. */
interface StepContext {
  readonly labels: Labels;
  /** An array as the scenario's will be at its start, to ask and to try things on. */
  readonly probe: StorageArray;
  readonly version: Version;
}

/** Judges what one step says: labels, sizes, spans, codes and pools.
 * @throws BadInputError
 */
export function checkStep(step: ScenarioStep, field: string, around: StepContext): void {
  const { labels, probe } = around;
  switch (step.kind) {
    case 'call':
      checkArguments(step, field);
      if (step.as !== undefined) labels.add(step.as, 'replied', `${field}.as`, step.call);
      return checkAnswer(step.expect, methodsCalled(step.call), `${field}.expect`, around);
    case 'begin':
      checkArguments(step.begin, `${field}.begin`);
      return labels.add(step.begin.as, 'inFlight', `${field}.begin.as`, step.begin.call);
    case 'step':
      return labels.demand(step.step.call, 'inFlight', `${field}.step.call`);
    case 'finish':
      labels.finish(step.finish, `${field}.finish`);
      return checkAnswer(step.expect, methodsCalled(labels.called(step.finish)), `${field}.expect`, around);
    case 'write':
      for (const key of ['offset', 'length'] as const) checkSize(step.write[key], `${field}.write.${key}`);
      return checkSize(step.expect?.took, `${field}.expect.took`);
    case 'advance':
      parseDuration(step.advance, `${field}.advance`);
      return;
    case 'set':
      return checkChange(step.set, `${field}.set`, probe);
    case 'outOfBand':
      return checkChange(step.outOfBand, `${field}.outOfBand`, probe);
    case 'fail': {
      const { at, code, times = 1, method } = step.fail;
      // The probe has the tables that say which codes a step can answer.
      const rename = (from: string) => from.replace(/^failAt/, `${field}.fail`);
      return inField(rename, () => probe.provider.failAt(at, code, { times, ...(method && { method }) }));
    }
    case 'job':
      return labels.demandJob(step.job.of, `${field}.job.of`);
    case 'expect':
      return checkExpectation(step.expect, `${field}.expect`, around);
    case 'faults':
      readPlan(step.faults, `${field}.faults`);
      return;
    case 'settle':
    case 'discover':
    case 'release':
    case 'heal':
      return;
  }
}

/** The number of an outcome of a method that is written by its number or its name; of a name that the method does not have, none. */
export function numberOf(code: number | string, method: MethodName): number | undefined {
  return typeof code === 'number' ? code : codeOf(method, code);
}

/** A parameter that the method does not have is a slip; an argument of the wrong kind is for the storage service to refuse. */
function checkArguments({ call, with: given = {} }: CallStep, field: string): void {
  const names = [...new Set(methodsCalled(call).flatMap((method) => signatures[method].given))];
  // The key, not what is under it: that may be a password.
  for (const name of Object.keys(given)) {
    if (names.includes(name)) continue;
    const expected = `a parameter of ${call}: ${names.join(', ')}`;
    badInput({ field: `${field}.with.${name}`, value: name, expected, among: names });
  }
  for (const name of ['username', 'password']) {
    if (given[name] !== undefined) demandText(given[name], `${field}.with.${name}`, 'a text');
  }
}

function checkAnswer(
  answer: Answer | undefined,
  methods: readonly MethodName[],
  field: string,
  { version }: StepContext,
): void {
  if (answer === undefined) return;
  const { code, because, step, out = {} } = answer;
  for (const [name, value] of Object.entries(out)) checkOut(name, value, methods, `${field}.out.${name}`);
  if (code !== undefined && code !== 'noReply') checkCode(code, methods, `${field}.code`, version);
  if (because === undefined) return;
  const rows = methods
    .flatMap((method) => compileOperation(operations[method], version).rows.flat())
    .filter((row) => step === undefined || row.step === step);
  const among = [...new Set([...rows.map((row) => row.because), 'success', 'jobStarted', 'replyLost', 'requestLost'])];
  if (!among.includes(because)) {
    const where = step === undefined ? `${methods.join(' or ')} in ${version}` : `step ${step} in ${version}`;
    badInput({ field: `${field}.because`, value: because, expected: `a cause of ${where}`, among });
  }
}

/** What a method never tells is a slip, and so is what is no size where it tells one. */
function checkOut(name: string, value: unknown, methods: readonly MethodName[], field: string): void {
  const among = [...new Set(methods.flatMap((method) => signatures[method].taken))];
  if (!among.includes(name)) {
    const expected = `an out parameter of ${methods.join(' or ')}: ${among.join(', ')}`;
    badInput({ field, value: name, expected, among });
  }
  if (!methods.some((method) => signatures[method].bytes.includes(name))) return;
  for (const one of Array.isArray(value) ? value : [value]) checkSize(one, field);
}

/** An expectation that no run can meet is a slip. */
function checkCode(code: number | string, methods: readonly MethodName[], field: string, version: Version): void {
  const numbers = methods.flatMap((method) => {
    const number = numberOf(code, method);
    return number !== undefined && allOf(method).includes(number) ? [{ method, number }] : [];
  });
  const whose = methods.length === methodNames.length ? 'a method' : methods.join(' or ');
  if (numbers.length === 0) {
    const among = [...new Set(methods.flatMap(allOf))].map(String);
    badInput({ field, value: String(code), expected: `a return code of ${whose}`, among });
  }
  if (!numbers.some(({ method, number }) => isDocumented(method, number, version)))
    badInput({ field, value: code, expected: `a return code that ${whose} has in ${version}` });
}

function allOf(method: MethodName): readonly number[] {
  return documentedCodes(method, '2016');
}

function checkExpectation(expectation: Expectation, field: string, { labels, probe, version }: StepContext): void {
  switch (expectation.kind) {
    case 'pool':
      demandPool(probe, expectation.pool, `${field}.pool`);
      for (const key of ['total', 'free', 'used', 'reserved', 'stolen', 'subscribed'] as const) {
        checkSize(expectation[key], `${field}.${key}`);
      }
      return;
    case 'volume':
      if (expectation.pool !== undefined) demandPool(probe, expectation.pool, `${field}.pool`);
      for (const key of ['size', 'allocated', 'charge'] as const) checkSize(expectation[key], `${field}.${key}`);
      for (const at of Object.keys(expectation.reads ?? {})) parseSize(at, `${field}.reads`);
      return;
    case 'job':
      labels.demandJob(expectation.job, `${field}.job`);
      // 0 stands for a job that has not failed.
      if (expectation.error !== undefined) checkCode(expectation.error, methodNames, `${field}.error`, version);
      return;
    case 'volumes':
    case 'fault':
      return;
  }
}

/** Pools are all there from the start, so an unknown one is a slip; a volume may come to be. */
function demandPool(probe: StorageArray, pool: string, field: string): void {
  inField(
    () => field,
    () => probe.pool(pool),
  );
}

/** What the forms of `set` and `outOfBand` leave to the moment at which they apply, as far as it can be told now. */
function checkChange(change: object, field: string, probe: StorageArray): void {
  if ('pool' in change && typeof change.pool === 'string') demandPool(probe, change.pool, `${field}.pool`);
  if ('size' in change) checkSize(change.size, `${field}.size`);
  if ('expiresIn' in change) checkSpan(change.expiresIn, `${field}.expiresIn`);
  if ('create' in change) checkChange(Object(change.create), `${field}.create`, probe);
  if ('account' in change) checkChange(Object(change.account), `${field}.account`, probe);
}

function checkSize(size: unknown, field: string): void {
  if (typeof size === 'string' || typeof size === 'number' || typeof size === 'bigint') parseSize(size, field);
}

function checkSpan(span: unknown, field: string): void {
  if (typeof span === 'string' || typeof span === 'number') parseDuration(span, field);
}
