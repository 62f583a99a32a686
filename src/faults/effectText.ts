import { formatDuration, milliseconds } from '../vocabulary/units/durations.js';
import { formatSize } from '../vocabulary/units/sizes.js';
import type { Effect, Span } from './effect.js';

/** An effect in words, as the ledger and the trace tell it. */
export function effectText(effect: Effect): string {
  switch (effect.kind) {
    case 'return':
      return `return ${effect.code}`;
    case 'tls':
      return `tls ${effect.problem}`;
    case 'failJob':
      return words('failJob', effect.code, effect.atPercent !== null && `at ${effect.atPercent} %`, leaves(effect));
    case 'partial':
      return words('partial', effect.fraction, `return ${effect.code}`, leaves(effect));
    case 'duplicate':
      return `duplicate ${effect.times} times`;
    case 'restartProvider':
      return words(
        'restartProvider',
        span(effect.downMs),
        effect.loses && `loses ${effect.loses.join(', ') || 'nothing'}`,
      );
    case 'delay':
    case 'slowLink':
      return `${effect.kind} ${spanText(effect.span)}`;
    case 'stallJob':
      return words(
        'stallJob',
        effect.ms !== null && span(effect.ms),
        effect.atPercent !== null && `at ${effect.atPercent} %`,
      );
    case 'slowJob':
      return `slowJob ${effect.factor}`;
    case 'stealCapacity':
      return words('stealCapacity', effect.size === 'all' ? 'all' : formatSize(effect.size), inPool(effect.pool));
    case 'poolState':
      return words('poolState', effect.state, inPool(effect.pool));
    case 'linkState':
      return `linkState ${effect.state}`;
    case 'setCapability':
      return `setCapability ${effect.name} ${JSON.stringify(effect.to)}`;
    case 'reportCapability':
      return `reportCapability ${effect.name} ${JSON.stringify(effect.as)}`;
    case 'staleCache':
      return words('staleCache', effect.changes !== null && `for ${effect.changes} changes`);
    case 'expireCredential':
      return words('expireCredential', effect.account);
    case 'clockSkew':
      return `clockSkew ${effect.ms < 0 ? '-' : ''}${span(Math.abs(effect.ms))}`;
    case 'hold':
    case 'release':
      return `${effect.kind} ${effect.tag}`;
    case 'failRead':
      return `failRead ${effect.why}`;
    case 'wrongState':
      return `wrongState ${effect.state}`;
    case 'wrongProgress':
      return `wrongProgress ${effect.percent} %`;
    case 'wrongSize':
      return `wrongSize ${effect.factor} times`;
    default:
      return effect.kind;
  }
}

function words(...parts: readonly (string | number | false | null)[]): string {
  return parts.filter((part) => part !== false && part !== null && part !== '').join(' ');
}

function leaves({ residue }: { readonly residue: string | null }): string | null {
  return residue === 'target' ? 'leaving the target' : null;
}

function inPool(pool: string | null): string | null {
  return pool === null ? null : `of pool ${pool}`;
}

function span(ms: number): string {
  return formatDuration(milliseconds(ms));
}

function spanText(one: Span): string {
  if (one.kind === 'fixed') return span(one.ms);
  return one.kind === 'uniform' ? `${span(one.fromMs)} to ${span(one.toMs)}` : `about ${span(one.meanMs)}`;
}
