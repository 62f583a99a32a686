import { methods } from '../../vocabulary/methods/index.js';
import type { Profile } from '../../vocabulary/profile/profile.js';
import { type Row, time } from './profileRow.js';

const { codes } = methods['Pool.CreateStorageVolume'];

/** How volumes are created, and what may be asked of them. */
export function creationRows({ capabilities, creation, provider }: Profile): Row[] {
  if (!capabilities.createsVolumes) return [['volumes', `no (${codes.creationNotSupported.code})`]];
  const { noSinglePointOfFailure, packageRedundancy, dataRedundancy, parityLayouts } = creation.goals;
  const settings: Readonly<Record<Profile['provider']['storageSettings'], string>> = {
    asMade: '',
    noCapabilities: `; the provider makes no setting for them (${codes.settingNotCreated.code})`,
    notCreated: `; the provider makes no setting for them (${codes.settingNotCreated.code})`,
    notModified: `; the provider lets no setting be changed (${codes.settingNotModified.code})`,
  };
  const goals = [
    noSinglePointOfFailure ? 'no single point of failure' : 'single points of failure',
    `package redundancy ${packageRedundancy.join(' to ')}`,
    `data redundancy ${dataRedundancy.join(' to ')}`,
    `parity layout ${parityLayouts.join(', ') || 'none'}`,
  ];
  return [
    ['volumes', 'yes'],
    [
      'answer',
      creation.by === 'call' ? '0: done within the call' : `4096: by a job that takes ${time(creation.takes)}`,
    ],
    ['goals', `${goals.join(', ')}${settings[provider.storageSettings]}`],
  ];
}
