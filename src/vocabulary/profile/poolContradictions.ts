import { parseDuration } from '../units/durations.js';
import type { Profile } from './profile.js';

/** What can't be true at once of how pools are made: rows of `contradictionsOf`. */
export function aboutPoolCreation({ poolCreation: { by, takes, ofDrives, settings } }: Profile) {
  return [
    {
      holds: by === 'call' && parseDuration(takes, 'poolCreation.takes') > 0,
      path: 'poolCreation.takes',
      expected: "0, because poolCreation.by is 'call': there is no job that takes time",
    },
    {
      holds: !ofDrives && settings.length === 0,
      path: 'poolCreation.settings',
      expected:
        'one at least, because poolCreation.ofDrives is false: a client could name neither drives nor a setting',
    },
  ];
}
