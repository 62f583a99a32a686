import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { replay } from '../../src/engine/history/replay.js';
import { readPlan } from '../../src/faults/readPlan.js';
import { createArray, loadArray, NoReplyError, type PlanInput, type StorageArray } from '../../src/index.js';
import { arbitraries, type GeneratedPlan } from '../../src/testing/arbitraries.js';
import { matchers, withFaults } from '../../src/testing/index.js';
import { messageOf } from './messageOf.js';

expect.extend(matchers);

const make = (): StorageArray =>
  createArray({ pools: [{ name: 'gold', size: '1 TiB' }], volumes: [{ name: 'db', pool: 'gold', size: '100 GiB' }] });

describe('withFaults', () => {
  test('has its plan in force for as long as the test goes on, and no longer', async () => {
    const array = make();
    const under = await withFaults(array, 'array: return 40002', (one) => one.createClone('db'));
    expect(under).toHaveReturnCode('notEnoughResources');
    expect(array.createClone('db')).toHaveReturnCode('JobStarted');
    expect(array.faults.ledger()).toEqual([]);
  });

  test('takes back what was changed when the test throws', async () => {
    const array = make();
    const before = array.fork();
    const act = withFaults(array, 'array: stealCapacity all', (one) => {
      one.createClone('db');
      throw new Error('the test has failed');
    });
    await expect(act).rejects.toThrow('the test has failed');
    expect(array).toBeUnchangedSince(before);
  });

  describe('beside another fault', () => {
    const beside = (written: PlanInput): StorageArray => {
      const array = make();
      array.faults.use(written);
      return array;
    };

    test('heals what its own faults did to a job, and leaves the other', async () => {
      const array = beside({ faults: [{ id: 'other', at: 'jobStart', mode: 'stack', do: { slowJob: 0.5 } }] });
      const before = array.fork();
      await withFaults(array, 'jobStart: stallJob; slowJob 0.001; delay 1 d', (one) => {
        one.createClone('db');
        one.advance('10 min');
        expect(one.jobs()).toMatchObject([{ state: 'starting' }]);
      });
      before.createClone('db');
      while (before.jobs()[0]?.state === 'starting') before.advance(1);
      for (const one of [array, before]) one.advance('1 min');
      expect(array.jobs()[0]?.percentComplete).toBeGreaterThan(0);
      expect(array.jobs()[0]?.percentComplete).toBe(before.jobs()[0]?.percentComplete);
      expect(array.faults.ledger().map(({ fault, fired }) => [fault, fired])).toEqual([['other', 1]]);
    });

    test.each([
      ['jobStart', 'held'],
      ['jobEnd', 'held'],
      ['jobStart', 'other'],
    ])('what its own fault held at %s by the tag %s goes on', async (at, tag) => {
      const array = beside('other = array volume=web: hold other');
      await withFaults(array, `${at}: hold ${tag}`, (one) => {
        one.createClone('db');
        one.settle();
      });
      array.settle();
      expect(array.jobs()[0]?.state).toBe('completed');
    });

    test('a trace of it can be replayed, and a saved array heals as the one that was saved', async () => {
      const array = beside({ faults: [{ id: 'other', at: 'jobStart', mode: 'stack', do: { slowJob: 0.5 } }] });
      const saved = await withFaults(array, 'jobStart: stallJob; delay 1 d', (one) => {
        one.createClone('db');
        one.advance('1 min');
        return loadArray(one.save());
      });
      saved.faults.heal(['stallJob']);
      saved.faults.remove('stallJob');
      expect(saved.digest('identity')).toBe(array.digest('identity'));
      array.settle();
      const { header, entries } = array.trace();
      expect(replay(header, entries).kind).toBe('same');
    });

    test('what another fault holds too stays held', async () => {
      const array = beside({ faults: [{ id: 'other', at: 'jobStart', mode: 'stack', do: { hold: 'there' } }] });
      await withFaults(array, { faults: [{ id: 'own', at: 'jobStart', do: { hold: 'here' } }] }, (one) => {
        one.createClone('db');
        one.advance('1 min');
      });
      array.settle();
      expect(array.jobs()[0]?.state).toBe('starting');
      expect(array.faults.release('there')).toBe(1);
    });

    test('a call that it held goes on, one that another holds does not', async () => {
      const array = beside('other = array caller=ann: hold there');
      const [mine, hers] = await withFaults(array, 'array caller=bob: hold here', (one) =>
        ['bob', 'ann'].map((caller) => {
          const call = one.begin('db', 'CreateClone', {}, { caller });
          while (one.step(call).phase === 'ready');
          return call;
        }),
      );
      expect([mine, hers].map((call) => call && array.progress(call).phase)).toEqual(['ready', 'held']);
    });

    test('a provider that it has stopped comes up, when no other fault keeps it down', async () => {
      const under = async (ann: boolean) => {
        const array = beside('other = service caller=ann: restartProvider 1 h');
        await withFaults(array, 'service caller=bob: restartProvider 1 d', (one) => {
          for (const caller of ann ? ['ann', 'bob'] : ['bob']) {
            one.createClone('db', {}, { caller });
          }
        });
        return array;
      };
      expect((await under(false)).createClone('db')).toHaveReturnCode('jobStarted');
      const array = await under(true);
      expect(array.createClone('db')).toHaveReturnCode(40300);
      array.advance('1 h');
      expect(array.createClone('db')).toHaveReturnCode('jobStarted');
    });

    test('a plan that says something of all faults is refused', async () => {
      const array = beside('other = array: return 40002');
      const plan = { budget: { fires: 1 }, faults: [{ id: 'own', at: 'array', do: { return: 2 } }] } as const;
      await expect(withFaults(array, plan, () => 0)).rejects.toThrow(
        'plan.budget: got 1, expected nothing: the array has other faults, and it would be theirs, too',
      );
      await expect(withFaults(make(), plan, () => 0)).resolves.toBe(0);
    });
  });

  test.each([
    ['withFaults.array: got nothing, expected an array', undefined, 'array: return 2', (): number => 0],
    ['withFaults.array: got {}, expected an array', {}, 'array: return 2', (): number => 0],
    ['withFaults.plan: got nothing, expected a fault plan', make(), undefined, (): number => 0],
    ['withFaults.act: got 7, expected a function', make(), 'array: return 2', 7],
  ])('refuses other arguments: %s', async (message, array, plan, act) => {
    // What JavaScript lets through.
    await expect(withFaults(array as never, plan as never, act as never)).rejects.toThrow(message);
  });

  test('FIRED: fails when a fault that must fire has not, and says what came closest', async () => {
    const act = withFaults(make(), 'a = array volume=web must: return 40002', (one) => one.createClone('db'));
    await expect(act).rejects.toThrow(
      "faults that had to fire have not:\n  a: array was visited once; the closest: volume.name is 'db', expected 'web'",
    );
  });
});

