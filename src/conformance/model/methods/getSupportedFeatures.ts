import type { Call, Given, Reply } from '../../subject/call.js';
import type { Rule, RuleInput } from '../rule.js';
import { pick, type Situation } from '../situation.js';
import type { MethodModel } from './method.js';
import { malformed } from './shared.js';
import { provider } from './troubles.js';

const capabilities = 'MSFT_SMReplicationCapabilities';
/** @see MSFT_SMReplicationCapabilities.SupportedReplicationTypes and GetSupportedFeatures, "Parameters" */
const types = { from: 2, to: 25 } as const;
const features = { from: 2, to: 55 } as const;

const rules: readonly Rule[] = [
  malformed(({ call }) => !isWithin(types, call.with.ReplicationType)),
  ...provider,
  {
    step: 'array',
    because: 'typeNotListed',
    outcome: 'notSupported',
    property: 'CAP-NO',
    holds: ({ call, advertised: { replication } }) =>
      replication?.every(({ type }) => type !== call.with.ReplicationType),
  },
];

/** MSFT_SMReplicationCapabilities.GetSupportedFeatures, which only asks
 * @see MSFT_SMReplicationCapabilities.GetSupportedFeatures, "Return value"
 */
export const getSupportedFeatures: MethodModel = {
  method: 'GetSupportedFeatures',
  calledOn: 'single',
  needs: 'replication',
  makes: null,
  poolOf: () => null,
  rules,
  success: () => ['success'],
  successes: () => ['success'],
  apply: ({ state }) => state,
  unanswered: () => [],
  repeats: false,
  failsLate: () => false,
  late: [],
  wrongOut,
  jobs: null,
  careful: usual,
  draws: {
    core: [
      [usual, 1],
      [odd, 1],
    ],
  },
};

function featuresOf(ReplicationType: number, given: Given = {}): Call {
  return { method: 'GetSupportedFeatures', on: capabilities, with: { ReplicationType, ...given } };
}

/** What is told are features, each once, and those that the subject says that it has. */
function wrongOut({ call, advertised }: RuleInput, { Features: told }: Reply): string | null {
  if (told == null) return 'Features is missing';
  const alien = told.find((one, at) => !isWithin(features, one) || told.indexOf(one) !== at);
  if (alien !== undefined) return `Features has ${alien}: no feature, or one that is there twice`;
  const said = advertised.replication?.find(({ type }) => type === call.with.ReplicationType)?.features;
  if (said === undefined || (said.length === told.length && said.every((one) => told.includes(one)))) return null;
  return `Features has ${listed(told)} for replication type ${call.with.ReplicationType}, and ${listed(said)} is advertised`;
}

function listed(numbers: readonly number[]): string {
  return numbers.length === 0 ? 'nothing' : numbers.toSorted((one, other) => one - other).join(', ');
}

function isWithin({ from, to }: typeof types | typeof features, value: unknown): boolean {
  return typeof value === 'number' && value >= from && value <= to;
}

function usual({ advertised }: Situation, a: number): Call | undefined {
  const known = pick(advertised.replication ?? [], a);
  return known === undefined ? undefined : featuresOf(known.type);
}

/** What a careful client would never ask for, or only of a system that it does not know. */
function odd({ advertised }: Situation, a: number, b: number): Call {
  const { account, caller } = advertised.deniedIdentities;
  const type = pick(advertised.replication ?? [], a)?.type ?? types.from;
  const wrong: readonly Call[] = [
    featuresOf(types.from + (a % (types.to - types.from + 1))),
    featuresOf(types.from - 1),
    featuresOf(types.to + 1),
    { ...featuresOf(type), with: {} },
    featuresOf(type, { username: 'somebody' }),
    featuresOf(type, { password: 'something' }),
    featuresOf(types.to + 1, { username: 'somebody' }),
    // Anybody may ask.
    ...(caller === null ? [] : [{ ...featuresOf(type), caller }]),
    ...(account === null
      ? []
      : [featuresOf(type, account), featuresOf(type, { ...account, password: `${account.password}, or not` })]),
  ];
  return pick(wrong, b) ?? featuresOf(type);
}
