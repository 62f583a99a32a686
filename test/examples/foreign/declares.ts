import type { Advertised } from '../../../src/conformance/subject/advertised.js';

/** What a driver can say that its subject promises, beyond what the documents ask of everybody. */
export type Declares = Advertised['declares'];
