import type { z } from 'zod';
import { losses } from '../vocabulary/losses.js';
import { readFailureNames } from '../vocabulary/readFailures.js';
import type { namedKinds } from './effectKinds.js';
import type { PlanSchemas } from './planSchema.js';

/** What kinds of values arguments have, with their units, and how they are written. */
export const argumentTypes = {
  account: 'the name of an account',
  calls: 'a whole number',
  capability: "the name of a member of the profile's `capabilities`",
  capabilityValue: 'a value that the capability can have',
  code: 'a return code, by number or name',
  errorCode: 'an error code, 1 to 65535, or a name',
  factor: 'a number above 0, 1000 at most',
  forgotten: 'a list of `calls`, `jobs`, `subscriptions`',
  linkState: '`degraded` or `partitioned`',
  mean: 'a time, the mean of what is drawn',
  part: 'a number between 0 and 1',
  percent: 'a percent, 0 to 99',
  pool: 'the name of a pool',
  poolState: '`degraded`, `offline` or `readOnly`',
  progress: 'a percent, 0 to 100',
  range: 'two times, between which one is drawn',
  loss: `\`${losses.join('`, `')}\``,
  readFailure: `\`${readFailureNames.join('`, `')}\``,
  residue: '`none` or `target`',
  size: 'a size in B to EiB, or `all`',
  state: 'a state of the chart `job` or `volume`',
  skew: 'a time, with `-` before it for the past',
  tag: 'a text',
  text: 'a text',
  time: 'a time in d, h, min, s or ms',
  tlsProblem: '`expired`, `untrusted`, `hostMismatch` or `dropped`',
  times: 'a whole number, 2 to 100',
} as const;

/** An argument of an effect. */
interface EffectArgument {
  readonly type: keyof typeof argumentTypes;
  /** What it then is; undefined for one that has to be said. */
  readonly leftOut?: string;
  readonly means: string;
}

type NamedKind = (typeof namedKinds)[number];

/** The members of the long form of an effect's argument. */
type MemberOf<Written> = Written extends object ? keyof Written & string : never;

interface ArgumentsOf<Member extends string> {
  /** What a mere value is: one of the members, or what has no other form; undefined where there is none. */
  readonly value?: Member | EffectArgument;
  readonly members: { readonly [One in Member]: EffectArgument };
  /** The effect as the short form has it. */
  readonly example: string;
}

const none = { members: {} } as const;
const span = {
  value: { type: 'time', means: 'how much longer' },
  members: {
    uniform: { type: 'range', leftOut: 'not drawn', means: 'how much longer, drawn evenly' },
    exponential: { type: 'mean', leftOut: 'not drawn', means: 'how much longer, drawn: most are short, a few long' },
  },
} as const;
const ofPool = { type: 'pool', leftOut: 'that of the call or the job', means: 'which pool' } as const;
const capabilityName = { type: 'capability', means: 'which capability' } as const;
const tag = { value: 'tag', members: { tag: { type: 'tag', means: 'what holds and releases go by' } } } as const;

