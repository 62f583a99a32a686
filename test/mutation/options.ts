import { parseArgs } from 'node:util';
import { folders } from './mutableFiles.js';

export interface Options {
  readonly sample: number;
  readonly seed: number;
  readonly json: boolean;
  /** Mutants of one folder alone. */
  readonly folder: string | undefined;
  /** One mutant alone, by its id. */
  readonly mutant: number | undefined;
  /** Judges what is explained, too, instead of believing it. */
  readonly all: boolean;
  /** How many processes judge at once. */
  readonly workers: number;
}

/** @throws Error that says what was expected */
export function readOptions(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      sample: { type: 'string', default: '250' },
      seed: { type: 'string', default: '1' },
      json: { type: 'boolean', default: false },
      folder: { type: 'string' },
      mutant: { type: 'string' },
      all: { type: 'boolean', default: false },
      workers: { type: 'string', default: '2' },
    },
  });
  const { json, folder, all } = values;
  if (folder !== undefined && !folders.some((known) => known === folder))
    throw new Error(`--folder: '${folder}' is none of ${folders.join(', ')}`);
  return {
    json,
    folder,
    all,
    sample: wholeNumber('sample', values.sample, 1),
    seed: wholeNumber('seed', values.seed, 0),
    mutant: values.mutant === undefined ? undefined : wholeNumber('mutant', values.mutant, 0),
    workers: wholeNumber('workers', values.workers, 1),
  };
}

function wholeNumber(name: string, text: string, least: number): number {
  const number = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (number >= least && Number.isSafeInteger(number)) return number;
  throw new Error(`--${name}: '${text}' is no whole number from ${least} on`);
}
