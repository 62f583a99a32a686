import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { evaluatePlan, isQuiet } from '../../src/faults/evaluatePlan.js';
import type { FaultContext } from '../../src/faults/faultContext.js';
import { demandFired, ledger } from '../../src/faults/ledger.js';
import {
  addFaults,
  callBegan,
  endInForce,
  heal,
  planStateDigest,
  removeFault,
  startPlan,
} from '../../src/faults/planEdits.js';
import type { FaultInput } from '../../src/faults/planSchema.js';
import type { PlanState } from '../../src/faults/planState.js';
import { readFault, readPlan } from '../../src/faults/readPlan.js';
import { loadPlanState, savePlanState } from '../../src/faults/savedPlanState.js';

/** A moment of a call by default. */
function moment(part: Partial<Omit<FaultContext, 'elements'>> & { readonly volume?: string } = {}): FaultContext {
  const { volume = 'db', ...rest } = part;
  const element = { class: 'volume' as const, id: `id of ${volume}`, name: volume, property: () => 100 };
  return {
    point: 'array',
    atMs: 0,
    method: 'CreateClone',
    caller: 'client',
    jobPercent: null,
    elements: () => [element],
    concerns: (names) => names.has(element.name),
    argument: (name) => (name === 'ElementName' ? 'monday' : undefined),
    decides: () => true,
    admits: () => true,
    measure: () => 7,
    ...rest,
  };
}

const opened = (...faults: FaultInput[]) => startPlan(readPlan({ faults }), 42);
const fault = (part: Partial<FaultInput> = {}): FaultInput => ({
  id: 'f',
  at: 'array',
  do: { return: 40002 },
  ...part,
});

/** At which of the moments the faults fire, by id. */
function firings(start: PlanState, moments: readonly FaultContext[]): string[] {
  let planState = start;
  return moments.map((context) => {
    const asked = evaluatePlan(planState, context);
    planState = asked.planState;
    return asked.fired.map((one) => one.fault.id).join('+');
  });
}
const times = (count: number, context = moment()) => Array.from({ length: count }, () => context);

/** What came closest to a fault that has not fired. */
function closestOf(input: FaultInput, moments: readonly FaultContext[]) {
  let planState = opened(input);
  for (const context of moments) planState = evaluatePlan(planState, context).planState;
  return ledger(planState)[0]?.closest;
}

describe('of its matches a fault fires at', () => {
  test.each([
    [{}, 'ffff'],
    [{ after: 2 }, '..ff'],
    [{ nth: 2 }, '.f..'],
    [{ after: 1, nth: 2 }, '..f.'],
    [{ every: 2 }, '.f.f'],
    [{ after: 1, every: 2 }, '..f.'],
    [{ max: 2 }, 'ff..'],
    [{ every: 2, max: 1 }, '.f..'],
    [{ p: 0 }, '....'],
  ])('%j', (fire, expected) => {
    expect(firings(opened(fault({ fire })), times(4)).map((id) => id || '.')).toEqual([...expected]);
  });

  test('every n-th, counted by caller or by element', () => {
    const callers = ['a', 'b', 'a', 'b'].map((caller) => moment({ caller }));
    expect(firings(opened(fault({ fire: { nth: 2, per: 'caller' } })), callers)).toEqual(['', '', 'f', 'f']);
    const volumes = ['a', 'a', 'b', 'b'].map((volume) => moment({ volume }));
    expect(firings(opened(fault({ fire: { max: 1, per: 'element' } })), volumes)).toEqual(['f', '', 'f', '']);
  });

  test('a share of them that is drawn', () => {
    const fired = firings(opened(fault({ fire: { p: 0.3 } })), times(2000)).filter((id) => id !== '').length;
    expect(fired).toBeGreaterThan(530);
    expect(fired).toBeLessThan(670);
  });
});

test('the plan’s machine goes from state to state', () => {
  const planState = opened(
    fault({ id: 'first', state: { to: 'armed' }, fire: { max: 1 } }),
    fault({ id: 'second', state: { in: 'armed', to: 'spent' } }),
  );
  expect(firings(planState, times(4))).toEqual(['first', 'second', '', '']);
});

