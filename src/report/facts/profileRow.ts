import { methods } from '../../vocabulary/methods/index.js';
import type { Profile } from '../../vocabulary/profile/profile.js';
import { formatDuration, parseDuration } from '../../vocabulary/units/durations.js';
import { formatSize, parseSize } from '../../vocabulary/units/sizes.js';
import { summaryOf } from '../text/profileSummary.js';

/** A label, and its value; several values go one below the other. */
export type Row = readonly [label: string, ...values: string[]];

/** What is said of jobs, where there are any. */
export function jobRows(profile: Profile, ...rows: readonly Row[]): readonly Row[] {
  return summaryOf(profile).answers.includes(methods.CreateClone.codes.jobStarted.code) ? rows : [];
}

export function size(written: string | number | bigint): string {
  return formatSize(parseSize(written, 'size'));
}

export function time(written: string | number): string {
  return formatDuration(parseDuration(written, 'time'));
}
