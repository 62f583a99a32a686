import { everyLicensedRelation } from '../underFaults.js';

everyLicensedRelation();
