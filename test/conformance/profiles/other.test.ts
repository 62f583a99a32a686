import { harderProfiles } from '../../properties/arrayKind.js';
import { fewConformanceRuns } from '../environment.js';
import { everyPropertyOf } from './everyProperty.js';

// Arrays that nobody ships: small extents, tight limits. The suite's volumes need more than a tight overcommit limit promises.
for (const profile of harderProfiles.filter(({ allocation }) => allocation.overcommitLimit === null)) {
  const subject = { profile: { ...profile, base: 'full-copy' }, version: '2016' } as const;
  everyPropertyOf(`${profile.name} in 2016`, subject, fewConformanceRuns, new Set());
}

// What the documents leave open of a clone: when it is listed, and when it is detached from its source.
const open = {
  'a clone that is listed late': { clones: { targetListed: 'atCompletion' } },
  'a clone that nobody detaches': { service: { detaches: 'never' }, jobs: { leavesResidue: true } },
  'a clone that the array detaches': { service: { detaches: 'never' }, capabilities: { features: [8, 18, 51] } },
} as const;

for (const [what, more] of Object.entries(open))
  everyPropertyOf(what, { profile: { base: 'full-copy', ...more }, version: '2016' }, fewConformanceRuns, new Set());