describe('matchers say what is and what should be', () => {
  test('toHaveReturnCode', () => {
    const reply = make().createClone('db', { ElementName: '' });
    expect(messageOf(() => expect(reply).toHaveReturnCode(4096))).toBe(
      'expected return code 4096 (jobStarted: Method Parameters Checked - Job Started)\nbut got 5 (invalidParameter: Invalid Parameter), decided at service because malformed\n  ElementName is empty',
    );
    expect(reply).not.toHaveReturnCode('success');
  });

  test('with .not, they say what was not to be', () => {
    const array = make();
    const before = array.fork();
    expect(messageOf(() => expect(array).not.toConserveCapacity())).toMatch(/^expected capacity not to be conserved/);
    expect(messageOf(() => expect(array).not.toBeUnchangedSince(before))).toMatch(
      /^expected the array to have changed, it is as it was \(observable digest [0-9a-f]{16}\)$/,
    );
    array.faults.use('lost = jobEnd: delay 1 s');
    const reply = array.createClone('db');
    array.settle();
    expect(messageOf(() => expect(reply).not.toHaveReturnCode(4096))).toBe(
      'expected another return code than 4096 (jobStarted: Method Parameters Checked - Job Started)\nand got it, decided at serviceReply because jobStarted',
    );
    expect(messageOf(() => expect(array).not.toHaveFired('lost'))).toBe(
      "expected fault 'lost' not to have fired at least once, it has 1 times: it matched 1 times",
    );
  });

  test('what makes no sense is bad input, also with .not', () => {
    const array = make();
    const reply = array.createClone('db');
    // What JavaScript lets through.
    const nothing = null as never;
    array.faults.use('lost = jobEnd: delay 1 s');
    expect([
      messageOf(() => expect(reply).not.toHaveReturnCode(99)),
      messageOf(() => expect(reply).toHaveReturnCode(Number.NaN)),
      messageOf(() => expect(reply).toHaveReturnCode('jobstarted' as never)),
      messageOf(() => expect(reply).toHaveReturnCode(nothing)),
      messageOf(() => expect(null).toHaveReturnCode(4096)),
      messageOf(() => expect({}).not.toHaveReturnCode(4096)),
      messageOf(() => expect(null).toHaveFired('lost')),
      messageOf(() => expect(array).toHaveFired('last')),
      messageOf(() => expect(array).not.toHaveFired('lost', -1)),
      messageOf(() => expect({}).toConserveCapacity()),
      messageOf(() => expect(undefined).toBeUnchangedSince(array)),
      messageOf(() => expect(array).toBeUnchangedSince(nothing)),
      messageOf(() => expect(array).not.toBeUnchangedSince('before')),
    ]).toMatchInlineSnapshot(`
      [
        "toHaveReturnCode: got 99, expected a return code of CreateClone; the nearest are 4 (failed: Failed), 5 (invalidParameter: Invalid Parameter), 8 (objectNotFound: Object Not Found)",
        "toHaveReturnCode: got NaN, expected a return code of CreateClone; the nearest are 0 (success: Success), 1 (notSupported: Not Supported), 2 (unspecifiedError: Unspecified Error)",
        "toHaveReturnCode: got 'jobstarted', expected an outcome of CreateClone such as 'jobStarted', or its number (did you mean 'jobStarted'?)",
        "toHaveReturnCode: got null, expected an outcome of CreateClone such as 'jobStarted', or its number",
        "toHaveReturnCode of: got null, expected a reply of a call, with ReturnValue and decided",
        "toHaveReturnCode of: got {}, expected a reply of a call, with ReturnValue and decided",
        "toHaveFired of: got null, expected an array, as createArray or loadArray makes it",
        "toHaveFired: got 'last', expected the id of a fault of the plan (did you mean 'lost'?)",
        "toHaveFired.times: got -1, expected a whole number of 0 or more, or nothing",
        "toConserveCapacity of: got {}, expected an array, as createArray or loadArray makes it",
        "toBeUnchangedSince of: got nothing, expected an array, as createArray or loadArray makes it",
        "toBeUnchangedSince: got null, expected an array, as createArray or loadArray makes it",
        "toBeUnchangedSince: got 'before', expected a fork that was taken before, or its digest('observable'): 16 hexadecimal digits",
      ]
    `);
  });

  test('toHaveFired', () => {
    const array = make();
    array.faults.use('lost = serviceReply after 1: loseReply');
    array.createClone('db');
    expect(array).not.toHaveFired('lost');
    expect(messageOf(() => expect(array).toHaveFired('lost'))).toBe(
      "expected fault 'lost' to have fired at least once, it has 0 times: it matched once, and fires from match 2 on (fire.after)",
    );
    expect(() => array.createClone('db')).toThrow(NoReplyError);
    expect(array).toHaveFired('lost', 1);
    expect(messageOf(() => expect(array).toHaveFired())).toBe(
      "toHaveFired: got nothing, expected the id of a fault, or a plan with a fault that must fire ('must')",
    );
    array.faults.use('late = jobEnd must: delay 1 s');
    expect(messageOf(() => expect(array).toHaveFired())).toBe(
      'expected all faults that must fire to have fired\n  late: nothing came to jobEnd',
    );
    array.settle();
    expect(array).toHaveFired();
    expect(messageOf(() => expect(array).not.toHaveFired())).toBe(
      'expected a fault that must fire not to have fired, all have',
    );
  });

  test('toBeUnchangedSince shows what has changed', () => {
    const array = make();
    const before = array.fork();
    expect(array).toConserveCapacity();
    array.createClone('db', { ElementName: 'monday' });
    const message = messageOf(() => expect(array).toBeUnchangedSince(before));
    expect(message).toMatch(/\+ volume vol-\S+ 'monday'/);
    expect(message).toMatch(/~ pool pool-\S+ 'gold' reserved: "0 B" -> "107374182400 B"/);
    expect(array).not.toBeUnchangedSince(before.digest('observable'));
  });
});

