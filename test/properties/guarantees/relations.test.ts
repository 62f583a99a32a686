import { everyGuaranteedRelation } from '../underFaults.js';

everyGuaranteedRelation();
