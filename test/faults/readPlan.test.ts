import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { argumentsOf } from '../../src/faults/effectArguments.js';
import { effectKinds, namedKinds } from '../../src/faults/effectKinds.js';
import { effectText } from '../../src/faults/effectText.js';
import { faultPlans } from '../../src/faults/library.js';
import { planJsonSchema } from '../../src/faults/planJsonSchema.js';
import { readPlan } from '../../src/faults/readPlan.js';
import { BadInputError } from '../../src/vocabulary/input/badInput.js';

const one = (part: object) => ({ faults: [{ id: 'a', at: 'array', do: { return: 40002 }, ...part }] });
const refusalOf = (plan: unknown): string => {
  try {
    readPlan(plan);
  } catch (error) {
    if (error instanceof BadInputError) return error.message;
    throw error;
  }
  return 'nothing was refused';
};

describe('a plan with a slip is refused with path, value, expectation and suggestion', () => {
  test.each([
    [
      one({ do: { retrun: 40002 } }),
      /^plan\.faults\[0\]\.do: got 'retrun', expected one of return, .*\(did you mean 'return'\?\)$/,
    ],
    [one({ do: 'loseRepl' }), /got 'loseRepl', expected one of .*\(did you mean 'loseReply'\?\)$/],
    [one({ do: 'return' }), /^plan\.faults\[0\]\.do: got 'return', expected 'return' as a key, with what it needs$/],
    [one({ do: [] }), /^plan\.faults\[0\]\.do: got \[\], expected at least one effect$/],
    [
      one({ when: { method: 'CreateClon' } }),
      /^plan\.faults\[0\]\.when\.method: got 'CreateClon', expected .*\(did you mean 'CreateClone'\?\)$/,
    ],
    [
      one({ when: { elment: 'db' } }),
      /^plan\.faults\[0\]\.when\.elment: got 'elment', expected one of .*\(did you mean 'element'\?\)$/,
    ],
    [one({ fire: { p: 1.5 } }), /^plan\.faults\[0\]\.fire\.p: got 1\.5, expected a number of at most 1$/],
    [one({ at: 'arry' }), /^plan\.faults\[0\]\.at: got 'arry', expected .*\(did you mean 'array'\?\)$/],
    [one({ do: { delay: '-5 s' } }), /^plan\.faults\[0\]\.do\.delay: got '-5 s', expected a duration of 0 or more/],
    [one({ do: { return: 40001.5 } }), /^plan\.faults\[0\]\.do\.return/],
    [
      one({ do: { return: 12345 } }),
      /^plan\.faults\[0\]\.do\.return: got 12345, expected a return code of a method: 0, 1, 2, 3, 4, 5, 6, 7, 8, 4096, /,
    ],
    [
      one({ do: 'loseReply' }),
      /got 'loseReply', expected an effect that can fire at array; loseReply fires at invokeReply, serviceReply$/,
    ],
    [one({ at: 'jobPercent', do: 'failJob' }), /^plan\.faults\[0\]\.when: got nothing, expected 'jobPercent'/],
    [one({ at: 'time', do: 'staleCache' }), /^plan\.faults\[0\]\.when: got nothing, expected 'time'/],
    [
      one({ state: { in: 'amred' }, id: 'x' }),
      /^plan\.faults\[0\]\.state\.in: got 'amred', expected a state that a fault leads to/,
    ],
    [
      { faults: ['a', 'b', 'c'].map((id) => ({ ...one({}).faults[0], id, state: { in: id, to: 'x' } })) },
      /^plan\.faults\[0\]\.state\.in: got 'a', expected a state that a fault leads to \(state\.to\), or 'start': start, x$/,
    ],
    [
      { faults: [...one({}).faults, ...one({}).faults] },
      /^plan\.faults\[1\]\.id: got 'a', expected an id that no other fault/,
    ],
    [one({ do: { partial: { fraction: 1, code: 4 } } }), /^plan\.faults\[0\]\.do\.partial\.fraction: got 1/],
    [one({ at: 'invoke', do: { duplicate: 1 } }), /^plan\.faults\[0\]\.do\.duplicate/],
    [one({ at: 'invoke', do: { duplicate: 1e9 } }), /duplicate: got 1000000000, expected a number of at most 100/],
    [one({ at: 'jobStart', do: { slowJob: 1e308 } }), /slowJob: got 1e\+308, expected a number of at most 1000/],
    [
      one({ do: { setCapability: { name: 'cloneLocl', to: true } } }),
      /^plan\.faults\[0\]\.do\.setCapability\.name: got 'cloneLocl', .*\(did you mean 'cloneLocal'\?\)$/,
    ],
    [one({ do: { setCapability: { name: 'cloneLocal', to: 1 } } }), /^plan\.faults\[0\]\.do\.setCapability\.to: got 1/],
    [one({ when: { time: ['2 s', '1 s'] } }), /^plan\.faults\[0\]\.when\.time\[1\]: got '1 s', expected at least 2 s/],
    [one({ expct: 'must' }), /\(did you mean 'expect'\?\)$/],
    [
      '# a comment\n\na = array: return 2\na = array: return 2',
      /^plan line 4 id: got 'a', expected an id that no other fault/,
    ],
    ['arry: return 40002', /^plan line 1: got 'arry', expected one of .*\(did you mean 'array'\?\)$/],
    ['# a comment\narray CreateClon: return 1', /^plan line 2: got 'CreateClon', .*\(did you mean 'CreateClone'\?\)$/],
    ['array: retrun 1', /^plan line 1: got 'retrun', .*\(did you mean 'return'\?\)$/],
    ['array', /^plan: got 'array', expected one of lost-reply/],
    ['array 20', /^plan line 1: got 'array 20', expected ':' before an effect, as in 'invoke Delete: return 43016'$/],
    ['array: return', /^plan line 1: got 'return', expected what it needs after it, as in 'return 40002'$/],
    ['connect: slowLink', /^plan line 1: got 'slowLink', expected what it needs after it, as in 'slowLink 2 s'$/],
    [
      one({ do: { callback: 1 } }),
      /^plan\.faults\[0\]\.do\.callback: got 1, expected a function that answers with effects; in TypeScript only$/,
    ],
    [
      { faults: [{ id: 'a', at: 'array' }] },
      /^plan\.faults\[0\]\.do: got nothing, expected an effect such as 'loseReply' or { return: 40002 }, or a list$/,
    ],
    ['time@-5 min: staleCache', /^plan line 1 when\.time: got '-5 min', expected a duration of 0 or more/],
    ['jobPercent@half: failJob', /^plan line 1: got 'jobPercent@half', expected a percent after '@'/],
    ['array@5: return 2', /^plan line 1: got 'array@5', expected '@' after jobPercent or time alone$/],
    ['array 20% 30%: return 2', /^plan line 1: got '30%', expected a chance such as '20%' once$/],
    ['array 2* 3*: return 2', /^plan line 1: got '3\*', expected a number of times such as '3\*' once$/],
    ['array Delet: return 2', /\(did you mean 'Delete'\?\)$/],
    ['array Delete CreateClone: return 2', /^plan line 1: got 'CreateClone', expected a method once$/],
    ['array must must: return 2', /^plan line 1: got 'must', expected 'must' once$/],
    ['array nth 1 nth 2: return 2', /^plan line 1: got 'nth', expected 'nth' once$/],
    ['array for 1 s for 2 calls: return 2', /^plan line 1: got 'for', expected 'for' once$/],
    ['array db element=web: return 2', /^plan line 1: got 'element=web', expected 'element=' once$/],
    ['array volume=db web: return 2', /^plan line 1: got 'web', expected an element once; a name with blanks needs/],
    ['array volume=db volume=web: return 2', /^plan line 1: got 'volume=web', expected 'volume=' once$/],
    [
      'jobStart: stallJob 5',
      /^plan line 1 stallJob: got '5', expected a time with its unit \(d, h, min, s, ms\), as in 'stallJob 5 s'$/,
    ],
    [
      'jobStart: stallJob for=5',
      /^plan line 1 stallJob: got '5', expected a time with its unit .* as in 'stallJob for=5s'$/,
    ],
    ['array: delay uniform=1s,5', /^plan line 1 delay: got '5', expected a time with its unit/],
    [
      'service: clockSkew -1',
      /^plan line 1 clockSkew: got '-1', expected a time with its unit .* as in 'clockSkew -1 s'$/,
    ],
    [
      'time@8000: staleCache',
      /^plan line 1 time: got '8000', expected a time with its unit, as in 'time@8000 ms' or 'time@5 min'$/,
    ],
    [
      'invoke for 5: return 43016',
      /^plan line 1 for: got '5', expected a time with its unit, as in 'for 5 min' or 'for 5 calls'$/,
    ],
    ['array: deny now', /^plan line 1 deny: got 'now', expected nothing after 'deny'$/],
    [
      'array: partial 0.5',
      /^plan line 1 partial: got '0.5', expected 'key=value', as in 'partial fraction=0.5 code=failed'$/,
    ],
    ['jobStart: failJob 4 code=2', /^plan line 1 failJob: got '4', expected nothing beside code$/],
    ['read: wrongProgress 101', /^plan line 1 do\.wrongProgress: got 101, expected a number of at most 100/],
    ['jobEnd: failJob 0', /^plan line 1 do\.failJob: got 0, expected a number of at least 1/],
    ['jobEnd: failJob 65536', /^plan line 1 do\.failJob: got 65536, expected a number of at most 65535/],
    ['array caller=a caller=b: return 2', /^plan line 1: got 'caller=b', expected 'caller=' once$/],
    [
      {
        faults: [{ id: 'a', at: 'array', when: { volume: { where: { name: { matches: '(' } } } }, do: { return: 2 } }],
      },
      /^plan\.faults\[0\]\.when\.volume\.where\.name\.matches: got '\(', expected a regular expression of RE2 \(.*missing closing/,
    ],
    [
      42,
      /^plan: got 42, expected a fault plan: a shipped plan's name, lines such as 'array: return 40002', or an object with 'faults'$/,
    ],
    [[], /^plan: got \[\], expected a fault plan/],
    ['lost-repyl', /\(did you mean 'lost-reply'\?\)$/],
  ])('%j', (plan, message) => {
    expect(refusalOf(plan)).toMatch(message);
  });
});

test('the short form says the same as the long one', () => {
  const short = readPlan(`
    lost = invokeReply CreateClone volume=db 20% 3* after 2 must : loseReply # as it happens
    jobPercent@73 every 2 per caller : stallJob 5 min; slowJob 0.5
    time@1 h 30 min 20% : stealCapacity pool=gold size=10GiB
    array for 3 calls caller=ann : return notEnoughResources`);
  const long = readPlan({
    faults: [
      {
        id: 'lost',
        at: 'invokeReply',
        when: { method: 'CreateClone', volume: 'db' },
        fire: { p: 0.2, max: 3, after: 2 },
        do: 'loseReply',
        expect: 'must',
      },
      {
        id: 'stallJob',
        at: 'jobPercent',
        when: { jobPercent: 73 },
        fire: { every: 2, per: 'caller' },
        do: [{ stallJob: '5 min' }, { slowJob: 0.5 }],
      },
      {
        id: 'stealCapacity',
        at: 'time',
        when: { time: '1 h 30 min' },
        fire: { p: 0.2 },
        do: { stealCapacity: { pool: 'gold', size: '10 GiB' } },
      },
      { id: 'return', at: 'array', when: { caller: 'ann' }, do: { return: 'notEnoughResources' }, lasts: { calls: 3 } },
    ],
  });
  const plain = ({ faults }: typeof short) => faults.map(({ written: _, ...rest }) => rest);
  expect(plain(short)).toEqual(plain(long));
});

test('an effect’s value and members come in any order, and units may stand apart', () => {
  const effects = (line: string) => readPlan(line).faults[0]?.effects[0];
  expect(effects('array: stealCapacity pool=gold size=10 GiB')).toEqual(
    effects('array: stealCapacity 10 GiB pool=gold'),
  );
  expect(effects('jobStart: stallJob 5 min atPercent=73')).toMatchObject({ atPercent: 73, ms: 300_000 });
  expect(effects('jobEnd: failJob 4 residue=target')).toMatchObject({ code: 4, residue: 'target' });
  expect(effects('array: restartProvider down=30 s loses=calls,jobs')).toMatchObject({
    downMs: 30_000,
    loses: ['calls', 'jobs'],
  });
  expect(effects('array: delay uniform=1s,5s')).toMatchObject({ span: { kind: 'uniform', fromMs: 1000, toMs: 5000 } });
  expect(effects('array: slowLink exponential=2s')).toMatchObject({ span: { kind: 'exponential', meanMs: 2000 } });
  expect(effects('array: hold 5')).toMatchObject({ tag: '5' });
});

test.each(['element', 'volume', 'pool', 'job'])('%s is one word in both forms', (word) => {
  const [short] = readPlan(`array ${word}=Gold: return 2`).faults;
  const [long] = readPlan({
    faults: [{ id: 'return', at: 'array', when: { [word]: 'Gold' }, do: { return: 2 } }],
  }).faults;
  expect(short?.when).toEqual(long?.when);
  expect(short?.when).toMatchObject({ kind: 'element', class: word === 'element' ? null : word, name: 'Gold' });
});

describe('what lasts begins', () => {
  const maxOf = (line: string) => readPlan(line).faults[0]?.fire.max;
  test.each([
    ['once, when nothing is said', 'invoke for 5 min: return 43016', 1],
    ['once, for a number of calls', 'invoke for 3 calls: return 43016', 1],
    ['as often as is said', 'invoke 4* for 5 min: return 43016', 4],
    ['at every second match, when that is said', 'invoke every 2 for 5 min: return 43016', null],
    ['at any, when it does not last', 'invoke: return 43016', null],
  ])('%s', (_, line, max) => expect(maxOf(line)).toBe(max));
});

test.each(['Delete', 'StorageVolume.Delete', 'MSFT_SMPool.Delete', 'GetSizesInfo', 'CreateClone'])(
  'a fault may be for calls of %s',
  (method) => {
    const [short] = readPlan(`array ${method}: return 2`).faults;
    const [long] = readPlan({ faults: [{ id: 'return', at: 'array', when: { method }, do: { return: 2 } }] }).faults;
    expect(short?.when).toEqual(long?.when);
    expect(short?.when).toEqual({
      kind: 'method',
      names: expect.arrayContaining([expect.stringContaining(method.replace(/^MSFT_SM/, ''))]),
    });
  },
);

test('a fault for Delete is for both methods of that name', () => {
  const [fault] = readPlan('array Delete: return 2').faults;
  expect(fault?.when).toEqual({ kind: 'method', names: ['StorageVolume.Delete', 'Pool.Delete'] });
});

test('every kind of effect has words of its own', () => {
  const texts = new Set(
    Object.values(faultPlans).flatMap(({ plan }) =>
      readPlan(plan).faults.flatMap(({ effects }) => effects.map(effectText)),
    ),
  );
  expect(texts.size).toBeGreaterThan(12);
  expect(Object.values(effectKinds).every(({ does }) => does.endsWith('.'))).toBe(true);
});

test('the JSON Schema names every effect and every point', () => {
  const text = JSON.stringify(planJsonSchema());
  for (const kind of namedKinds) expect(text).toContain(`"${kind}"`);
  expect(text).toContain('"jobPercent"');
  expect(text).toContain('"additionalProperties":false');
});

test('the JSON Schema says what each effect does, and what its arguments mean', () => {
  const text = JSON.stringify(planJsonSchema());
  for (const kind of namedKinds) {
    expect(text).toContain(JSON.stringify(effectKinds[kind].does).slice(1, -1));
    for (const { means } of argumentsOf(kind))
      expect(text).toContain(JSON.stringify(means.replaceAll('`', "'")).slice(1, -1));
  }
  expect(text).toContain(
    '"description":"for how long it stands still: a time in d, h, min, s or ms; when left out: until it is healed"',
  );
});

describe('the JSON Schema takes what the program takes, and refuses what it can say', () => {
  // JSON Schema as zod reads it: a form of it that its own type names.
  const schema = z.fromJSONSchema(planJsonSchema() as Parameters<typeof z.fromJSONSchema>[0]);
  const takes = (plan: unknown) => schema.safeParse(plan).success;

  test.each([
    one({ lasts: { ms: -5 } }),
    one({ lasts: { ms: '-5 s' } }),
    one({ lasts: { ms: '5 parsecs' } }),
    one({ lasts: { ms: '1 s 5 min' } }),
    one({ lasts: { ms: '' } }),
    one({ do: { return: 99999 } }),
    one({ do: { return: { code: 'faild' } } }),
    one({ do: { stealCapacity: '5 GB' } }),
    one({ do: { stealCapacity: 1 } }),
    one({ when: {} }),
    one({ when: { not: {} } }),
    one({ when: { caller: 'a', decides: 99999 } }),
    one({ when: { world: { volumes: {} } } }),
    one({ when: { world: { volumes: { atLeast: 1, atMost: 2 } } } }),
    one({ do: undefined }),
    { faults: [], $schemas: 'x' },
    { faults: [], $schema: 1 },
  ])('neither takes %j', (plan) => {
    const json: unknown = JSON.parse(JSON.stringify(plan));
    expect([takes(json), refusalOf(json) === 'nothing was refused']).toEqual([false, false]);
  });

  test.each([
    { $schema: './plan.schema.json', version: 1, faults: [] },
    one({ lasts: { ms: '1 d 2.5 h 30min' } }),
    one({ lasts: { ms: '250' } }),
    one({ lasts: { ms: 0 } }),
    one({ do: { clockSkew: '-1 h' } }),
    one({ do: { clockSkew: -500 } }),
    one({ do: { stealCapacity: 'all' } }),
    one({ do: { stealCapacity: { pool: 'gold', size: '1.5 TiB' } } }),
    one({ do: [{ return: 'notEnoughResources' }, { delay: { uniform: ['1 s', 2000] } }] }),
    one({ when: { any: [{ argument: { ElementName: { matches: '^x' } } }, { not: { world: { calls: 2 } } }] } }),
    one({ lasts: { until: { world: { pool: 'gold', free: { below: '1 GiB' } } } } }),
    ...Object.values(faultPlans).flatMap(({ plan }) => (typeof plan === 'string' ? [] : [plan])),
  ])('both take %j', (plan) => {
    expect([takes(plan), refusalOf(plan)]).toEqual([true, 'nothing was refused']);
  });
});