test('the first that fires is the only one, unless it lets others follow', () => {
  const rest = [fault({ id: 'b' }), fault({ id: 'c' })];
  expect(firings(opened(fault({ id: 'a' }), ...rest), times(1))).toEqual(['a']);
  expect(firings(opened(fault({ id: 'a', mode: 'stack' }), ...rest), times(1))).toEqual(['a+b']);
});

test('a fault of a time fires where its time begins, and not at another fault’s', () => {
  const planState = opened(
    fault({ id: 'long', at: 'time', when: { time: [10, 100] }, do: 'staleCache' }),
    fault({ id: 'short', at: 'time', when: { time: 50 }, do: 'staleCache' }),
  );
  const moments = [10, 50].map((atMs) => moment({ point: 'time', atMs }));
  expect(firings(planState, moments)).toEqual(['long', 'short']);
});

test('a budget is for all faults together', () => {
  const plan = readPlan({ faults: [fault({ id: 'a', fire: { max: 2 } }), fault({ id: 'b' })], budget: { fires: 3 } });
  expect(firings(startPlan(plan, 0), times(5))).toEqual(['a', 'a', 'b', '', '']);
});

describe('what lasts fires at every match', () => {
  test('for a while', () => {
    const planState = opened(fault({ fire: { max: 1 }, lasts: { ms: 10 } }));
    expect(
      firings(
        planState,
        [0, 5, 9, 10, 11].map((atMs) => moment({ atMs })),
      ),
    ).toEqual(['f', 'f', 'f', '', '']);
  });

  test('for a number of further calls', () => {
    let { planState } = evaluatePlan(opened(fault({ fire: { max: 1 }, lasts: { calls: 2 } })), moment());
    const left = [1, 2, 3].map(() => {
      const began = callBegan(planState);
      planState = began.planState;
      return began.ended.length;
    });
    expect(left).toEqual([0, 0, 1]);
  });

  test('until something else is seen', () => {
    const planState = opened(fault({ fire: { max: 1 }, lasts: { until: { caller: 'ann' } } }));
    const callers = ['bob', 'bob', 'ann', 'bob'].map((caller) => moment({ caller }));
    expect(firings(planState, callers)).toEqual(['f', 'f', '', '']);
  });

  test('until it is ended', () => {
    const { planState } = evaluatePlan(opened(fault({ fire: { max: 1 }, lasts: { ms: 1000 } })), moment());
    const { planState: after, ended } = endInForce(planState, 1);
    expect(ended.map(({ fault: id }) => id)).toEqual(['f']);
    expect(firings(after, times(2))).toEqual(['', '']);
  });
});

describe('matches', () => {
  test.each([
    [{ method: 'CreateClone' }, true],
    [{ caller: ['ann', 'client'] }, true],
    [{ caller: 'ann' }, false],
    [{ element: 'db' }, true],
    [{ element: 'web' }, false],
    [{ pool: 'db' }, false],
    [{ element: { where: { size: { atLeast: 100 } } } }, true],
    [{ element: { where: { size: { above: '1 GiB' } } } }, false],
    [{ argument: { ElementName: { matches: '^mon' } } }, true],
    [{ argument: { TargetPool: null } }, true],
    [{ time: ['0 s', '1 s'] }, true],
    [{ time: ['1 s', '2 s'] }, false],
    [{ world: { volumes: { below: 8 } } }, true],
    [{ world: { jobs: 'active', count: { atMost: 6 } } }, false],
    [{ any: [{ caller: 'ann' }, { element: 'db' }] }, true],
    [{ not: { element: 'db' } }, false],
    [{ all: [{ element: 'db' }, { not: { caller: 'ann' } }] }, true],
    [{ element: 'db', caller: 'ann' }, false],
  ] as const)('%j', (when, matches) => {
    expect(firings(opened(fault({ when: when as FaultInput['when'] & object })), times(1))).toEqual([
      matches ? 'f' : '',
    ]);
  });
});

