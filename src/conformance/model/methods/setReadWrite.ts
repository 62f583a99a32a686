import { setAccess } from './setAccess.js';

/** MSFT_SMStorageVolume.SetReadWrite
 * @see MSFT_SMStorageVolume.SetReadWrite, "Return value"
 */
export const setReadWrite = setAccess('SetReadWrite', false);
