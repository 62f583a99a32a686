import type { FaultRecord } from './faultRecord.js';
import type { Fault, PlanTerms } from './plan.js';

/** At how many visits a fault is asked for nothing but how near it comes; one that must fire, at all. */
const watchedVisits = 20;

/** Whether it is still worth knowing how near a fault comes. */
export function isWatched({ expect }: Fault, record: FaultRecord): boolean {
  return record.matched === 0 && (expect === 'must' || record.visits < watchedVisits);
}

/** Why a fault has not fired: the last thing that it came to. */
export function closest({ budget }: PlanTerms, fault: Fault, record: FaultRecord): string {
  if (!record.armed) return `it was not armed in this run (arm.p is ${fault.armP})`;
  const { after, nth, every, p } = fault.fire;
  if (p === 0) return 'its chance is 0 (fire.p)';
  const places = fault.at.join(', ');
  if (record.visits === 0) return `nothing came to ${places}`;
  const more = fault.expect === 'may' && record.visits >= watchedVisits ? ' or more' : '';
  const visits = `${places} ${fault.at.length === 1 ? 'was' : 'were'} visited ${times(record.visits)}${more}`;
  if (record.matched === 0) return `${visits}; the closest: ${record.nearest?.why ?? 'nothing matched'}`;
  const matched = `it matched ${times(record.matched)}`;
  if (record.matched <= after) return `${matched}, and fires from match ${after + 1} on (fire.after)`;
  if (nth !== null) return `${matched}, and fires at match ${after + nth} only (fire.nth)`;
  if (every !== null) return `${matched}, and fires at every ${every}. match (fire.every)`;
  if (p < 1) return `${matched}, and its chance of ${Number((p * 100).toPrecision(6))} % never came up (fire.p)`;
  return `${matched}, and the plan's budget of ${budget} fires was spent`;
}

function times(count: number): string {
  return count === 1 ? 'once' : `${count} times`;
}
