import { profiles } from '../../../src/index.js';
import { arrayKindsOf } from '../arrayKind.js';
import { everyProperty } from '../everyProperty.js';

everyProperty('remote-only', arrayKindsOf(profiles['remote-only']));
