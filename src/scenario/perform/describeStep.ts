import { formatDuration, parseDuration } from '../../vocabulary/units/durations.js';
import type { Expectation, ScenarioStep } from '../read/schema.js';

/** A step in a few words, for a line of a table. */
export function describeStep(step: ScenarioStep): string {
  switch (step.kind) {
    case 'call':
      return `${step.call} ${step.on}`;
    case 'begin':
      return `begin ${step.begin.call} ${step.begin.on}`;
    case 'step':
      return `step ${step.step.call}${step.step.to === undefined ? '' : ` to ${step.step.to}`}`;
    case 'finish':
      return `finish ${step.finish}`;
    case 'write':
      return `write ${step.write.tag} to ${step.write.to}`;
    case 'advance':
      return `advance ${formatDuration(parseDuration(step.advance, 'advance'))}`;
    case 'settle':
    case 'discover':
      return step.kind;
    case 'set':
      return `set ${inWords(step.set)}`;
    case 'outOfBand':
      return `out of band ${inWords(step.outOfBand)}`;
    case 'fail':
      return `fail at ${step.fail.at} with ${step.fail.code}`;
    case 'job':
      return `${step.job.do} job of ${step.job.of}`;
    case 'session':
      return `${step.session.do} session of ${step.session.of}`;
    case 'faults':
      return 'faults';
    case 'release':
      return `release ${step.release}`;
    case 'heal':
      return step.heal === true ? step.kind : `heal ${step.heal.join(', ')}`;
    case 'addFault':
      return 'add fault';
    case 'removeFault':
      return `remove fault ${step.removeFault}`;
    case 'expect':
      return `expect ${subjectOf(step.expect)}`;
  }
}

/** What an expectation looks at. */
export function subjectOf(expectation: Expectation): string {
  switch (expectation.kind) {
    case 'volume':
      return `volume ${expectation.volume}`;
    case 'pool':
      return `pool ${expectation.pool}`;
    case 'job':
      return `job ${expectation.job}`;
    case 'drive':
      return `drive ${expectation.drive}`;
    case 'sessions':
    case 'volumes':
      return expectation.kind;
    case 'fault':
      return `fault ${expectation.fault}`;
  }
}

/** `{ volume: 'db', state: 'offline' }` is 'volume db offline'; only the first key is said. Never a password. */
function inWords(change: object): string {
  const [first, ...rest] = Object.entries(change);
  if (first === undefined) return '';
  const others = rest.map(([, value]) => part(value));
  return [first[0], part(first[1]), ...others].join(' ');
}

function part(value: unknown): string {
  if (typeof value !== 'object' || value === null) return String(value);
  const members = Object.entries(value).filter(([key]) => key !== 'password');
  return members
    .map(([key, member]) => `${key} ${Array.isArray(member) ? `[${member.join(', ')}]` : part(member)}`)
    .join(', ');
}
