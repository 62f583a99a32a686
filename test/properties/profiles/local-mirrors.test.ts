import { profiles } from '../../../src/vocabulary/profile/choice.js';
import { arrayKindsOf } from '../arrayKind.js';
import { everyProperty } from '../everyProperty.js';

everyProperty('local-mirrors', arrayKindsOf(profiles['local-mirrors']));
