import { callsIn } from '../../conformance/failures/stepText.js';
import type { Failure } from '../../conformance/report.js';
import { counted } from './conformanceSummary.js';

/** How a failure was found, and what kind of run shows it. */
export function foundText(failure: Failure): string[] {
  const { foundAs, foundAfterCalls } = failure;
  return [
    ...(foundAs === null ? [] : [foundAsText(foundAs)]),
    `Seen after ${counted(foundAfterCalls, 'call')}; ${runText(failure)}`,
  ];
}

/** What else was broken first. */
function foundAsText(property: string): string {
  return `Found as ${property}; with a look after each step, this is broken before.`;
}

/** What kind of run it is, and how long. */
function runText(failure: Failure): string {
  const { ended, runs } = failure.shrinking;
  const long = `${counted(callsIn(failure), 'call')}, tier ${failure.run.tier}`;
  const asFound = `the run as it was found has ${long}`;
  const shortest = `the shortest run that was found to show it has ${long}`;
  switch (ended) {
    case 'shortest':
      return `the shortest run that shows it has ${long}`;
    case 'budget':
      return `within ${counted(runs, 'run')} that were tried, ${shortest}`;
    case 'time':
      return runs === 0 ? `${asFound}, since the time ended` : `until the time ended, ${shortest}`;
    case 'off':
      return asFound;
    case 'not-again':
      return `${asFound}, and did not show it when it was done again`;
    case 'broke-down':
      return `${asFound}, since the driver broke down before there was a shorter one`;
  }
}
