import { profiles } from '../../../src/vocabulary/profile/choice.js';
import { arrayKindsOf } from '../arrayKind.js';
import { everyProperty } from '../everyProperty.js';

everyProperty('strict-names', arrayKindsOf(profiles['strict-names']));
