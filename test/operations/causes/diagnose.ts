import { set } from './acts.js';
import type { MethodExamples } from './methodExamples.js';

export const diagnose: MethodExamples = {
  on: 'MSFT_SMSystem',
  parameters: {},
  succeeds: 'success',
  startsJob: null,

  causes: {
    'service.malformed': { parameters: { password: 'secret' } },
    'array.noDiagnosis': {
      shape: ({ profile }) => {
        profile.provider.diagnoses = 'nothing';
      },
    },
    'array.noCause': {
      shape: ({ profile }) => {
        profile.provider.diagnoses = 'states';
      },
      before: set({ volume: 'taken', state: 'degraded' }),
    },
  },

  exclusive: [{ rows: ['array.noDiagnosis', 'array.noCause'], because: 'a provider tells either nothing or states' }],

  ends: {},

  before2016: [],
};
