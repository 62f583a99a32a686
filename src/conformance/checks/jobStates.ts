/** @see MSFT_SMJob.JobState */
const jobStateNames: Readonly<Record<number, string>> = {
  2: 'New',
  3: 'Starting',
  4: 'Running',
  5: 'Suspended',
  6: 'Shutting Down',
  7: 'Completed',
  8: 'Terminated',
  9: 'Killed',
  10: 'Exception',
  11: 'Service',
  12: 'Query Pending',
};

/** As the documents call it. */
export function nameOf(jobState: number): string {
  return jobStateNames[jobState] ?? `in the state ${jobState}`;
}

/** A job's state as charts have it: 'Shutting Down' is shuttingDown. */
export function stateWord(jobState: number): string {
  const [first = '', ...rest] = (jobStateNames[jobState] ?? `${jobState}`).split(' ');
  return [first.toLowerCase(), ...rest].join('');
}
