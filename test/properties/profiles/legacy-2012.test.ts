import { profiles } from '../../../src/index.js';
import { arrayKindsOf } from '../arrayKind.js';
import { everyProperty } from '../everyProperty.js';

everyProperty('legacy-2012', arrayKindsOf(profiles['legacy-2012']));
