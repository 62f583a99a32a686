import type { Profile } from '../profile.js';
import { fullCopy } from './fullCopy.js';

/** A block array that gives room out when it is written, and may promise more of it than there is. */
export const thinProvisioned: Profile = {
  ...fullCopy,
  name: 'thin-provisioned',
  description:
    'An array with thin pools, which promise more than they have. A volume takes what has been written to it, and a ' +
    'clone what its source has taken. A client watches how full a pool is: writes fail when it runs out, however much ' +
    'the sizes of the volumes seem to leave.',
  // What was written is all that it has: it lets volumes shrink, too, and grow whatever copies them.
  capabilities: { ...fullCopy.capabilities, reducesVolumes: true },
  resizing: { ...fullCopy.resizing, whileCopying: 'allowed' },
  extentSize: '4 MiB',
  allocation: { kind: 'thin', overcommitLimit: 300, lowSpaceWarningThreshold: 20 },
  snapshots: { ...fullCopy.snapshots, whenFull: 'writeFails' },
  jobs: { ...fullCopy.jobs, copyRatePerSecond: '512 MiB', speedWhileDegraded: 0.5 },
};
