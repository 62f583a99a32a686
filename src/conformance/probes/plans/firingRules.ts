import type { FaultInput } from '../../../faults/planSchema.js';
import type { MethodName } from '../../../vocabulary/methods/index.js';
import type { SuitePlan } from '../../generate/suitePlan.js';

/** What the faults of a rule are about, as the subject calls it. */
export interface About {
  /** Two volumes that can be cloned, the smaller one first, and the pool of each. */
  readonly one: Named & { readonly size: number };
  readonly two: Named & { readonly size: number };
  readonly pool: Named & { readonly free: number; readonly total: number; readonly used?: number };
  readonly volumes: number;
  /** The subject's clock; 0 where it can't be read. */
  readonly nowMs: number;
}

interface Named {
  readonly name: string;
  readonly id: string;
}

/** A plan, calls one after the other, and which of them its faults strike: what the documents of a plan say, as a table. */
export interface FiringRule {
  readonly says: string;
  /** Faults of the plan, but for what they have in common: they strike at `service`, each with its own code. */
  readonly faults: (about: About) => readonly Partial<FaultInput>[];
  /** What else the plan says. */
  readonly plan?: (about: About) => Partial<SuitePlan>;
  /** Faults that come to the plan later, where `calls` has a plus; what is to be answered where none strikes comes with them. */
  readonly added?: readonly Partial<FaultInput>[];
  /** A letter for each call, see `letters`; a minus where the first fault is healed. */
  readonly calls: string;
  /** For each of them the number of the fault that decides it, '.' for none, '+' for a success, '?' where it does not matter. */
  readonly struck: string;
  /** How often each fault fires; what `struck` shows, where that is left out. */
  readonly fired?: readonly number[];
  /** How often the one fault fires at least and at most, where that is a matter of chance. */
  readonly firedAbout?: readonly [number, number];
  /** What the first fault answers with, where it is not the usual code. */
  readonly with?: number;
  /** A job is under way meanwhile: of a clone of the second volume. */
  readonly duringJob?: true;
}

/** What a letter of `calls` does: a clone of the first volume, unless it says otherwise. */
export const letters = {
  a: {},
  A: { caller: 'ben' },
  b: { on: 'two' },
  B: { on: 'two', caller: 'ben' },
  /** With a name for the clone. */
  n: { named: 'named' },
  /** To the pool that it goes to anyway, by its id. */
  p: { toPool: true },
  /** A call of another method. */
  m: { isOther: true },
  /** A minute passes instead. */
  w: { waitMs: 60_000 },
  /** The added faults come to the plan; the first fault is healed. */
  '+': { edit: 'add' },
  '-': { edit: 'heal' },
} as const satisfies Readonly<Record<string, Letter>>;

export interface Letter {
  readonly on?: 'two';
  readonly caller?: string;
  readonly named?: string;
  readonly toPool?: true;
  readonly isOther?: true;
  readonly waitMs?: number;
  readonly edit?: 'add' | 'heal';
}

/** The caller of letters that name none. */
export const usualCaller = 'ann';

const clones: MethodName = 'CreateClone';
const minute = 60_000;

