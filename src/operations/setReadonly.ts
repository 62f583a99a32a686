import { setReadonly as facts } from '../vocabulary/methods/setReadonly.js';
import { settingAccess } from './conversation/access.js';
import { type Operation, operation } from './operation.js';

const definition: Operation<typeof facts> = { method: facts, ...settingAccess({ readOnly: true }) };

/** MSFT_SMStorageVolume.SetReadonly: hosts may only read a volume from now on.
 * @see MSFT_SMStorageVolume.SetReadonly, "Return value"
 */
export const setReadonly = operation(definition);
