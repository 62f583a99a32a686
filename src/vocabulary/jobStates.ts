/** The value map of MSFT_SMJob.JobState. @see MSFT_SMJob.JobState */
export const jobStateLabels = {
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
} as const;