describe('chance', () => {
  const some = fc.record({
    p: fc.constantFrom(0, 0.2, 0.5, 1),
    name: fc.constantFrom('db', 'web', null),
    expect: fc.constantFrom('may' as const, 'must' as const),
  });
  const plan = fc.array(some, { minLength: 1, maxLength: 6 }).map((faults) =>
    faults.map(({ p, name, expect: must }, index) =>
      fault({
        id: `f${index}`,
        mode: 'stack',
        fire: { p },
        expect: must,
        ...(name === null ? {} : { when: { element: name } }),
      }),
    ),
  );
  const moments = fc
    .array(fc.constantFrom('db', 'web', 'mail'), { maxLength: 12 })
    .map((names) => names.map((volume) => moment({ volume })));

  test('SHRINK-STABLE: without a fault that never fired all others fire as before', () => {
    fc.assert(
      fc.property(plan, moments, fc.nat(), (faults, seen, pick) => {
        const all = firings(opened(...faults), seen);
        const silent = faults.filter(({ id }) => !all.some((ids) => ids.split('+').includes(id)));
        const gone = silent[pick % Math.max(1, silent.length)];
        expect(firings(opened(...faults.filter((one) => one !== gone)), seen)).toEqual(all);
      }),
      { seed: 20_161, numRuns: 500 },
    );
  });

  test('the draws of a fault depend on no other fault', () => {
    fc.assert(
      fc.property(plan, moments, (faults, seen) => {
        const together = firings(opened(...faults), seen);
        const alone = faults.map((one) => firings(opened(one), seen));
        const joined = seen.map((_, at) =>
          alone
            .map((ids) => ids[at])
            .filter((id) => id !== '')
            .join('+'),
        );
        expect(together).toEqual(joined);
      }),
      { seed: 20_161, numRuns: 500 },
    );
  });

  test('a saved plan state goes on alike', () => {
    fc.assert(
      fc.property(plan, moments, moments, (faults, before, after) => {
        let planState = opened(...faults);
        for (const context of before) planState = evaluatePlan(planState, context).planState;
        const loaded = loadPlanState(JSON.parse(JSON.stringify(savePlanState(planState))));
        expect(planStateDigest(loaded)).toEqual(planStateDigest(planState));
        expect(firings(loaded, after)).toEqual(firings(planState, after));
      }),
      { seed: 20_161, numRuns: 200 },
    );
  });
});

test('a moment that nothing matches leaves the very same state, once it is known how near the faults come', () => {
  const planState = opened(fault({ when: { element: 'web' } }), fault({ id: 'never', fire: { p: 0 } }));
  expect(evaluatePlan(planState, moment({ point: 'invoke' })).planState).toBe(planState);
  let only = opened(fault({ when: { element: 'web' } }));
  for (const context of times(20)) only = evaluatePlan(only, context).planState;
  expect(evaluatePlan(only, moment()).planState).toBe(only);
  expect(isQuiet(only, moment())).toBe(true);
  // One that is added is watched anew, and alone.
  const added = addFaults(only, [readFault(fault({ id: 'g', when: { element: 'mail' } }), 'fault')]);
  const visits = [...evaluatePlan(added, moment()).planState.faults].map(({ record }) => record.visits);
  expect(visits).toEqual([20, 1]);
});

test('a fault that once has matched, and one that is healed, are watched no more', () => {
  expect(evaluatePlan(opened(fault({ fire: { nth: 5 } })), moment()).planState.watches.some(Boolean)).toBe(false);
  expect(heal(opened(fault({ when: { element: 'web' } }))).planState.watches.some(Boolean)).toBe(false);
});

test('a pattern takes linear time, whatever it is', () => {
  const nested = fault({ when: { argument: { ElementName: { matches: '^(a+)+$' } } } });
  const named = (name: string) => moment({ argument: () => name });
  expect(firings(opened(nested), [named('a'.repeat(10_000)), named(`${'a'.repeat(10_000)}!`)])).toEqual(['f', '']);
  expect(closestOf(nested, [named('b')])).toBe(
    "array was visited once; the closest: argument ElementName is 'b', expected what matches /^(a+)+$/",
  );
});

test('a fault does not match where the method has no answer for its effects', () => {
  const foreign = moment({ admits: ({ kind }) => kind !== 'return' });
  const { planState, fired } = evaluatePlan(opened(fault({ when: { element: 'db' } })), foreign);
  expect(fired).toEqual([]);
  expect(ledger(planState)).toMatchObject([
    {
      matched: 0,
      fired: 0,
      closest: "array was visited once; the closest: CreateClone has no answer for 'return 40002' at array",
    },
  ]);
  expect(firings(opened(fault({ do: { delay: 5 } })), [foreign])).toEqual(['f']);
});

