import { profiles } from '../../../src/index.js';
import { everyProperty } from '../everyProperty.js';
import { varietiesOf } from '../variety.js';

everyProperty('snapshot-only', varietiesOf(profiles['snapshot-only']));
