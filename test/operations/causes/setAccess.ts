import { outOfBand, set } from './acts.js';
import type { MethodExamples } from './methodExamples.js';

/** Of SetReadonly and of SetReadWrite. */
export const setAccess: MethodExamples = {
  on: 'db',
  parameters: {},
  succeeds: 'success',
  startsJob: null,

  causes: {
    'service.malformed': { parameters: { username: 'service' } },
    'service.volumeUnknown': { on: 'nowhere' },

    'invoke.parameterType': {
      shape: ({ profile }) => {
        profile.provider.mistypedParameters = ['DeviceAccesses'];
      },
    },
    'invoke.deletedInFlight': { at: { step: 'invoke', do: outOfBand({ delete: 'db' }) } },

    'array.accessFixed': {
      shape: ({ profile }) => {
        profile.access = { changes: false, snapshots: 'changed', exposed: 'changed' };
      },
    },
    'array.notThere': { before: outOfBand({ delete: 'db' }) },
    'array.snapshotFixed': {
      shape: ({ profile, db }) => {
        db.snapshot = true;
        if (profile.access.changes) profile.access.snapshots = 'refused';
      },
    },
    'array.exposed': {
      shape: ({ profile, db }) => {
        db.exposed = true;
        if (profile.access.changes) profile.access.exposed = 'refused';
      },
    },
    'array.locked': { before: set({ volume: 'db', state: 'resizing' }) },
    'array.notUsable': { before: set({ volume: 'db', state: 'failed' }) },
  },

  exclusive: [
    ...['array.snapshotFixed', 'array.exposed'].map((row) => ({
      rows: ['array.accessFixed', row],
      because: 'what changes no access makes no difference between volumes',
    })),
    { rows: ['array.locked', 'array.notUsable'], because: 'a volume is in one state' },
  ],

  ends: {},

  before2016: [['service.role', 'authenticate.role', 43002]],
};