test('a healed plan fires nothing, and listens nowhere', () => {
  const { planState } = heal(opened(fault()));
  expect(firings(planState, times(2))).toEqual(['', '']);
  expect(planState.listens.some(Boolean)).toBe(false);
  // One that is added later does not bring back what is over.
  expect(firings(addFaults(planState, [readFault(fault({ id: 'later' }), 'fault')]), times(2))).toEqual([
    'later',
    'later',
  ]);
});

test('faults are added and removed by their ids', () => {
  const two = addFaults(opened(fault()), [readFault(fault({ id: 'g', at: 'invoke' }), 'fault')]);
  expect(() => addFaults(two, [readFault(fault(), 'fault')])).toThrow(
    "fault.id: got 'f', expected an id that no other fault",
  );
  expect(firings(removeFault(two, 'f').planState, times(1))).toEqual(['']);
  expect(() => removeFault(two, 'h')).toThrow("fault.id: got 'h', expected the id of a fault of the plan");
});

describe('FIRED: a fault that has not fired says what came closest', () => {
  const entry = (input: FaultInput, moments: readonly FaultContext[]) => {
    let planState = opened(input);
    for (const context of moments) planState = evaluatePlan(planState, context).planState;
    return ledger(planState)[0];
  };
  test.each([
    ['nothing came', fault(), [], 'nothing came to array'],
    ['not armed', fault({ arm: { p: 0 } }), times(1), 'it was not armed in this run (arm.p is 0)'],
    [
      'another name',
      fault({ when: { method: 'CreateClone', element: { name: 'web' } } }),
      times(2),
      "array was visited 2 times; the closest: element.name is 'db', expected 'web'",
    ],
    ['no chance', fault({ fire: { p: 0 } }), times(1), 'its chance is 0 (fire.p)'],
    ['not yet', fault({ fire: { after: 2 } }), times(2), 'it matched 2 times, and fires from match 3 on (fire.after)'],
    ['too early', fault({ fire: { nth: 3 } }), times(2), 'it matched 2 times, and fires at match 3 only (fire.nth)'],
    [
      'no luck',
      fault({ fire: { p: 0.000001 } }),
      times(2),
      'it matched 2 times, and its chance of 0.0001 % never came up (fire.p)',
    ],
    [
      'another code decides',
      fault({ when: { element: 'db', decides: 'failed' } }),
      times(1, moment({ decides: ({ code }) => code !== 4 })),
      'array was visited once; the closest: return code 4 does not decide at array: an earlier row of the step does',
    ],
    ['has fired', fault(), times(1), null],
  ] as const)('%s', (_, input, moments, said) => {
    expect(entry(input, moments)).toMatchObject({ closest: said, missed: false });
    expect(entry({ ...input, expect: 'must' }, moments)).toMatchObject({ closest: said, missed: said !== null });
  });

  test('after 20 visits only one that must fire is still asked how near it came', () => {
    const far = times(25, moment({ caller: 'bob' }));
    const near = moment({ volume: 'web' });
    const input = fault({ when: { element: 'web', argument: { ElementName: 'sunday' } } });
    expect(entry(input, [...far, near])?.closest).toBe(
      "array was visited 20 times or more; the closest: element.name is 'db', expected 'web'",
    );
    expect(entry({ ...input, expect: 'must' }, [...far, near])?.closest).toBe(
      "array was visited 26 times; the closest: argument ElementName is 'monday', expected 'sunday'",
    );
    // It fires all the same.
    expect(entry(input, [...far, moment({ volume: 'web', argument: () => 'sunday' })])?.fired).toBe(1);
  });
});

describe('demandFired', () => {
  test('says of each fault that had to fire and has not what came closest', () => {
    const planState = opened(
      fault({ expect: 'must' }),
      fault({ id: 'g', at: 'invoke', expect: 'must' }),
      fault({ id: 'h' }),
    );
    expect(() => demandFired(ledger(planState))).toThrow(
      /^faults that had to fire have not:\n {2}f: nothing came to array\n {2}g: nothing came to invoke$/,
    );
    const fired = opened(fault({ expect: 'must' }));
    expect(() => demandFired(ledger(evaluatePlan(fired, moment()).planState))).not.toThrow();
  });
});