/** Once each: what is said of it, the calls, and what is struck. */
export const firingRules: readonly FiringRule[] = [
  counted('at every match', {}, 'aaa', '111'),
  counted('two at most', { max: 2 }, 'aaaa', '11..'),
  counted('not at the first two', { after: 2 }, 'aaaa', '..11'),
  counted('at the second only', { nth: 2 }, 'aaaa', '.1..'),
  counted('at the second after the first', { after: 1, nth: 2 }, 'aaaa', '..1.'),
  counted('at every second', { every: 2 }, 'aaaaa', '.1.1.'),
  counted('at every second after the first', { after: 1, every: 2 }, 'aaaaaa', '..1.1.'),
  counted('at every second, once', { every: 2, max: 1 }, 'aaaa', '.1..'),
  counted('with no chance', { p: 0 }, 'aaaa', '....'),
  counted('with every chance', { p: 1 }, 'aaaa', '1111'),
  counted('once a caller', { per: 'caller', max: 1 }, 'aAaAa', '11...'),
  counted('at the second of each caller', { per: 'caller', nth: 2 }, 'aAAaA', '..11.'),
  counted('once an element', { per: 'element', max: 1 }, 'abab', '11..'),
  counted('at every second of each element', { per: 'element', every: 2 }, 'abbaba', '..11..'),
  counted('once in all, whoever calls', { per: 'fault', max: 1 }, 'aAbB', '1...'),
  { ...counted('with half a chance', { p: 0.5 }, 'a'.repeat(40), '?'.repeat(40)), firedAbout: [8, 32] },
  { ...counted('with a small chance', { p: 0.1 }, 'a'.repeat(40), '?'.repeat(40)), firedAbout: [0, 16] },
  { says: 'never armed', faults: () => [{ arm: { p: 0 } }], calls: 'aaa', struck: '...' },
  { says: 'always armed', faults: () => [{ arm: { p: 1 } }], calls: 'aaa', struck: '111' },
  {
    says: 'a budget for all',
    faults: () => [{ fire: { max: 1 } }, {}],
    plan: () => ({ budget: { fires: 2 } }),
    calls: 'aaa',
    struck: '12+',
  },
  {
    says: 'healed at a time',
    faults: () => [{}],
    plan: ({ nowMs }) => ({ heal: { atMs: nowMs + minute / 2 } }),
    calls: 'aawa',
    struck: '11.+',
  },
  {
    says: 'a fault that is added',
    faults: () => [{ when: { caller: 'ben' } }],
    added: [{}],
    calls: 'a+aA',
    struck: '+.21',
  },
  {
    says: 'an added fault that is used up',
    faults: () => [{ fire: { max: 1 } }],
    added: [{ fire: { max: 2 } }],
    calls: 'a+aaa',
    struck: '1.22.',
  },
  { says: 'a healed fault', faults: () => [{}, {}], calls: 'a-aa', struck: '1.22' },
  {
    says: 'a healed fault of two callers',
    faults: () => [{ when: { caller: 'ben' } }, {}],
    calls: 'A-Aa',
    struck: '1.22',
  },
  {
    says: 'once a caller, and in force for a while',
    faults: () => [
      { do: { poolState: 'degraded' }, fire: { per: 'caller', max: 1 }, lasts: { calls: 2 }, mode: 'stack' },
    ],
    calls: 'aaAAA',
    struck: '.....',
    fired: [2],
  },
  {
    says: 'for two more calls, and never again',
    faults: () => [{ lasts: { calls: 2 } }],
    calls: 'aaaaa',
    struck: '111..',
    fired: [1],
  },
  {
    says: 'for one more call, and then anew',
    faults: () => [{ fire: { every: 1 }, lasts: { calls: 1 } }],
    calls: 'aaaaa',
    struck: '11111',
    fired: [3],
  },
  {
    says: 'two states in turn',
    faults: () => [{ state: { in: 'start', to: 'second' } }, { state: { in: 'second', to: 'start' } }],
    calls: 'aaaa',
    struck: '1212',
  },
  {
    says: 'a state that is left for good',
    faults: () => [{ state: { in: 'start', to: 'second' } }, { state: { in: 'second', to: 'second' } }],
    calls: 'aaa',
    struck: '122',
  },
  {
    says: 'a state that another call leads to',
    faults: ({ one }) => [
      { when: { element: one.name }, state: { in: 'start', to: 'second' } },
      { state: { in: 'second' } },
    ],
    calls: 'bbabb',
    struck: '..122',
  },
  { says: 'the first alone', faults: () => [{ mode: 'first' }, {}], calls: 'aa', struck: '11', fired: [2, 0] },
  { says: 'both at once', faults: () => [{ mode: 'stack' }, {}], calls: 'aa', struck: '??', fired: [2, 2] },
  {
    says: 'the second where the first does not match',
    faults: () => [{ mode: 'first', when: { caller: 'ben' } }, {}],
    calls: 'aA',
    struck: '21',
  },
  matched('a caller', () => ({ caller: usualCaller }), 'aA', '1.'),
  matched('one of two callers', () => ({ caller: ['carl', 'ben'] }), 'aA', '.1'),
  matched('nobody who calls', () => ({ caller: 'nobody at all' }), 'aA', '..'),
  matched('an element by its name', ({ one }) => ({ element: one.name }), 'ab', '1.'),
  matched('another one by its name', ({ two }) => ({ element: two.name }), 'ab', '.1'),
  matched('a volume by its name', ({ one }) => ({ volume: one.name }), 'ab', '1.'),
  matched('a volume by its id', ({ two }) => ({ volume: { id: two.id } }), 'ab', '.1'),
  matched('a pool by its name', ({ pool }) => ({ pool: pool.name }), 'a', '1'),
  matched('a pool by its id', ({ pool }) => ({ pool: { id: pool.id } }), 'a', '1'),
  matched('a pool that has the name of a volume', ({ one }) => ({ pool: one.name }), 'a', '.'),
  matched('a job, where there is none', ({ one }) => ({ job: one.name }), 'a', '.'),
  sized('at least the smaller', ({ one }) => ({ atLeast: one.size }), '11'),
  sized('more than the smaller', ({ one }) => ({ above: one.size }), '.1'),
  sized('at most the smaller', ({ one }) => ({ atMost: one.size }), '1.'),
  sized('less than the larger', ({ two }) => ({ below: two.size }), '1.'),
  sized('less than the smaller', ({ one }) => ({ below: one.size }), '..'),
  sized('the larger', ({ two }) => two.size, '.1'),
  matched('a name by its pattern', ({ one }) => whoseName(`^${one.name.slice(0, 2)}.*$`), 'ab', '1.'),
  matched('a name that no pattern fits', () => whoseName('^nothing$'), 'ab', '..'),
  matched('an argument', () => ({ argument: { ElementName: 'named' } }), 'an', '.1'),
  matched('an argument that is not given', () => ({ argument: { ElementName: null } }), 'an', '1.'),
  matched('an argument by its pattern', () => ({ argument: { ElementName: { matches: '^na' } } }), 'an', '.1'),
  matched('a reference', ({ pool }) => ({ argument: { TargetPool: pool.id } }), 'ap', '.1'),
  matched('no user', () => ({ argument: { username: null } }), 'a', '1'),
  matched('a method', () => ({ method: clones }), 'am', '1.'),
  matched('any of two methods', () => ({ method: [clones, 'StorageVolume.Delete'] }), 'aa', '11'),
  { ...matched('another method', () => ({ method: 'Pool.Delete' }), 'aa', '..'), with: 5 },
  matched('a span of time', ({ nowMs }) => ({ time: [nowMs, nowMs + minute / 2] }), 'awa', '1..'),
  matched('a time that comes', ({ nowMs }) => ({ time: [nowMs + minute / 2, nowMs + 5 * minute] }), 'awa', '..1'),
  matched('all but one', () => ({ not: { caller: usualCaller } }), 'aA', '.1'),
  matched('any of two', ({ two }) => ({ any: [{ caller: 'ben' }, { element: two.name }] }), 'abA', '.11'),
  matched('all of two', ({ two }) => ({ all: [{ caller: usualCaller }, { element: two.name }] }), 'abB', '.1.'),
  matched('two members', ({ two }) => ({ caller: usualCaller, element: two.name }), 'abB', '.1.'),
  matched('a decision that is due', () => ({ decides: genericFailure }), 'aa', '11'),
  matched('room in a pool', ({ pool }) => ({ world: { pool: pool.name, free: { atLeast: pool.free } } }), 'a', '1'),
  matched('a fuller pool', ({ pool }) => ({ world: { pool: pool.name, free: { below: pool.free } } }), 'a', '.'),
  matched('just as much room', ({ pool }) => ({ world: { pool: pool.name, free: pool.free } }), 'a', '1'),
  matched(
    'the size of a pool',
    ({ pool }) => ({ world: { pool: pool.name, total: { atLeast: pool.total } } }),
    'a',
    '1',
  ),
  matched(
    'more than the pool has',
    ({ pool }) => ({ world: { pool: pool.name, total: { above: pool.total } } }),
    'a',
    '.',
  ),
  matched('nothing stolen', ({ pool }) => ({ world: { pool: pool.name, stolen: 0 } }), 'a', '1'),
  matched(
    'a pool that is in use',
    ({ pool }) => ({ world: { pool: pool.name, used: pool.used ?? { atLeast: 0 } } }),
    'a',
    '1',
  ),
  matched('so many volumes', ({ volumes }) => ({ world: { volumes } }), 'a', '1'),
  matched('more volumes', ({ volumes }) => ({ world: { volumes: { above: volumes } } }), 'a', '.'),
  matched('one call', () => ({ world: { calls: 1 } }), 'aa', '11'),
  matched('several calls', () => ({ world: { calls: { above: 1 } } }), 'aa', '..'),
  matched('no job', () => ({ world: { jobs: 'active', count: 0 } }), 'a', '1'),
  { ...matched('a job', () => ({ world: { jobs: 'active', count: 1 } }), 'a', '1'), duringJob: true },
  {
    ...matched('no waiting job', () => ({ world: { jobs: 'waiting', count: { atLeast: 1 } } }), 'a', '.'),
    duringJob: true,
  },
  {
    ...matched(
      'room that is promised',
      ({ pool }) => ({ world: { pool: pool.name, reserved: { atLeast: 0 } } }),
      'a',
      '1',
    ),
    duringJob: true,
  },
];

/** What the faults of a rule answer with, the first with the first. */
export const codesOfFaults = [51_000, 40_308] as const;
const [genericFailure] = codesOfFaults;
/** What is answered where none of them strikes, so that nothing is made. */
export const codeOfRest = 5;

function counted(says: string, fire: FaultInput['fire'], calls: string, struck: string): FiringRule {
  return { says, faults: () => [{ fire }], calls, struck };
}

function matched(
  says: string,
  when: (about: About) => NonNullable<FaultInput['when']>,
  calls: string,
  struck: string,
): FiringRule {
  return { says: `matches ${says}`, faults: (about) => [{ when: when(about) }], calls, struck };
}

function sized(says: string, size: (about: About) => NonNullable<WhereTest>, struck: string): FiringRule {
  return matched(`a size of ${says}`, (about) => ({ volume: { where: { size: size(about) } } }), 'ab', struck);
}

type WhereTest = NonNullable<Exclude<NonNullable<NonNullable<FaultInput['when']>['element']>, string>['where']>[string];

function whoseName(matches: string): NonNullable<FaultInput['when']> {
  return { volume: { where: { name: { matches } } } };
}
