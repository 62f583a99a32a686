import { outOfBand, set } from './acts.js';
import type { MethodExamples } from './methodExamples.js';

export const getSizesInfo: MethodExamples = {
  on: 'silver',
  parameters: { PoolSettingObjectId: '' },
  succeeds: 'success',
  startsJob: null,

  causes: {
    'service.malformed': { parameters: { PoolSettingObjectId: null } },
    'service.poolUnknown': { on: 'nowhere' },

    'invoke.parameterType': {
      shape: ({ profile }) => {
        profile.provider.mistypedParameters = ['Goal'];
      },
    },
    'invoke.deletedInFlight': { at: { step: 'invoke', do: outOfBand({ delete: 'silver' }) } },
    'invoke.settingUnknown': { parameters: { PoolSettingObjectId: 'fast' } },

    'array.notThere': { before: outOfBand({ delete: 'silver' }) },
    'array.noSizes': {
      shape: ({ profile }) => {
        profile.provider.methods.GetSupportedSizeRange = 'unsupported';
      },
    },
    'array.poolOfflineForSizes': {
      shape: ({ profile }) => {
        profile.provider.methods.GetSupportedSizes = 'available';
      },
      before: set({ pool: 'silver', state: 'offline' }),
    },
    'array.poolOfflineForRange': { before: set({ pool: 'silver', state: 'offline' }) },
  },

  exclusive: [
    ...['array.poolOfflineForSizes', 'array.poolOfflineForRange'].flatMap((row) => [
      { rows: ['array.notThere', row], because: 'a pool is in one state' },
      { rows: ['array.noSizes', row], because: 'a provider that tells no sizes fails at none of the two methods' },
    ]),
  ],

  ends: {},

  before2016: [],
};
