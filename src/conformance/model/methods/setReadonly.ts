import { setAccess } from './setAccess.js';

/** MSFT_SMStorageVolume.SetReadonly
 * @see MSFT_SMStorageVolume.SetReadonly, "Return value"
 */
export const setReadonly = setAccess('SetReadonly', true);
