import { wrongAccess } from './mutants/access.js';
import { wrongAssociations } from './mutants/associations.js';
import { wrongCapabilities } from './mutants/capabilities.js';
import { wrongClones } from './mutants/clones.js';
import { wrongCodes } from './mutants/codes.js';
import { wrongContents } from './mutants/contents.js';
import { wrongCreations } from './mutants/creations.js';
import { wrongDeletions } from './mutants/deletions.js';
import { wrongDetails } from './mutants/details.js';
import { wrongDiagnoses } from './mutants/diagnoses.js';
import { wrongDiscoveries } from './mutants/discoveries.js';
import { wrongDrives } from './mutants/drives.js';
import { wrongFamilies } from './mutants/families.js';
import { wrongFaults } from './mutants/faults.js';
import { wrongAboutJobs } from './mutants/fromJob.js';
import { wrongHalves } from './mutants/halfCopies.js';
import { wrongJobs } from './mutants/jobs.js';
import { wrongLimits } from './mutants/limits.js';
import type { ArrayMutant } from './mutants/mutant.js';
import { wrongPlans } from './mutants/plans.js';
import { wrongPoolMaking } from './mutants/poolMaking.js';
import { wrongPools } from './mutants/pools.js';
import { wrongOrders } from './mutants/precedence.js';
import { wrongProviders } from './mutants/providers.js';
import { wrongAnswers } from './mutants/questions.js';
import { wrongRaces } from './mutants/races.js';
import { wrongRelations } from './mutants/relations.js';
import { wrongReplicas } from './mutants/replicas.js';
import { wrongReplies } from './mutants/replies.js';
import { wrongResizes } from './mutants/resizes.js';
import { wrongRoom } from './mutants/room.js';
import { withoutRows } from './mutants/rows.js';
import { wrongSizes } from './mutants/sizes.js';
import { wrongSnapshots } from './mutants/snapshots.js';

/** Arrays that are wrong in one way each, on purpose: a suite that lives up to its name finds each of them out. */
export const mutants: readonly ArrayMutant[] = [
  ...withoutRows,
  ...wrongOrders,
  ...wrongCodes,
  ...wrongReplies,
  ...wrongCapabilities,
  ...wrongLimits,
  ...wrongFamilies,
  ...wrongRoom,
  ...wrongClones,
  ...wrongAssociations,
  ...wrongContents,
  ...wrongJobs,
  ...wrongAboutJobs,
  ...wrongHalves,
  ...wrongRaces,
  ...wrongFaults,
  ...wrongPlans,
  ...wrongRelations,
  ...wrongDeletions,
  ...wrongPools,
  ...wrongSizes,
  ...wrongAnswers,
  ...wrongDetails,
  ...wrongProviders,
  ...wrongDiscoveries,
  ...wrongDiagnoses,
  ...wrongPoolMaking,
  ...wrongDrives,
  ...wrongSnapshots,
  ...wrongReplicas,
  ...wrongAccess,
  ...wrongResizes,
  ...wrongCreations,
];
