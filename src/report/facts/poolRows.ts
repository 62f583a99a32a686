import { methods } from '../../vocabulary/methods/index.js';
import type { Profile } from '../../vocabulary/profile/profile.js';
import { type Row, time } from './profileRow.js';

const { creationNotSupported, drivesNotSupported, noDefaultSetting } = methods.CreatePool.codes;
const { expansionNotSupported } = methods.AddDiskDrives.codes;

/** What the array makes pools of, and how. */
export function poolRows({ capabilities: { createsPools, expandsPools }, poolCreation }: Profile): Row[] {
  const { by, takes, ofDrives, settings } = poolCreation;
  const names = settings.map(({ name }) => name).join(', ');
  return [
    ['made', createsPools ? madeOf(ofDrives) : `no (${creationNotSupported.code})`],
    ['grown', expandsPools ? 'yes, by disk drives' : `no (${expansionNotSupported.code})`],
    ['settings', names === '' ? `none: no default one (${noDefaultSetting.code})` : `${names}; the first by default`],
    ...(createsPools || expandsPools
      ? [['answer', by === 'call' ? '0: done within the call' : `4096: by a job that takes ${time(takes)}`] as const]
      : []),
  ];
}

function madeOf(ofDrives: boolean): string {
  return ofDrives ? 'yes' : `yes, by a setting: the array chooses the drives (${drivesNotSupported.code})`;
}
