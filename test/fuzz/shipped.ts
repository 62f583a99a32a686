import { readdirSync } from 'node:fs';
import { readScenarioText } from '../../src/scenario/read/load.js';
import { manyTrials } from './trials.js';

const folder = new URL('../../scenarios/', import.meta.url);

/** Of so many one is damaged every day. */
const everyday = 16;

/** The scenarios that come with arraysim, as they are written: some of them every day, all in a long run. */
export function shipped(): readonly { readonly file: string; readonly text: string }[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.yaml'))
    .sort()
    .filter((_, at) => manyTrials || at % everyday === 0)
    .map((file) => ({ file, text: readScenarioText(new URL(file, folder).pathname) }));
}
