import { profiles } from '../../../src/index.js';
import { arrayKindsOf } from '../arrayKind.js';
import { everyProperty } from '../everyProperty.js';

everyProperty('full-copy', arrayKindsOf(profiles['full-copy']));
