import type { Carriers } from '../components.js';
import { isFresh, note } from './about.js';

/** Effects after which what is reported is not what is so. */
export const lying: Pick<Carriers, 'reportCapability' | 'wrongProgress' | 'reportCompletedEarly' | 'wrongSize'> = {
  reportCapability: (injection, { name, as }) => {
    if (!isFresh(injection)) return;
    const { world } = injection;
    const { settings } = world;
    note(injection, { what: 'reported', name, as });
    const reported = { ...(settings.reported ?? settings.capabilities), [name]: as };
    world.settings = { ...settings, reported, discovered: reported };
  },

  wrongProgress: ({ read }, { percent }) => {
    if (read !== null) read.percent = percent;
  },

  reportCompletedEarly: ({ read }) => {
    if (read !== null) read.completed = true;
  },

  wrongSize: ({ read }, { factor }) => {
    if (read !== null) read.factor = factor;
  },
};
