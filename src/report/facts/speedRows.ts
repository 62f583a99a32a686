import { methods } from '../../vocabulary/methods/index.js';
import type { Profile } from '../../vocabulary/profile/profile.js';
import { steps } from '../../vocabulary/steps.js';
import { formatDuration, milliseconds, parseDuration } from '../../vocabulary/units/durations.js';
import { parseSize } from '../../vocabulary/units/sizes.js';
import { summaryOf } from '../text/profileSummary.js';
import { jobRows, type Row, size, time } from './profileRow.js';

const { codes } = methods.CreateClone;

/** How fast an array is, and what slows it. */
export function speedRows(profile: Profile): Row[] {
  const { jobs, provider } = profile;
  const blocks = parseSize(jobs.copyRatePerSecond, 'jobs.copyRatePerSecond');
  const aloneMs = Math.ceil(parseSize('100 GiB', 'size') / Math.floor(blocks / 1000));
  const slow = steps.flatMap((step) => {
    const ms = parseDuration(provider.latency[step] ?? 0, step);
    return ms === 0 ? [] : [`${step} ${formatDuration(ms)}`];
  });
  return [
    ...jobRows(
      profile,
      [
        'copy rate',
        `${size(jobs.copyRatePerSecond)} a second, shared by the running jobs; 100 GiB alone: ${about(aloneMs)}`,
      ],
      ['a degraded pool', slows(jobs.speedWhileDegraded)],
      [
        'hosts on a pool',
        jobs.speedUnderHostLoad === 1 ? 'slow no copy' : `slow copies to ${100 * jobs.speedUnderHostLoad} %`,
      ],
      ...linkRows(profile),
      ['a job starts', `within ${time(jobs.startsWithin)}`],
      ['a job stops', `within ${time(jobs.stopsWithin)}`],
      ['a job is removed', `${time(jobs.removedAfter)} after its end`],
    ),
    ...withinCallRows(profile),
    ['latency of steps', slow.length === 0 ? 'none' : slow.join(', ')],
  ];
}

function slows(speed: number): string {
  return speed === 1 ? 'slows no copy' : `slows copies to ${100 * speed} %`;
}

/** What the replication link does to copies that cross it, where there are any. */
function linkRows({ capabilities, jobs }: Profile): readonly Row[] {
  if (!capabilities.cloneRemote) return [];
  const { speedOverDegradedLink, failsWithoutLinkAfter } = jobs;
  const after = failsWithoutLinkAfter === null ? '' : `, and fail after ${time(failsWithoutLinkAfter)}`;
  return [
    ['a degraded link', slows(speedOverDegradedLink)],
    ['a partitioned link', `copies wait for it${after}; more are refused (${codes.failed.code})`],
  ];
}

/** How a copy within the call takes its time, where there are such. */
function withinCallRows(profile: Profile): readonly Row[] {
  if (!summaryOf(profile).answers.includes(codes.success.code)) return [];
  const { jobs, provider, service } = profile;
  const least = parseDuration(provider.latency.array ?? 0, 'latency');
  const floor = least === 0 ? '' : `, ${formatDuration(least)} at least`;
  return [
    [
      'within the call',
      `${size(jobs.copyRatePerSecond)} a second${floor}; beyond ${time(service.operationTimeout)}: ${codes.timeout.code}`,
    ],
  ];
}

/** To the second, once that is precise enough. */
function about(ms: number): string {
  return formatDuration(milliseconds(ms < 10_000 ? ms : Math.round(ms / 1000) * 1000));
}
