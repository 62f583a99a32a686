import { setReadWrite as facts } from '../vocabulary/methods/setReadWrite.js';
import { settingAccess } from './conversation/access.js';
import { type Operation, operation } from './operation.js';

const definition: Operation<typeof facts> = { method: facts, ...settingAccess({ readOnly: false }) };

/** MSFT_SMStorageVolume.SetReadWrite: hosts may write to a volume again.
 * @see MSFT_SMStorageVolume.SetReadWrite, "Return value"
 */
export const setReadWrite = operation(definition);
