import { afterEffectSteps } from './createClone/afterEffectSteps.js';
import { arraySteps } from './createClone/arraySteps.js';
import { invokeSteps } from './createClone/invokeSteps.js';
import { providerSteps } from './createClone/providerSteps.js';
import { serviceSteps } from './createClone/serviceSteps.js';
import { settlements } from './createClone/settlements.js';
import type { CallFacts } from './facts/call.js';
import type { JobFacts } from './facts/job.js';
import type { Operation } from './operation.js';

/** MSFT_SMStorageVolume.CreateClone: starts a job that makes an associated, un-synced clone of a volume.
 *
 * The steps in the order in which a request meets them; in each, the first row that applies answers. Up to `array` a
 * row refuses and nothing has changed; after it the clone exists or its job runs, and a row is a failure after the
 * effect. A request that no row stops is answered 0 or 4096, see planClone.ts.
 * @see MSFT_SMStorageVolume.CreateClone, "Return value"
 */
export const createClone: Operation<CallFacts, JobFacts> = {
  method: 'CreateClone',
  checks: { ...serviceSteps, ...providerSteps, ...invokeSteps, ...arraySteps, ...afterEffectSteps },
  settle: settlements,
};
