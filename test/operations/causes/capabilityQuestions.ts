import { set } from './acts.js';
import type { MethodExamples } from './methodExamples.js';

// The methods of MSFT_SMReplicationCapabilities have most of their rows in common.

export const capabilityQuestion: MethodExamples = {
  on: 'MSFT_SMReplicationCapabilities',
  parameters: { ReplicationType: 11 },
  succeeds: 'success',
  startsJob: null,

  causes: {
    'service.malformed': { parameters: { ReplicationType: 26 } },

    'invoke.noCapabilities': {
      shape: ({ profile }) => {
        profile.provider.reportsCapabilities = false;
      },
    },

    'array.typeNotListed': { before: set({ capabilities: { replicationTypes: [10] } }) },
  },

  exclusive: [],

  ends: {},

  before2016: [],
};

/** Feature 2, Replication groups, is left out. */
export const groupQuestion: MethodExamples = {
  ...capabilityQuestion,
  causes: { ...capabilityQuestion.causes, 'array.noGroups': { before: set({ capabilities: { features: [8, 51] } }) } },
};

export const recoveryPointQuestion: MethodExamples = {
  ...capabilityQuestion,
  causes: {
    ...capabilityQuestion.causes,
    'array.noRecoveryPoints': {
      shape: ({ profile }) => {
        profile.provider.recoveryPoints = null;
      },
    },
  },
};
