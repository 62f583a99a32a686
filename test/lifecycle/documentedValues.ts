// The value maps of the classes' documentation (Windows Storage Management provider, MSFT_SM* classes), by number.

export const jobStates: Readonly<Record<number, string>> = {
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

/** OperationalStatus of MSFT_SMJob and MSFT_SMPool. */
export const operationalStatuses: Readonly<Record<number, string>> = {
  0: 'Unknown',
  1: 'Other',
  2: 'OK',
  3: 'Degraded',
  4: 'Stressed',
  5: 'Predictive Failure',
  6: 'Error',
  7: 'Non-Recoverable Error',
  8: 'Starting',
  9: 'Stopping',
  10: 'Stopped',
  11: 'In Service',
  12: 'No Contact',
  13: 'Lost Communication',
  14: 'Aborted',
  15: 'Dormant',
  16: 'Supporting Entity in Error',
  17: 'Completed',
  18: 'Power Mode',
};

/** OperationalStatus of MSFT_SMStorageVolume, a shorter list. */
export const volumeOperationalStatuses: Readonly<Record<number, string>> = {
  2: 'OK',
  3: 'Degraded',
  6: 'Error',
  8: 'Starting',
  15: 'Dormant',
};

export const healthStatuses: Readonly<Record<number, string>> = { 0: 'Healthy', 1: 'Warning', 2: 'Unhealthy' };

export const copyStates: Readonly<Record<number, string>> = {
  2: 'Initialized',
  3: 'Unsynchronized',
  4: 'Synchronized',
  5: 'Broken',
  6: 'Fractured',
  7: 'Split',
  8: 'Inactive',
  9: 'Suspended',
  10: 'Failedover',
  11: 'Prepared',
  12: 'Aborted',
  13: 'Skewed',
  14: 'Mixed',
  15: 'Not Applicable',
};

export const syncStates: Readonly<Record<number, string>> = {
  2: 'Initialized',
  3: 'PrepareInProgress',
  4: 'Prepared',
  5: 'ResyncInProgress',
  6: 'Synchronized',
  7: 'Fracture In Progress',
  8: 'QuiesceInProgress',
  9: 'Quiesced',
  10: 'Restore In Progresss', // sic
  11: 'Idle',
  12: 'Broken',
  13: 'Fractured',
  14: 'Frozen',
  15: 'Copy In Progress',
};

export const progressStatuses: Readonly<Record<number, string>> = {
  0: 'Unknown',
  2: 'Completed',
  3: 'Dormant',
  4: 'Initializing',
  5: 'Preparing',
  6: 'Synchronizing',
  7: 'Resyncing',
  8: 'Restoring',
  9: 'Fracturing',
  10: 'Splitting',
  11: 'Failing over',
  12: 'Failing back',
  13: 'Aborting',
  14: 'Mixed',
  15: 'Not Applicable',
  16: 'Suspending',
  17: 'Requires fracture',
  18: 'Requires resync',
  19: 'Requires activate',
  20: 'Pending',
  21: 'Detaching',
};