/** The arguments of each effect: pages, help, JSON Schema, hovers and messages say what stands here. */
export const effectArguments = {
  return: {
    value: 'code',
    members: {
      code: { type: 'code', means: 'what the step answers' },
      message: { type: 'text', leftOut: "the row's own words", means: 'what ExtendedStatus says' },
    },
    example: 'return 40002',
  },
  deny: { ...none, example: 'deny' },
  badCredential: { ...none, example: 'badCredential' },
  tls: { value: { type: 'tlsProblem', means: 'why it fails' }, members: {}, example: 'tls expired' },
  failJob: {
    value: 'code',
    members: {
      atPercent: { type: 'percent', leftOut: 'at once', means: 'at what percent it fails; at jobStart only' },
      code: { type: 'errorCode', leftOut: 'the plain failure', means: "the job's ErrorCode" },
      residue: { type: 'residue', leftOut: 'as the profile says', means: 'what is left of the target' },
      message: { type: 'text', leftOut: 'words of its own', means: "the job's ErrorDescription" },
    },
    example: 'failJob atPercent=50 code=failed',
  },
  partial: {
    members: {
      fraction: { type: 'part', means: 'how much of the target is made' },
      code: { type: 'code', means: 'what the step answers' },
      residue: { type: 'residue', leftOut: '`target`', means: 'whether that part is left' },
    },
    example: 'partial fraction=0.5 code=failed',
  },
  failRead: {
    value: 'why',
    members: { why: { type: 'readFailure', leftOut: '`CIM_ERR_FAILED`', means: 'what the reader gets' } },
    example: 'failRead timedOut',
  },
  loseRequest: {
    value: 'as',
    members: {
      as: {
        type: 'loss',
        leftOut: '`silence`',
        means: 'what the client meets on the wire, at the steps service and serviceReply',
      },
    },
    example: 'loseRequest reset',
  },
  loseReply: {
    value: 'as',
    members: {
      as: {
        type: 'loss',
        leftOut: '`silence`',
        means: 'what the client meets on the wire, at the steps service and serviceReply',
      },
    },
    example: 'loseReply',
  },
  duplicate: {
    value: 'times',
    members: { times: { type: 'times', means: 'how often the array gets the request' } },
    example: 'duplicate 2',
  },
  restartProvider: {
    value: 'down',
    members: {
      down: { type: 'time', leftOut: '30 s', means: 'for how long it is down' },
      loses: { type: 'forgotten', leftOut: 'as the profile says', means: 'what it forgets' },
    },
    example: 'restartProvider 30 s',
  },
  delay: { ...span, example: 'delay 5 s' },
  slowLink: { ...span, example: 'slowLink 2 s' },
  stallJob: {
    value: 'for',
    members: {
      atPercent: {
        type: 'percent',
        leftOut: 'where it is',
        means: 'at what percent it stands still; at jobStart only',
      },
      for: { type: 'time', leftOut: 'until it is healed', means: 'for how long it stands still' },
    },
    example: 'stallJob 5 min',
  },
  slowJob: {
    value: 'factor',
    members: { factor: { type: 'factor', means: 'how fast it copies, as a multiple of its speed' } },
    example: 'slowJob 0.5',
  },
  stealCapacity: {
    value: 'size',
    members: { pool: ofPool, size: { type: 'size', means: 'how much is gone; `all`: what is free' } },
    example: 'stealCapacity 10 GiB',
  },
  poolState: {
    value: 'to',
    members: { pool: ofPool, to: { type: 'poolState', means: 'what it becomes' } },
    example: 'poolState degraded',
  },
  linkState: {
    value: 'to',
    members: { to: { type: 'linkState', means: 'what it becomes' } },
    example: 'linkState partitioned',
  },
  setCapability: {
    members: { name: capabilityName, to: { type: 'capabilityValue', means: 'what it becomes' } },
    example: 'setCapability name=cloneLocal to=false',
  },
  staleCache: {
    value: 'changes',
    members: { changes: { type: 'calls', leftOut: 'all of them', means: 'how many changes are not seen' } },
    example: 'staleCache',
  },
  expireCredential: {
    value: 'account',
    members: { account: { type: 'account', leftOut: 'that of the configuration provider', means: 'which account' } },
    example: 'expireCredential',
  },
  clockSkew: { value: { type: 'skew', means: 'how far it is ahead' }, members: {}, example: 'clockSkew -1 h' },
  hold: { ...tag, example: 'hold here' },
  release: { ...tag, example: 'release here' },
  reportCapability: {
    members: { name: capabilityName, as: { type: 'capabilityValue', means: 'what is said of it' } },
    example: 'reportCapability name=cloneLocal as=false',
  },
  staleReads: { ...none, example: 'staleReads' },
  wrongProgress: {
    value: 'percent',
    members: { percent: { type: 'progress', means: 'the PercentComplete that is said' } },
    example: 'wrongProgress 99',
  },
  reportCompletedEarly: { ...none, example: 'reportCompletedEarly' },
  wrongSize: {
    value: 'factor',
    members: { factor: { type: 'factor', means: 'the size that is said, as a multiple of its own' } },
    example: 'wrongSize 2',
  },
  wrongState: {
    value: 'state',
    members: { state: { type: 'state', means: 'the state that is said' } },
    example: 'wrongState running',
  },
  wrongContents: { ...none, example: 'wrongContents' },
} as const satisfies {
  readonly [Kind in NamedKind]: ArgumentsOf<MemberOf<z.input<PlanSchemas['effectSchemas'][Kind]>>>;
};

const all: { readonly [Kind in NamedKind]: ArgumentsOf<string> } = effectArguments;

/** An argument by its name; '' for the mere value. Undefined where there is none. */
export function argumentOf(kind: NamedKind, name: string): EffectArgument | undefined {
  const { value, members } = all[kind];
  if (name !== '') return Object.entries(members).find(([key]) => key === name)?.[1];
  return typeof value === 'string' ? members[value] : value;
}

/** The member that a mere value is; undefined where it is none. */
export function memberOfValue(kind: NamedKind): string | undefined {
  const { value } = all[kind];
  return typeof value === 'string' ? value : undefined;
}

/** All arguments of an effect, in order; a mere value that is no member has the name ''. */
export function argumentsOf(kind: NamedKind): readonly (EffectArgument & { readonly name: string })[] {
  const { value, members } = all[kind];
  const named = Object.entries(members).map(([name, argument]) => ({ name, ...argument }));
  return typeof value === 'object' ? [{ name: '', ...value }, ...named] : named;
}
