import { everyProperty } from '../everyProperty.js';
import { harder } from '../variety.js';

// Arrays that nobody ships: tight limits, small extents, and whatever else a profile can say.
everyProperty('other', harder);
