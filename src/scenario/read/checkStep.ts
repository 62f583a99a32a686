import type { StorageArray } from '../../engine/array.js';
import { faultFrom } from '../../engine/faults/faultsApi.js';
import type { FaultInput } from '../../faults/planSchema.js';
import { readPlan } from '../../faults/readPlan.js';
import { type CompiledRow, compileOperation } from '../../operations/compile.js';
import { operationOf } from '../../operations/index.js';
import { demandText } from '../../vocabulary/input/arguments.js';
import { badInput } from '../../vocabulary/input/badInput.js';
import { inField } from '../../vocabulary/input/inField.js';
import { codeOf, codesOf, isDocumented } from '../../vocabulary/methods/codes.js';
import { type CalledName, methodNames } from '../../vocabulary/methods/index.js';
import { callableBy } from '../../vocabulary/methods/names.js';
import { signatures } from '../../vocabulary/methods/parameters.js';
import { parseDuration } from '../../vocabulary/units/durations.js';
import { parseSize } from '../../vocabulary/units/sizes.js';
import type { Version } from '../../vocabulary/versions.js';
import type { Labels } from './labels.js';
import type { Mistakes } from './mistakes.js';
import type { Answer, CallStep, Expectation, ScenarioStep } from './schema.js';

/** What steps are judged by before they run. */
export interface StepContext {
  readonly labels: Labels;
  /** An array as the scenario's will be at its start, to ask and to try things on; undefined where it can't be made. */
  readonly probe: StorageArray | undefined;
  readonly version: Version;
  /** The names of pools that calls make. */
  readonly madePools: Set<string>;
  readonly mistakes: Mistakes;
}

/** Judges what one step says: labels, sizes, spans, codes and pools. */
export function checkStep(step: ScenarioStep, field: string, around: StepContext): void {
  for (const check of checksOf(step, field, around)) around.mistakes.attempt(check);
}

type Check = () => void;

function checksOf(step: ScenarioStep, field: string, around: StepContext): Check[] {
  const { labels, probe } = around;
  switch (step.kind) {
    case 'call':
      return [
        ...argumentChecks(step, field),
        () => notePool(step, around),
        () => step.as !== undefined && labels.add(step.as, 'replied', `${field}.as`, step.call),
        ...answerChecks(step.expect, callableBy(step.call), `${field}.expect`, around),
      ];
    case 'begin':
      return [
        ...argumentChecks(step.begin, `${field}.begin`),
        () => notePool(step.begin, around),
        () => labels.add(step.begin.as, 'inFlight', `${field}.begin.as`, step.begin.call),
      ];
    case 'step':
      return [() => labels.demand(step.step.call, 'inFlight', `${field}.step.call`)];
    case 'finish':
      return [
        () => labels.finish(step.finish, `${field}.finish`),
        ...answerChecks(step.expect, callableBy(labels.called(step.finish)), `${field}.expect`, around),
      ];
    case 'write':
      return [
        ...(['offset', 'length'] as const).map((key) => () => checkSize(step.write[key], `${field}.write.${key}`)),
        () => checkSize(step.expect?.took, `${field}.expect.took`),
      ];
    case 'advance':
      return [() => void parseDuration(step.advance, `${field}.advance`)];
    case 'set':
      return changeChecks(step.set, `${field}.set`, around);
    case 'outOfBand':
      return changeChecks(step.outOfBand, `${field}.outOfBand`, around);
    case 'fail': {
      const { at, code, times = 1, method } = step.fail;
      // The probe has the tables that say which codes a step can answer.
      const rename = (from: string) => from.replace(/^failAt/, `${field}.fail`);
      return [() => inField(rename, () => probe?.provider.failAt(at, code, { times, ...(method && { method }) }))];
    }
    case 'job':
      return [() => labels.demandJob(step.job.of, `${field}.job.of`)];
    case 'expect':
      return expectationChecks(step.expect, `${field}.expect`, around);
    case 'faults':
      return [() => void readPlan(step.faults, `${field}.faults`)];
    case 'addFault':
      return [() => void faultFrom(step.addFault as FaultInput, `${field}.addFault`)];
    case 'settle':
    case 'discover':
    case 'session':
    case 'removeFault':
    case 'release':
    case 'heal':
      return [];
  }
}

/** The number of an outcome of a method that is written by its number or its name; of a name that the method does not have, none. */
export function numberOf(code: number | string, method: CalledName): number | undefined {
  return typeof code === 'number' ? code : codeOf(method, code);
}

/** A parameter that the method does not have is a slip; an argument of the wrong kind is for the storage service to refuse. */
function argumentChecks({ call, with: given = {} }: CallStep, field: string): Check[] {
  const names = [...new Set(callableBy(call).flatMap((method) => signatures[method].given))];
  return Object.keys(given).map((name) => () => {
    if (!names.includes(name)) {
      // The key, not what is under it: that may be a password.
      const expected = `a parameter of ${call}: ${names.join(', ')}`;
      badInput({ field: `${field}.with.${name}`, value: name, expected, among: names });
    }
    if (name === 'username' || name === 'password') demandText(given[name], `${field}.with.${name}`, 'a text');
  });
}

