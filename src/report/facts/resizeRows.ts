import { methods } from '../../vocabulary/methods/index.js';
import type { Profile } from '../../vocabulary/profile/profile.js';
import { type Row, time } from './profileRow.js';

const { codes } = methods['StorageVolume.ModifySize'];

/** How ModifySize answers. */
export function resizeRows({ capabilities, resizing }: Profile): Row[] {
  const { modifiesVolumes, expandsVolumes, reducesVolumes } = capabilities;
  const { by, takes, whileCopying, whileAssociated } = resizing;
  const offered = (is: boolean, { code }: { readonly code: number }) => (is ? 'yes' : `no (${code})`);
  const done = (which: 'allowed' | 'refused') => (which === 'allowed' ? 'allowed' : `refused (${codes.inUse.code})`);
  if (!modifiesVolumes) return [['volumes', `none (${codes.modificationNotSupported.code})`]];
  return [
    ['larger', offered(expandsVolumes, codes.expansionNotSupported)],
    ['smaller', offered(reducesVolumes, codes.reductionNotSupported)],
    ['answer', by === 'call' ? '0: done within the call' : `4096: by a job that takes ${time(takes)}`],
    ['while it is copied', done(whileCopying)],
    ['while associated', done(whileAssociated)],
  ];
}
