import { profiles } from '../../../src/index.js';
import { everyProperty } from '../everyProperty.js';
import { varietiesOf } from '../variety.js';

everyProperty('full-copy', varietiesOf(profiles['full-copy']));
