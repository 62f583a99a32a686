import { profiles } from '../../../src/vocabulary/profile/choice.js';
import { arrayKindsOf } from '../arrayKind.js';
import { everyProperty } from '../everyProperty.js';

everyProperty('legacy-2012', arrayKindsOf(profiles['legacy-2012']));
