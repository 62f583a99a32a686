import { factsOf, type MethodName } from '../../../vocabulary/methods/index.js';
import { methodsOf } from '../../subject/advertised.js';
import type { AdvertisedType } from '../../subject/advertisedDocs.js';
import type { Call, Given, Reply } from '../../subject/call.js';
import type { Holds, Rule, RuleInput } from '../rule.js';
import { pick, type Situation } from '../situation.js';
import type { MethodModel } from './method.js';
import { malformed } from './shared.js';
import { provider } from './troubles.js';

const capabilities = 'MSFT_SMReplicationCapabilities';

interface Range {
  readonly from: number;
  readonly to: number;
}

/** @see MSFT_SMReplicationCapabilities.SupportedReplicationTypes */
const types: Range = { from: 2, to: 25 };

/** Values of CopyState. @see MSFT_SMSynchronizedBase.CopyState */
export const copyStates: Range = { from: 2, to: 15 };
/** @see GetSupportedOperations and GetSupportedGroupOperations, "Parameters" */
export const operations: Range = { from: 2, to: 25 };

/** What is known of a question for what replication of one type can do. */
interface Question {
  readonly method: MethodName;
  /** What is wrong with what is told of a type, in words; null when nothing is. */
  readonly wrong: (reply: Reply, type: AdvertisedType) => string | null;
  /** Reasons to refuse beside those that all questions have. */
  readonly unless?: readonly Rule[];
  /** Left out for those that the draws of another one ask: so many questions would crowd out what they are about. The scenes of
   * boundaries ask each of them.
   */
  readonly draws?: MethodModel['draws'];
}

/** The model of a method of MSFT_SMReplicationCapabilities: it only asks. */
export function capabilityQuestionOf({ method, wrong, unless = [], draws = {} }: Question): MethodModel {
  return {
    method,
    calledOn: 'single',
    needs: 'replication',
    makes: null,
    poolOf: () => null,
    rules: [...rules, ...unless],
    success: () => ['success'],
    successes: () => ['success'],
    apply: ({ state }) => state,
    unanswered: () => [],
    repeats: false,
    failsLate: () => false,
    late: [],
    wrongOut: (input, reply) => {
      const type = typeOf(input);
      return type === undefined ? null : wrong(reply, type);
    },
    jobs: null,
    careful: (situation, a) => usual(method, situation, a),
    draws,
  };
}

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

/** Where a type lacks something: a subject that declares no code for that may answer that there is none of it.
 * @param lacks undefined where the subject does not say
 */
export function lacking(because: string, outcome: string, lacks: (type: AdvertisedType) => Holds): Rule {
  return {
    step: 'array',
    because,
    outcome,
    property: 'CAP-NO',
    holds: (input) => {
      const type = typeOf(input);
      const due = type === undefined ? false : lacks(type);
      const { codes = {} } = input.advertised.declares;
      return due === true && !(because in codes || `${input.call.method}/${because}` in codes) ? undefined : due;
    },
  };
}

/** Feature 2: Replication groups. */
export const noGroups = lacking('noGroups', 'notSupported', (type) => !hasGroups(type));

/** Of groups a subject tells nothing where it says that it replicates none. */
export function saidOfGroups(type: AdvertisedType): readonly number[] | undefined {
  return hasGroups(type) ? undefined : [];
}

function hasGroups({ features }: AdvertisedType): boolean {
  return features.includes(2);
}

/** A parameter that lists numbers. */
type Listing =
  | 'Features'
  | 'GroupFeatures'
  | 'SupportedCopyStates'
  | 'SupportedOperations'
  | 'SupportedGroupOperations';

/** What is wrong with a list: it has numbers that the documents have, each once, and those that the subject says.
 * @param said undefined where it does not say
 */
export function wrongList(
  parameter: Listing,
  numbers: Range,
  said: (type: AdvertisedType) => readonly number[] | undefined,
): Question['wrong'] {
  return ({ [parameter]: told }, type) => {
    // Not every protocol can tell an empty list from none: WS-Management can't.
    if (told == null && said(type)?.length === 0) return null;
    if (told == null) return `${parameter} is missing`;
    const alien = told.find((one, at) => !isWithin(numbers, one) || told.indexOf(one) !== at);
    if (alien !== undefined)
      return `${parameter} has ${alien}: a number that the documents do not have, or one that is there twice`;
    const all = said(type);
    if (all === undefined || (all.length === told.length && all.every((one) => told.includes(one)))) return null;
    return `${parameter} has ${listed(told)} for replication type ${type.type}, and ${listed(all)} is advertised`;
  };
}

/** What the subject says of the type that is asked for. */
function typeOf({ call, advertised }: RuleInput): AdvertisedType | undefined {
  return advertised.replication?.find(({ type }) => type === call.with.ReplicationType);
}

function listed(numbers: readonly number[]): string {
  return numbers.length === 0 ? 'nothing' : numbers.toSorted((one, other) => one - other).join(', ');
}

function isWithin({ from, to }: Range, value: unknown): boolean {
  return typeof value === 'number' && value >= from && value <= to;
}

function question(method: MethodName, ReplicationType: number, given: Given = {}): Call {
  return { method, on: capabilities, with: { ReplicationType, ...given } };
}

function usual(method: MethodName, { advertised }: Situation, a: number): Call | undefined {
  const known = pick(advertised.replication ?? [], a);
  return known === undefined ? undefined : question(method, known.type);
}

/** What a careful client would never ask for, or only of a system that it does not know. */
function odd(method: MethodName, { advertised }: Situation, a: number, b: number): Call {
  const { account, caller } = advertised.deniedIdentities;
  const type = pick(advertised.replication ?? [], a)?.type ?? types.from;
  const wrong: readonly Call[] = [
    question(method, types.from + (a % (types.to - types.from + 1))),
    question(method, types.from - 1),
    question(method, types.to + 1),
    { ...question(method, type), with: {} },
    question(method, type, { username: 'somebody' }),
    question(method, type, { password: 'something' }),
    question(method, types.to + 1, { username: 'somebody' }),
    // Anybody may ask.
    ...(caller === null ? [] : [{ ...question(method, type), caller }]),
    ...(account === null
      ? []
      : [
          question(method, type, account),
          question(method, type, { ...account, password: `${account.password}, or not` }),
        ]),
  ];
  return pick(wrong, b) ?? question(method, type);
}

/** Draws that ask any question that the subject answers. */
export const drawsOfAll: MethodModel['draws'] = {
  core: [
    [(situation, a, b) => usual(oneOf(situation, b), situation, a), 2],
    [(situation, a, b) => odd(oneOf(situation, a), situation, a, b), 1],
  ],
};

function oneOf({ advertised }: Situation, n: number): MethodName {
  const asked = methodsOf(advertised).filter((method) => factsOf(method).className === capabilities);
  return pick(asked, n) ?? 'GetSupportedFeatures';
}
