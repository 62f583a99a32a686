import { Immer } from 'immer';

/** Immer's `produce`, for the model's states. They are not frozen: that would walk all that a call has made, and the types say
 * that nobody writes to them.
 */
export const produce: Immer['produce'] = new Immer({ autoFreeze: false }).produce;
