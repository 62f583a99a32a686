import { parseDuration } from '../units/durations.js';
import type { Row } from './contradiction.js';
import type { Profile } from './profile.js';

/** What can't be true of how an array changes volumes. */
export function aboutVolumes(profile: Profile): Row[] {
  return [...aboutResizing(profile), ...aboutAccess(profile)];
}

function aboutResizing({ capabilities, resizing }: Profile): Row[] {
  return [
    {
      holds: resizing.by === 'call' && parseDuration(resizing.takes, 'resizing.takes') > 0,
      path: 'resizing.takes',
      expected: "0, because resizing.by is 'call': there is no job that takes time",
    },
    ...(['expandsVolumes', 'reducesVolumes'] as const).map((member) => ({
      holds: capabilities[member] && !capabilities.modifiesVolumes,
      path: `capabilities.${member}`,
      expected: 'false, because capabilities.modifiesVolumes is false',
    })),
  ];
}

function aboutAccess({ access }: Profile): Row[] {
  return (['snapshots', 'exposed'] as const).map((member) => ({
    holds: !access.changes && access[member] === 'refused',
    path: `access.${member}`,
    expected: "'changed', because access.changes is false: all volumes keep their access",
  }));
}
