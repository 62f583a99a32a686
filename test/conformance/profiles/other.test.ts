import { harderProfiles } from '../../properties/arrayKind.js';
import { fewConformanceRuns } from '../environment.js';
import { everyPropertyOf } from './everyProperty.js';

// Arrays that nobody ships: small extents, tight limits. The suite's volumes need more than a tight overcommit limit promises.
for (const profile of harderProfiles.filter(({ allocation }) => allocation.overcommitLimit === null)) {
  const subject = { profile: { ...profile, base: 'full-copy' }, version: '2016' } as const;
  everyPropertyOf(`${profile.name} in 2016`, subject, fewConformanceRuns, new Set());
}
