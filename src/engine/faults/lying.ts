import { isFresh, note } from './about.js';
import type { Carriers } from './moment.js';

/** Effects after which what is told is not what is. */
export const lying: Pick<Carriers, 'reportCapability' | 'wrongProgress' | 'reportCompletedEarly' | 'wrongSize'> = {
  reportCapability: (moment, { name, as }) => {
    if (!isFresh(moment)) return;
    const { world } = moment;
    const { settings } = world;
    note(moment, { what: 'reported', name, as });
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
