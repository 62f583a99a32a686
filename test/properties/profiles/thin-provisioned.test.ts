import { profiles } from '../../../src/index.js';
import { arrayKindsOf } from '../arrayKind.js';
import { everyProperty } from '../everyProperty.js';

everyProperty('thin-provisioned', arrayKindsOf(profiles['thin-provisioned']));
