import { profiles } from '../../../src/vocabulary/profile/choice.js';
import { arrayKindsOf } from '../arrayKind.js';
import { everyProperty } from '../everyProperty.js';

everyProperty('instant-clone', arrayKindsOf(profiles['instant-clone']));
