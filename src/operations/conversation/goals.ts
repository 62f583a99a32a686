import type { Argument } from '../../vocabulary/methods/call.js';
import type { codesOfCreation } from '../../vocabulary/methods/factsOfCreation.js';
import type { CallFacts } from '../facts/call.js';
import type { SystemFacts } from '../facts/system.js';
import type { Row } from '../operation.js';

// The goals of a new volume: what the service looks up before it asks, and the setting that it makes of them.

type GoalRow = Row<CallFacts, keyof typeof codesOfCreation>;

/** Where a release has the goals of volumes: as parameters, or in the settings of pools, which say what a volume made by them is like. */
export type GoalsIn = 'parameters' | 'settingsSince2012R2';

/** What a provider has for goals. */
const goalsOf = ({ configuration }: SystemFacts) => configuration.profile.creation.goals;

/** What the service finds out about goals before it asks for a volume. */
export function goalsInRange(goals: GoalsIn): readonly GoalRow[] {
  if (goals === 'parameters') return goalsGiven;
  return [
    ...goalsGiven.map((row) => ({ ...row, before: '2012R2' as const })),
    ...goalsGiven.map(({ refuse, because }) => ({
      refuse,
      because: `${because}OfSetting`,
      cause:
        'the setting of the pool asks for what the array does not offer; no natural cause: pools offer what the array does',
      since: '2012R2' as const,
    })),
  ];
}

/** What goals are out of the range of what the array offers; the service asks for the parity layouts where one is given. */
const goalsGiven: readonly GoalRow[] = [
  {
    refuse: 'noSinglePointNotSupported',
    because: 'noSinglePoint',
    cause: 'NoSinglePointOfFailure is asked for, and the array has single points of failure',
    whenSystem: (system) => !goalsOf(system).noSinglePointOfFailure,
    when: ({ request }) => request.given.NoSinglePointOfFailure === true,
    message: () => 'the array has single points of failure, and NoSinglePointOfFailure is asked for',
  },
  rangeOf('packageRedundancyOutOfRange', 'packageRedundancy', 'PackageRedundancyGoal'),
  rangeOf('dataRedundancyOutOfRange', 'dataRedundancy', 'DataRedundancyGoal'),
  {
    refuse: 'parityLayoutsFailed',
    because: 'parityLayoutsFailed',
    cause: 'ParityLayout is given, and GetSupportedParityLayouts can not be called on the provider',
    whenSystem: ({ settings }) => (settings.methods.GetSupportedParityLayouts ?? 'available') !== 'available',
    when: ({ request }) => isGiven(request.given.ParityLayout),
    message: (facts) => `${facts.provider.name} does not answer GetSupportedParityLayouts`,
  },
  {
    refuse: 'parityOutOfRange',
    because: 'parity',
    cause: 'the array has no such ParityLayout',
    when: (facts) => {
      const { ParityLayout: layout } = facts.request.given;
      return isGiven(layout) && !goalsOf(facts).parityLayouts.some((one) => one === layout);
    },
    message: (facts) =>
      `ParityLayout is ${facts.request.given.ParityLayout}; the array has ${goalsOf(facts).parityLayouts.join(', ') || 'none'}`,
  },
];

/** The setting that the service makes where a goal is given: of the provider's capabilities, then changed. */
export const goalSettings: readonly GoalRow[] = [
  {
    refuse: 'settingNotCreated',
    because: 'settingNotCreated',
    cause: 'a goal is given, and the provider makes no setting for it',
    whenSystem: ({ provider, settings }) =>
      provider.storageSettings === 'noCapabilities' ||
      provider.storageSettings === 'notCreated' ||
      (settings.methods.CreateSetting ?? 'available') !== 'available',
    when: givesGoals,
    message: (facts) =>
      facts.provider.storageSettings === 'noCapabilities'
        ? `${facts.provider.name} has no storage capabilities that a setting could come from`
        : `${facts.provider.name} makes no setting: CreateSetting fails`,
  },
  {
    refuse: 'settingNotModified',
    because: 'settingNotModified',
    cause: 'a goal is given, and the provider does not let it be written into the setting',
    whenSystem: ({ provider }) => provider.storageSettings === 'notModified',
    when: givesGoals,
    message: (facts) => `${facts.provider.name} does not let its settings be modified`,
  },
];

function rangeOf(
  refuse: 'packageRedundancyOutOfRange' | 'dataRedundancyOutOfRange',
  because: 'packageRedundancy' | 'dataRedundancy',
  parameter: 'PackageRedundancyGoal' | 'DataRedundancyGoal',
): GoalRow {
  return {
    refuse,
    because,
    cause: `${parameter} is out of the range that the array offers`,
    when: (facts) => {
      const goal = facts.request.given[parameter];
      const [least, most] = goalsOf(facts)[because];
      return typeof goal === 'number' && (goal < least || goal > most);
    },
    message: (facts) => {
      const [least, most] = goalsOf(facts)[because];
      return `${parameter} is ${facts.request.given[parameter]}; the array offers ${least} to ${most}`;
    },
  };
}

/** Thin provisioning is a member of the setting, too. */
const goals = [
  'NoSinglePointOfFailure',
  'PackageRedundancyGoal',
  'DataRedundancyGoal',
  'ParityLayout',
  'ThinlyProvisioned',
];

function givesGoals({ request: { given } }: CallFacts): boolean {
  return goals.some((goal) => isGiven(given[goal]));
}

function isGiven(value: Argument | undefined): boolean {
  return value != null;
}
