import { accessClasses } from './access.js';
import { associationClasses } from './associations.js';
import { baseClasses } from './baseClasses.js';
import { eventClasses } from './events.js';
import { fileServerClasses } from './fileServers.js';
import { networkFabricClasses } from './networkFabric.js';
import { poolClasses } from './pools.js';
import { replicationClasses } from './replication.js';
import { serviceClasses } from './services.js';
import { systemClasses } from './systems.js';
import { volumeClasses } from './volumes.js';

/** All classes of Windows Storage Management as the documents have them, releases and all.
 *
 * Made anew at each call, and by nothing but a call: a program that never asks for a class never pays for them.
 * @see Windows Storage Management (MsftStrgMan.mof), namespace Root\Microsoft\Windows\Storage\SM
 */
export const classSpecs = () => ({
  ...baseClasses(),
  ...systemClasses(),
  ...serviceClasses(),
  ...volumeClasses(),
  ...poolClasses(),
  ...replicationClasses(),
  ...accessClasses(),
  ...networkFabricClasses(),
  ...fileServerClasses(),
  ...eventClasses(),
  ...associationClasses(),
});

export type Specs = ReturnType<typeof classSpecs>;

/** A class of Windows Storage Management. */
export type ClassName = keyof Specs;
