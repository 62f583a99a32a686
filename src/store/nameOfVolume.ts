import { hashOf, hexOf } from '../determinism/hash.js';
import type { VolumeId } from '../vocabulary/units/ids.js';
import type { Configuration } from './configuration.js';

/** The identifier by which hosts know a volume again, on page 83 of its vital product data: NAA 6, IEEE Registered Extended, 16 bytes
 * as 32 upper-case hexadecimal digits.
 * @see SCSI Primary Commands, NAA IEEE Registered Extended; CIM_StorageExtent.NameFormat, 9: "16 or 32 unseparated uppercase hex
 * characters"
 */
export function nameOfVolume(configuration: Configuration, id: VolumeId): string {
  // Of one array the last digits of ids are different, of arrays with different serial numbers what stands before them.
  return headOf(configuration) + id.slice(-8).toUpperCase();
}

/** No company has it: the bit of numbers that are given out locally is set. */
const companyId = '02A55A';

/** All digits but those of the volume; worked out once a configuration, which never changes. */
function headOf(configuration: Configuration): string {
  const known = heads.get(configuration);
  if (known !== undefined) return known;
  const made = `6${companyId}0${hexOf(hashOf(['naa', configuration.serial])).toUpperCase()}`;
  heads.set(configuration, made);
  return made;
}

const heads = new WeakMap<Configuration, string>();
