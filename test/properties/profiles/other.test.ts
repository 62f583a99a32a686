import { harder } from '../arrayKind.js';
import { everyProperty } from '../everyProperty.js';

// Arrays that nobody ships: tight limits, small extents, and whatever else a profile can say.
everyProperty('other', harder, 0.4);
