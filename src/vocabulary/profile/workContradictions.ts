import { parseDuration } from '../units/durations.js';
import type { Row } from './contradiction.js';
import type { Profile } from './profile.js';

/** What a client may ask of volumes. */
export function aboutGoals({ creation: { goals } }: Profile): Row[] {
  const expected = 'the least and the most of it, in this order';
  return (['packageRedundancy', 'dataRedundancy'] as const).map((goal) => {
    return { holds: goals[goal][0] > goals[goal][1], path: `creation.goals.${goal}`, expected };
  });
}

/** What is done within the call takes no time of a job. */
export function aboutWork(profile: Profile): Row[] {
  return (['creation', 'deletion'] as const).map((work) => ({
    holds: profile[work].by === 'call' && parseDuration(profile[work].takes, `${work}.takes`) > 0,
    path: `${work}.takes`,
    expected: `0, because ${work}.by is 'call': there is no job that takes time`,
  }));
}
