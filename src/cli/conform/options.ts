import { type ConformOptions, isChosen, type SuiteEntry } from '../../conformance/options.js';
import { type Level, levels } from '../../conformance/report.js';
import type { RemoteOptions } from '../../subjects/remote/driver.js';
import { BadInputError, badInput } from '../../vocabulary/input/badInput.js';
import { parseDuration } from '../../vocabulary/units/durations.js';
import { seedOf } from '../seedOption.js';

/** `arraysim conform`'s options, as they are typed. */
export interface ConformCommandOptions {
  readonly list?: boolean;
  readonly init?: string;
  readonly level?: string;
  readonly seed?: string;
  readonly runs?: string;
  readonly time?: string;
  readonly only?: string;
  readonly except?: string;
  /** False for `--no-shrink`. */
  readonly shrink?: boolean;
  readonly deep?: boolean;
  readonly exhaustive?: string;
  readonly strict?: boolean;
  readonly replay?: string;
  readonly json?: boolean;
  readonly junit?: string;
  readonly html?: string;
  readonly out?: string;
  readonly mutants?: boolean;
  readonly version?: string;
  readonly insecure?: boolean;
  readonly mayDelete?: boolean;
  readonly jobsWithin?: string;
}

/** How the suite is to go about it. @throws BadInputError */
export function suiteOptions(options: ConformCommandOptions, suite: readonly SuiteEntry[]): ConformOptions {
  const { level, seed, runs, time, only, except, shrink, deep, strict, exhaustive } = options;
  const chosen = level === undefined ? undefined : levelsOf(level);
  const how: ConformOptions = {
    ...(chosen === undefined ? {} : { levels: chosen }),
    ...(seed === undefined ? {} : { seed: seedOf(seed) }),
    ...(runs === undefined ? {} : { runs: runsOf(runs) }),
    ...(time === undefined ? {} : { timeMs: timeOf(time) }),
    ...(only === undefined ? {} : { only: propertiesOf(only, chosen ?? levels, suite) }),
    ...(except === undefined ? {} : { except: exceptedOf(except, suite) }),
    ...(deep === true ? { deep } : {}),
    ...(exhaustive === undefined ? {} : { exhaustive: depthOf(exhaustive) }),
    ...(strict === true ? { strict } : {}),
    ...(shrink === false ? { shrink } : {}),
  };
  if (except === undefined || chosenOf(suite, how).length > 0) return how;
  return badInput({ field: '--except', value: except, expected: 'properties that leave others to be judged' });
}

/** The rows that `--level`, `--only` and `--except` leave. */
export function chosenOf(suite: readonly SuiteEntry[], how: ConformOptions): SuiteEntry[] {
  const { levels: chosen = levels } = how;
  return suite.filter(({ name, level }) => chosen.includes(level) && isChosen(name, how));
}

/** An option as it is typed: `--may-delete`. */
export function flagOf(option: string): string {
  return `--${option.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}

/** How a provider on the wire is driven. @throws BadInputError */
export function remoteOptions({ insecure, mayDelete, jobsWithin }: ConformCommandOptions): RemoteOptions {
  return {
    ...(insecure === true ? { insecure } : {}),
    ...(mayDelete === true ? { mayDelete } : {}),
    ...(jobsWithin === undefined ? {} : { jobsEndWithinMs: timeOf(jobsWithin, '--jobs-within') }),
  };
}

function wordsOf(text: string, field: string, expected: string): string[] {
  const words = text.split(',').map((word) => word.trim());
  if (words.includes('')) badInput({ field, value: text, expected });
  return words;
}

function levelsOf(text: string): Level[] {
  const expected = `one or more of ${levels.join(', ')}, with commas`;
  const words = wordsOf(text, '--level', expected);
  for (const word of words) {
    if (!levels.some((level) => level === word)) badInput({ field: '--level', value: word, expected, among: levels });
  }
  return levels.filter((level) => words.includes(level));
}

function propertiesOf(text: string, chosen: readonly Level[], suite: readonly SuiteEntry[]): string[] {
  const words = wordsOf(text, '--only', 'names of properties, with commas');
  for (const word of words) {
    const entry = propertyNamed(word, suite, '--only');
    if (chosen.includes(entry.level)) continue;
    badInput({ field: '--only', value: word, expected: `a property of ${chosen.join(', ')}: it is of ${entry.level}` });
  }
  return words;
}

/** A property of a level that is not asked for may be left out, too: the list may be the same for all levels. */
function exceptedOf(text: string, suite: readonly SuiteEntry[]): string[] {
  const words = wordsOf(text, '--except', 'names of properties, with commas');
  for (const word of words) propertyNamed(word, suite, '--except');
  return words;
}

/** @throws BadInputError when the suite has no such property */
export function propertyNamed(name: string, suite: readonly SuiteEntry[], field: string): SuiteEntry {
  const found = suite.find((entry) => entry.name === name);
  const among = suite.map((entry) => entry.name);
  return found ?? badInput({ field, value: name, expected: "a property that 'arraysim conform --list' has", among });
}

function depthOf(text: string): number {
  if (!/^[2-4]$/.test(text))
    badInput({ field: '--exhaustive', value: text, expected: 'how many calls come together at most, from 2 to 4' });
  return Number(text);
}

function runsOf(text: string): number {
  const runs = Number(text);
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(runs) || runs === 0) {
    badInput({ field: '--runs', value: text, expected: 'a whole number of at least 1' });
  }
  return runs;
}

function timeOf(text: string, field = '--time'): number {
  const complain = (expected: string) => badInput({ field, value: text, expected });
  if (/^\s*-/.test(text)) complain('more than no time');
  try {
    return parseDuration(text, field) || complain('more than no time');
  } catch (error) {
    if (!(error instanceof BadInputError)) throw error;
    // It is no virtual time that passes here.
    return complain(error.expected.replace(/: virtual time .*/, ''));
  }
}
