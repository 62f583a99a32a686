import { everyGuarantee } from '../underFaults.js';

everyGuarantee();