function answerChecks(
  answer: Answer | undefined,
  methods: readonly CalledName[],
  field: string,
  { version }: StepContext,
): Check[] {
  if (answer === undefined) return [];
  const { code, out = {} } = answer;
  return [
    ...Object.entries(out).map(
      ([name, value]) =>
        () =>
          checkOut(name, value, methods, `${field}.out.${name}`),
    ),
    () => code !== undefined && code !== 'noReply' && checkCode(code, methods, `${field}.code`, version),
    () => checkCause(answer, methods, field, version),
  ];
}

function checkCause({ because, step }: Answer, methods: readonly CalledName[], field: string, version: Version): void {
  if (because === undefined) return;
  const rows = methods
    .flatMap((method) => rowsOf(method, version))
    .filter((row) => step === undefined || row.step === step);
  const among = [...new Set([...rows.map((row) => row.because), 'success', 'jobStarted', 'replyLost', 'requestLost'])];
  if (!among.includes(because)) {
    const where = step === undefined ? `${methods.join(' or ')} in ${version}` : `step ${step} in ${version}`;
    badInput({ field: `${field}.because`, value: because, expected: `a cause of ${where}`, among });
  }
}

const knownRows = new Map<string, readonly CompiledRow[]>();

/** Answers are many, and tables few. */
function rowsOf(method: CalledName, version: Version): readonly CompiledRow[] {
  const key = `${method} ${version}`;
  const rows = knownRows.get(key) ?? compileOperation(operationOf(method), version).rows.flat();
  knownRows.set(key, rows);
  return rows;
}

/** What a method never tells is a slip, and so is what is no size where it tells one. */
function checkOut(name: string, value: unknown, methods: readonly CalledName[], field: string): void {
  const among = [...new Set(methods.flatMap((method) => signatures[method].taken))];
  if (!among.includes(name)) {
    const expected = `an out parameter of ${methods.join(' or ')}: ${among.join(', ')}`;
    badInput({ field, value: name, expected, among });
  }
  if (!methods.some((method) => signatures[method].bytes.includes(name))) return;
  for (const one of Array.isArray(value) ? value : [value]) checkSize(one, field);
}

/** An expectation that no run can meet is a slip. */
function checkCode(code: number | string, methods: readonly CalledName[], field: string, version: Version): void {
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

function allOf(method: CalledName): readonly number[] {
  return codesOf(method).map(({ code }) => code);
}

function expectationChecks(expectation: Expectation, field: string, around: StepContext): Check[] {
  const { labels, version } = around;
  switch (expectation.kind) {
    case 'pool':
      return [
        () => demandPool(around, expectation.pool, `${field}.pool`),
        ...(['total', 'free', 'used', 'reserved', 'stolen', 'subscribed'] as const).map(
          (key) => () => checkSize(expectation[key], `${field}.${key}`),
        ),
      ];
    case 'volume':
      return [
        () => demandPool(around, expectation.pool, `${field}.pool`),
        ...(['size', 'allocated', 'charge'] as const).map(
          (key) => () => checkSize(expectation[key], `${field}.${key}`),
        ),
        ...Object.keys(expectation.reads ?? {}).map((at) => () => void parseSize(at, `${field}.reads`)),
      ];
    case 'job':
      return [
        () => labels.demandJob(expectation.job, `${field}.job`),
        // 0 stands for a job that has not failed.
        () => expectation.error !== undefined && checkCode(expectation.error, methodNames, `${field}.error`, version),
      ];
    case 'drive':
      return [() => checkSize(expectation.size, `${field}.size`)];
    case 'volumes':
    case 'sessions':
    case 'fault':
      return [];
  }
}

function notePool({ call, with: given = {} }: CallStep, { madePools }: StepContext): void {
  if (call === 'CreatePool' && typeof given.ElementName === 'string') madePools.add(given.ElementName);
}

/** A pool that is not there from the start, and that no call makes, is a slip; a volume may come to be. */
function demandPool({ probe, madePools }: StepContext, pool: unknown, field: string): void {
  if (typeof pool !== 'string' || madePools.has(pool)) return;
  inField(
    () => field,
    () => probe?.pool(pool),
  );
}

/** What the forms of `set` and `outOfBand` leave to the moment at which they apply, as far as it can be told now. */
function changeChecks(change: object, field: string, around: StepContext): Check[] {
  return [
    () => 'pool' in change && demandPool(around, change.pool, `${field}.pool`),
    () => 'size' in change && checkSize(change.size, `${field}.size`),
    () => 'expiresIn' in change && checkSpan(change.expiresIn, `${field}.expiresIn`),
    ...('create' in change ? changeChecks(Object(change.create), `${field}.create`, around) : []),
    ...('account' in change ? changeChecks(Object(change.account), `${field}.account`, around) : []),
  ];
}

function checkSize(size: unknown, field: string): void {
  if (typeof size === 'string' || typeof size === 'number' || typeof size === 'bigint') parseSize(size, field);
}

function checkSpan(span: unknown, field: string): void {
  if (typeof span === 'string' || typeof span === 'number') parseDuration(span, field);
}
