import { profiles } from '../../../src/vocabulary/profile/choice.js';
import { arrayKindsOf } from '../arrayKind.js';
import { everyProperty } from '../everyProperty.js';

everyProperty('slow-provider', arrayKindsOf(profiles['slow-provider']));
