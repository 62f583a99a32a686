import { everyLicence } from '../underFaults.js';

everyLicence();
