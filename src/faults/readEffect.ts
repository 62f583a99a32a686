import type { z } from 'zod';
import { atFirstUse } from '../vocabulary/input/atFirstUse.js';
import { badInput, parseInput } from '../vocabulary/input/badInput.js';
import { capabilitiesSchema } from '../vocabulary/profile/profile.js';
import { parseDuration } from '../vocabulary/units/durations.js';
import { parseSize } from '../vocabulary/units/sizes.js';
import type { CapabilityName, Effect, EffectCallback, Span } from './effect.js';
import { bare, type PlanSchemas, planSchemas } from './planSchema.js';
import { readCode } from './readCode.js';

type Name = keyof PlanSchemas['effectSchemas'];
type Form<Key extends Name> = z.output<PlanSchemas['effectSchemas'][Key]>;

const names = atFirstUse(() => Object.keys(planSchemas().effectSchemas) as Name[]); // the keys of an object literal

/** Reads one effect: a mere name, or an object whose one key is the name.
 * @throws BadInputError with the path, the value, and what was expected
 */
export function readEffect(written: unknown, field: string): Effect {
  // A function's type is not known; what it answers is read when it comes.
  if (typeof written === 'function') return { kind: 'callback', callback: written as EffectCallback };
  if (typeof written === 'string') {
    const name = bare.find((one) => one === written) ?? refuse(written, field);
    return build(name, {}, field);
  }
  if (typeof written !== 'object' || written === null || Array.isArray(written)) {
    return badInput({ field, value: written, expected: 'an effect: its name, or an object with the name as its key' });
  }
  const [key = '', ...more] = Object.keys(written);
  const value: unknown = Object.getOwnPropertyDescriptor(written, key)?.value;
  if (key === 'callback') {
    // A function's type is not known; what it answers is read when it comes.
    if (typeof value === 'function') return { kind: 'callback', callback: value as EffectCallback };
    badInput({
      field: `${field}.callback`,
      value,
      expected: 'a function that answers with effects; in TypeScript only',
    });
  }
  const name = names().find((one) => one === key) ?? refuse(key, field);
  if (more.length > 0) {
    badInput({
      field,
      value: Object.keys(written),
      expected: `one effect an entry: ${name} alone, and a list for more`,
    });
  }
  return build(name, parseInput(planSchemas().effectSchemas[name], value, `${field}.${name}`), `${field}.${name}`);
}

function refuse(name: string, field: string): never {
  const needs = names().includes(name as Name); // a name that can't stand alone
  const expected = needs ? `'${name}' as a key, with what it needs` : `one of ${names().join(', ')}`;
  return badInput({ field, value: name, expected, among: needs ? [] : names() });
}

function build(name: Name, form: unknown, field: string): Effect {
  // Each builder gets what its own schema has read.
  return (builders[name] as (form: unknown, field: string) => Effect)(form, field);
}

