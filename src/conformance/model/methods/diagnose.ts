import type { Call, Given } from '../../subject/call.js';
import type { RuleInput } from '../rule.js';
import { pick, type Situation } from '../situation.js';
import type { MethodModel } from './method.js';
import { malformed } from './shared.js';
import { provider } from './troubles.js';

/** MSFT_SMSystem.Diagnose, which only asks
 * @see MSFT_SMSystem.Diagnose, "Return value": 42000, Unable to find cause for health status
 */
export const diagnose: MethodModel = {
  method: 'System.Diagnose',
  calledOn: 'single',
  makes: null,
  poolOf: () => null,
  rules: [
    malformed(),
    ...provider.map((rule) => (rule.because === 'arrayNotManaged' ? { ...rule, outcome: 'systemNotFound' } : rule)),
    {
      step: 'array',
      because: 'noDiagnosis',
      outcome: 'notSupported',
      property: 'CAP-NO',
      holds: ({ advertised }) => advertised.diagnoses === 'nothing',
    },
    {
      step: 'array',
      because: 'noCause',
      outcome: 'causeUnknown',
      property: 'CAUSE-COMPLETE',
      holds: (input) => (input.advertised.diagnoses === 'states' && troubled(input).length > 0 ? undefined : false),
    },
  ],
  success: () => ['success'],
  successes: ({ diagnoses }) => (diagnoses === 'nothing' ? [] : ['success']),
  apply: ({ state }) => state,
  unanswered: () => [],
  repeats: false,
  failsLate: () => false,
  steps: { systemNotFound: 'findService', causeUnknown: 'array', notSupported: 'array' },
  late: [],
  needs: 'diagnoses',
  wrongOut: (input, reply, nameOf) => {
    // Before 2016 sentences are told, and what they say is for people.
    if (input.advertised.version !== '2016') return null;
    // Not every protocol can tell an empty list from none: WS-Management can't.
    const results = reply.DiagnoseResults ?? [];
    for (const { PerceivedSeverity, FaultingObjectDescription } of results) {
      if (!severities.has(PerceivedSeverity)) return `a result has the severity ${PerceivedSeverity}`;
      if (FaultingObjectDescription === '') return 'a result does not say what it is about';
    }
    const told = results.map(({ FaultingObject }) => nameOf(FaultingObject));
    const left = troubled(input).find((name) => !told.includes(name));
    return left === undefined ? null : `nothing is told of ${left}, which is not well`;
  },
  jobs: null,
  careful: () => asked(),
  draws: {
    core: [[odd, 1]],
    jobs: [[() => asked(), 1]],
  },
};

/** @see MSFT_SMStorageDiagnoseResult.PerceivedSeverity */
const severities: ReadonlySet<unknown> = new Set([0, 2, 3, 4, 5, 6, 7]);

/** Elements that are certainly degraded, failed or offline. */
function troubled({ state: { pools, volumes, jobs } }: RuleInput): string[] {
  // What jobs work on may have changed since it was seen.
  if (Object.values(jobs).some(({ fresh }) => !fresh)) return [];
  return [
    ...Object.entries(pools).flatMap(([name, { state }]) => (['degraded', 'offline'].includes(state) ? [name] : [])),
    ...Object.entries(volumes).flatMap(([name, { state, shown, job }]) =>
      shown && job === null && ['degraded', 'offline', 'failed'].includes(state ?? '') ? [name] : [],
    ),
  ];
}

function asked(given: Given = {}): Call {
  return { method: 'System.Diagnose', on: 'MSFT_SMSystem', with: given };
}

function odd({ advertised }: Situation, a: number, b: number): Call {
  const { account, caller } = advertised.deniedIdentities;
  const wrong: readonly Call[] = [
    asked(),
    asked({ username: 'somebody' }),
    asked({ password: 'something' }),
    // Anybody may ask.
    ...(caller === null ? [] : [{ ...asked(), caller }]),
    ...(account === null ? [] : [asked(account), asked({ ...account, password: `${account.password}, or not` })]),
  ];
  return pick(wrong, a + b) ?? asked();
}
