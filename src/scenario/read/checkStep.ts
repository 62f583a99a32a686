import type { StorageArray } from '../../engine/array.js';
import { readPlan } from '../../faults/readPlan.js';
import { createClone } from '../../operations/createClone.js';
import { compileOperation } from '../../operations/operation.js';
import { badInput } from '../../vocabulary/input/badInput.js';
import {
  type CreateCloneOutcome,
  codeOf,
  createCloneCodes,
  isDocumented,
  outcomeOf,
} from '../../vocabulary/methods/returnCodes.js';
import { parseDuration } from '../../vocabulary/units/durations.js';
import { parseSize } from '../../vocabulary/units/sizes.js';
import type { Version } from '../../vocabulary/versions.js';
import { inField } from './inField.js';
import type { Labels } from './labels.js';
import type { Answer, Expectation, ScenarioStep } from './schema.js';

/** What steps are judged by before they run. */
export interface StepContext {
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
      if (step.as !== undefined) labels.add(step.as, 'replied', `${field}.as`);
      return checkAnswer(step.expect, `${field}.expect`, around);
    case 'begin':
      return labels.add(step.begin.as, 'inFlight', `${field}.begin.as`);
    case 'step':
      return labels.demand(step.step.call, 'inFlight', `${field}.step.call`);
    case 'finish':
      labels.finish(step.finish, `${field}.finish`);
      return checkAnswer(step.expect, `${field}.expect`, around);
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
      const { at, code, times = 1 } = step.fail;
      // The probe has the tables that say which codes a step can answer.
      const rename = (from: string) => from.replace(/^failAt/, `${field}.fail`);
      return inField(rename, () => probe.provider.failAt(at, code === 'lost' ? code : numberOf(code), { times }));
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

/** The number of an outcome that is written by its number or its name. */
export function numberOf(code: number | CreateCloneOutcome): number {
  return typeof code === 'number' ? code : codeOf(code);
}

function checkAnswer(answer: Answer | undefined, field: string, { version }: StepContext): void {
  if (answer === undefined) return;
  const { code, because, step } = answer;
  if (code !== undefined && code !== 'noReply') checkCode(code, `${field}.code`, version);
  if (because === undefined) return;
  const { checks } = compileOperation(createClone, version);
  const rows = checks.flat().filter((row) => step === undefined || row.step === step);
  const among = [...new Set([...rows.map((row) => row.because), 'success', 'jobStarted', 'replyLost', 'requestLost'])];
  if (!among.includes(because)) {
    const where = step === undefined ? `CreateClone in ${version}` : `step ${step} in ${version}`;
    badInput({ field: `${field}.because`, value: because, expected: `a cause of ${where}`, among });
  }
}

/** An expectation that no run can meet is a slip. */
function checkCode(code: number | CreateCloneOutcome, field: string, version: Version): void {
  const number = numberOf(code);
  if (outcomeOf(number) === undefined) {
    const among = Object.values(createCloneCodes).map((one) => String(one.code));
    badInput({ field, value: String(code), expected: 'a return code of CreateClone', among });
  }
  if (!isDocumented('CreateClone', number, version)) {
    badInput({ field, value: code, expected: `a return code that CreateClone has in ${version}` });
  }
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
      if (expectation.error !== undefined) checkCode(expectation.error, `${field}.error`, version);
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
