import { createEngine } from '../engine/createArray.js';
import { associators, references } from './associations.js';
import { storageEvent } from './events.js';

const maker = createEngine({}, { associators, references, event: storageEvent });

/** Makes a simulated array.
 * @param options what it is made of; an empty array of kind 'full-copy' when left out
 * @throws BadInputError naming field, value and expectation
 */
export const createArray = maker.createArray;

/** Takes back what `array.save()` wrote.
 * @throws BadInputError when the text is no saved array, or was changed since it was saved
 */
export const loadArray = maker.loadArray;
