import { profiles } from '../../../src/index.js';
import { everyProperty } from '../everyProperty.js';
import { varietiesOf } from '../variety.js';

everyProperty('legacy-2012', varietiesOf(profiles['legacy-2012']));