describe('arbitraries.faultPlan', () => {
  test('makes plans that can be read, of the classes that were asked for', () => {
    fc.assert(
      fc.property(arbitraries.faultPlan({ classes: ['degrade'] }), (plan) => {
        const { faults } = readPlan(plan);
        expect(faults.length).toBeLessThanOrEqual(6);
        const array = make();
        array.faults.use(plan);
        for (let call = 0; call < 3; call++) array.createClone('db');
        array.settle();
        array.faults.heal();
        expect(array).toConserveCapacity();
      }),
      { numRuns: 100, seed: 20_161 },
    );
  });

  test('refuses options from which it would draw nothing, or no end of it', () => {
    const wrong: unknown[] = [
      { classes: ['refus'] },
      { classes: 'refuse' },
      { classes: [] },
      { mots: 3 },
      { without: ['duplicat'] },
      { without: 'duplicate' },
      { classes: ['ambiguous'], without: ['loseRequest', 'loseReply', 'duplicate', 'restartProvider'] },
      { methods: ['CreateSnapshot'] },
      { methods: [] },
      { most: -1 },
      { most: 0 },
      { most: Number.NaN },
      { most: 1.5 },
      null,
    ];
    // What JavaScript lets through.
    expect(wrong.map((one) => messageOf(() => arbitraries.faultPlan(one as never)))).toMatchInlineSnapshot(`
      [
        "faultPlan.classes[0]: got 'refus', expected one of 'refuse', 'ambiguous', 'degrade', 'schedule' or 'lie' (did you mean 'refuse'?)",
        "faultPlan.classes: got 'refuse', expected a list such as ['refuse', 'degrade']",
        "faultPlan.classes: got [], expected at least one class",
        "faultPlan.mots: got 3, expected only 'classes', 'without', 'methods' and 'most' here (did you mean 'most'?)",
        "faultPlan.without[0]: got 'duplicat', expected one of 'return', 'deny', 'badCredential', 'tls', 'failJob', 'partial', 'failRead', 'loseRequest', 'loseReply', 'duplicate', 'restartProvider', 'delay' or 19 more (did you mean 'duplicate'?)",
        "faultPlan.without: got 'duplicate', expected a list such as ['duplicate']",
        "faultPlan.without: got ["loseRequest","loseReply","duplicate","restartProvider"], expected some effects left of ambiguous",
        "nothing was thrown",
        "faultPlan.methods: got [], expected at least one method",
        "faultPlan.most: got -1, expected a number of at least 1",
        "faultPlan.most: got 0, expected a number of at least 1",
        "faultPlan.most: got NaN, expected a number",
        "faultPlan.most: got 1.5, expected a whole number",
        "faultPlan: got null, expected an object",
      ]
    `);
  });

  test('leaves out the effects that it is to', () => {
    const kinds = (plan: { faults: readonly { do: unknown }[] }) =>
      plan.faults.map(({ do: one }) => (typeof one === 'string' ? one : Object.keys(Object(one))[0]));
    const drawn = (options: Parameters<typeof arbitraries.faultPlan>[0]) =>
      new Set(fc.sample(arbitraries.faultPlan(options), { numRuns: 300, seed: 1 }).flatMap(kinds));
    expect(drawn({ classes: ['ambiguous'] })).toEqual(
      new Set(['loseRequest', 'loseReply', 'duplicate', 'restartProvider']),
    );
    expect(drawn({ classes: ['ambiguous'], without: ['duplicate', 'restartProvider'] })).toEqual(
      new Set(['loseRequest', 'loseReply']),
    );
  });

  test('strikes the service where it detaches, for all methods and for one', () => {
    const struck = (plans: fc.Arbitrary<GeneratedPlan>) => {
      const faults = fc.sample(plans, { numRuns: 300, seed: 20_161 }).flatMap((plan) => {
        make().faults.use(plan);
        return plan.faults.filter(({ at }) => at === 'detach');
      });
      return [...new Set(faults.map((fault) => JSON.stringify(fault.do)))].sort();
    };
    const others = ['"loseRequest"', '{"delay":"10 s"}'];
    expect(struck(arbitraries.faultPlan())).toEqual([...others, '{"return":"detachFailed"}']);
    expect(struck(arbitraries.faultPlan({ methods: ['CreateClone'] }))).toEqual(others);
  });

  test('shrinks to what the short form says in a line, and is printed so', () => {
    const failing = fc.check(
      fc.property(arbitraries.faultPlan({ methods: ['CreateClone'] }), (plan) => {
        const array = make();
        array.faults.use(plan);
        for (let call = 0; call < 4; call++) {
          try {
            array.createClone('db');
          } catch (error) {
            if (error instanceof NoReplyError && error.decided.because === 'replyLost') return false;
          }
        }
        return true;
      }),
      { seed: 1, numRuns: 1000 },
    );
    const [plan] = failing.counterexample ?? [];
    expect(plan?.faults).toEqual([
      {
        id: expect.any(String),
        at: 'serviceReply',
        do: 'loseReply',
        when: { method: 'CreateClone' },
        fire: { max: 1 },
      },
    ]);
    expect(fc.stringify(plan)).toMatch(/^`fault-\d+ = serviceReply CreateClone 1\*: loseReply`$/);
    expect(readPlan(fc.stringify(plan).replaceAll('`', '')).faults).toHaveLength(1);
  });

  test('shrinks towards no faults', () => {
    const failing = fc.check(
      fc.property(arbitraries.faultPlan(), ({ faults }) => !faults.some(({ at }) => at === 'serviceReply')),
      { seed: 1, numRuns: 1000 },
    );
    expect(failing.counterexample?.[0].faults).toHaveLength(1);
  });
});