const builders: { readonly [Key in Name]: (form: Form<Key>, field: string) => Effect } = {
  return: (form, field) => {
    const { code, message = null } = typeof form === 'object' ? form : { code: form };
    return { kind: 'return', ...readCode(code, field), message };
  },
  deny: () => ({ kind: 'deny' }),
  badCredential: () => ({ kind: 'badCredential' }),
  tls: (problem) => ({ kind: 'tls', problem }),
  failJob: (form, field) => {
    const { atPercent = null, code, residue = null, message = null } = typeof form === 'object' ? form : { code: form };
    const forced =
      typeof code === 'number'
        ? { code, outcome: null }
        : code === undefined
          ? { code: null, outcome: null }
          : readCode(code, field);
    return { kind: 'failJob', atPercent, ...forced, residue, message };
  },
  partial: ({ fraction, code, residue = 'target' }, field) => ({
    kind: 'partial',
    fraction,
    ...readCode(code, `${field}.code`),
    residue,
  }),
  failRead: (form) => ({ kind: 'failRead', why: (typeof form === 'string' ? form : form.why) ?? 'CIM_ERR_FAILED' }),
  loseRequest: (form) => ({ kind: 'loseRequest', as: (typeof form === 'string' ? form : form.as) ?? 'silence' }),
  loseReply: (form) => ({ kind: 'loseReply', as: (typeof form === 'string' ? form : form.as) ?? 'silence' }),
  duplicate: (form) => ({ kind: 'duplicate', times: typeof form === 'number' ? form : form.times }),
  restartProvider: (form, field) => {
    const { down = '30 s', loses = null } = typeof form === 'object' ? form : { down: form };
    return { kind: 'restartProvider', downMs: parseDuration(down, field), loses };
  },
  delay: (form, field) => ({ kind: 'delay', span: readSpan(form, field) }),
  slowLink: (form, field) => ({ kind: 'slowLink', span: readSpan(form, field) }),
  stallJob: (form, field) => {
    const { atPercent = null, for: span } = typeof form === 'object' ? form : { for: form };
    return { kind: 'stallJob', atPercent, ms: span === undefined ? null : parseDuration(span, field) };
  },
  slowJob: (form) => ({ kind: 'slowJob', factor: typeof form === 'number' ? form : form.factor }),
  stealCapacity: (form, field) => {
    const { pool = null, size } = typeof form === 'object' ? form : { size: form };
    return { kind: 'stealCapacity', pool, size: size === 'all' ? size : parseSize(size, field) };
  },
  poolState: (form) =>
    typeof form === 'string'
      ? { kind: 'poolState', pool: null, state: form }
      : { kind: 'poolState', pool: form.pool ?? null, state: form.to },
  linkState: (form) => ({ kind: 'linkState', state: typeof form === 'string' ? form : form.to }),
  setCapability: ({ name, to }, field) => ({
    kind: 'setCapability',
    name,
    to: readCapability(name, to, `${field}.to`),
  }),
  staleCache: (form) => ({ kind: 'staleCache', changes: typeof form === 'number' ? form : (form.changes ?? null) }),
  expireCredential: (form) => ({
    kind: 'expireCredential',
    account: typeof form === 'string' ? form : (form.account ?? null),
  }),
  clockSkew: (form, field) => {
    const text = String(form);
    const isBehind = /^\s*-/.test(text);
    const ms = parseDuration(isBehind ? text.replace('-', '').trim() : form, field);
    return { kind: 'clockSkew', ms: isBehind ? -ms : ms };
  },
  hold: (form) => ({ kind: 'hold', tag: typeof form === 'string' ? form : form.tag }),
  release: (form) => ({ kind: 'release', tag: typeof form === 'string' ? form : form.tag }),
  reportCapability: ({ name, as }, field) => ({
    kind: 'reportCapability',
    name,
    as: readCapability(name, as, `${field}.as`),
  }),
  staleReads: () => ({ kind: 'staleReads' }),
  wrongProgress: (form) => ({ kind: 'wrongProgress', percent: typeof form === 'number' ? form : form.percent }),
  reportCompletedEarly: () => ({ kind: 'reportCompletedEarly' }),
  wrongSize: (form) => ({ kind: 'wrongSize', factor: typeof form === 'number' ? form : form.factor }),
  wrongState: (form) => ({ kind: 'wrongState', state: typeof form === 'string' ? form : form.state }),
  wrongContents: () => ({ kind: 'wrongContents' }),
};

function readCapability(name: CapabilityName, value: unknown, field: string): unknown {
  return parseInput(capabilitiesSchema.shape[name], value, field);
}

function readSpan(form: Form<'delay'>, field: string): Span {
  if (typeof form !== 'object') return { kind: 'fixed', ms: parseDuration(form, field) };
  if ('exponential' in form) {
    return { kind: 'exponential', meanMs: parseDuration(form.exponential, `${field}.exponential`) };
  }
  const [from, to] = form.uniform;
  const fromMs = parseDuration(from, `${field}.uniform[0]`);
  const toMs = parseDuration(to, `${field}.uniform[1]`);
  if (toMs < fromMs) badInput({ field: `${field}.uniform[1]`, value: to, expected: `at least ${from}` });
  return { kind: 'uniform', fromMs, toMs };
}
