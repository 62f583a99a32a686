import { jobStateLabels } from '../../vocabulary/jobStates.js';

const jobStateNames: Readonly<Record<number, string>> = jobStateLabels;

/** As the documents call it. */
export function nameOf(jobState: number): string {
  return jobStateNames[jobState] ?? `in the state ${jobState}`;
}

/** A job's state as charts have it: 'Shutting Down' is shuttingDown. */
export function stateWord(jobState: number): string {
  const [first = '', ...rest] = (jobStateNames[jobState] ?? `${jobState}`).split(' ');
  return [first.toLowerCase(), ...rest].join('');
}
