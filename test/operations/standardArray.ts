import { createEngine } from '../../src/engine/createArray.js';
import type { AnyReply, ArrayOptions, MethodName, StorageArray } from '../../src/index.js';
import { type ProfileDraft, profiles } from '../../src/index.js';
import type { Invocable } from '../../src/vocabulary/methods/names.js';
import { type Step, steps } from '../../src/vocabulary/steps.js';
import type { Version } from '../../src/vocabulary/versions.js';
import { examplesOf } from './causes/index.js';
import type { MethodExamples } from './causes/methodExamples.js';
import { engineWithoutAnyRows } from './tables.js';

type Maker = Pick<ReturnType<typeof createEngine>, 'createArray' | 'loadArray'>;
type Elements<Key extends 'pools' | 'volumes'> = NonNullable<ArrayOptions[Key]>[number];
type Writable<T> = { -readonly [Key in keyof T]: T[Key] };

/** What causes may change of the standard array before it is made. */
export interface Draft {
  readonly profile: ProfileDraft;
  /** The volume that methods of volumes are called on. */
  readonly db: Writable<Elements<'volumes'>>;
  /** A volume beside it, for methods that overwrite one. */
  readonly taken: Writable<Elements<'volumes'>>;
  /** The pool that methods of pools are called on, and that of calls that name one. */
  readonly silver: Writable<Elements<'pools'>>;
  /** The other pools of this system, for methods that find one. */
  readonly gold: Writable<Elements<'pools'>>;
  readonly spare: Writable<Elements<'pools'>>;
  /** The primordial pools, which the drives are in. */
  readonly primordial: Writable<Elements<'pools'>>[];
  /** The disk drives; those of raw come to 1 TiB. */
  readonly drives: { name: string; size: string; pool: string }[];
}

/** What leads a call on the standard array to one row of the table. Causes compose, see {@link standardArray}. */
export interface Cause {
  readonly shape?: (draft: Draft) => void;
  /** Makes elements that have to be there first. */
  readonly prepare?: (array: StorageArray) => void;
  readonly before?: (array: StorageArray) => void;
  /** The element that the method is called on, the method's own when left out, and the parameters. */
  readonly on?: string;
  readonly parameters?: Readonly<Record<string, unknown>>;
  /** What happens while the call is in flight, just before a step. */
  readonly at?: { readonly step: Step; readonly do: (array: StorageArray) => void };
}

export const shipped = createEngine();

/** An array on which a call succeeds, changed by causes: the ones given first have the last word. */
export function standardArray(
  version: Version,
  causes: readonly Cause[] = [],
  maker: Maker = shipped,
  method?: MethodName,
): StorageArray {
  const standing = (method === undefined ? undefined : examplesOf(method).standing) ?? nothing;
  const lastFirst: readonly Cause[] = [standing, ...causes.toReversed()];
  const shapes = lastFirst.flatMap(({ shape }) => shape ?? []);
  const key = [version, ...shapes.map(numberOf)].join(' ');
  const make = () =>
    withRelations(
      made(optionsOf, key, () => shaped(version, shapes)),
      maker,
      standing,
      causes,
    );
  // The shipped engine makes each but once: what stands on it is part of what it is known by.
  const array = maker === shipped ? made(originals, `${key}, ${numberOf(standing)}`, make).fork() : make();
  for (const { prepare } of lastFirst) prepare?.(array);
  for (const { before } of lastFirst) before?.(array);
  return array;
}

/** The standard array's options, as these causes shape them. */
function shaped(version: Version, shapes: readonly NonNullable<Cause['shape']>[]): ArrayOptions {
  const db: Draft['db'] = { name: 'db', pool: 'gold', size: '10 GiB' };
  const taken: Draft['taken'] = { name: 'taken', pool: 'gold', size: '1 GiB' };
  const silver: Draft['silver'] = { name: 'silver', size: '100 GiB' };
  const gold: Draft['gold'] = { name: 'gold', size: '1 TiB' };
  const spare: Draft['spare'] = { name: 'spare', size: '50 GiB' };
  const primordial: Draft['primordial'] = [
    { name: 'raw', primordial: true },
    { name: 'chips', primordial: true },
  ];
  const drives: Draft['drives'] = ['disk1', 'disk2', 'disk3', 'disk4'].map((name) => ({
    name,
    size: '256 GiB',
    pool: 'raw',
  }));
  drives.push({ name: 'chip1', size: '256 GiB', pool: 'chips' });
  const profile = profiles['full-copy'].with((draft) => {
    // It can be asked about groups and recovery points, and has an answer.
    draft.capabilities.features.push(2);
    draft.provider.recoveryPoints = { usual: 30, values: [10, 60], are: 'range' };
    for (const shape of shapes) shape({ profile: draft, db, taken, silver, gold, spare, primordial, drives });
  });
  return {
    seed: 7,
    version,
    profile,
    pools: [gold, silver, spare, { name: 'peer', size: '1 TiB', system: 'peer' }, ...primordial],
    drives,
    volumes: [db, { name: 'snap', pool: 'gold', size: '1 GiB', snapshot: true }, taken],
  };
}

/** An array of these options, with what calls have related before. */
function withRelations(
  options: ArrayOptions,
  maker: Maker,
  { related }: NonNullable<MethodExamples['standing']>,
  causes: readonly Cause[],
): StorageArray {
  // What has to stand is there, whatever the causes have shaped that stands against the calls that make it.
  const isInTheWay = related !== undefined && causes.some(({ shape }) => shape !== undefined);
  const array = (isInTheWay ? engineWithoutAnyRows : maker).createArray(options);
  related?.(array);
  return isInTheWay ? maker.loadArray(array.save()) : array;
}

const nothing: NonNullable<MethodExamples['standing']> = {};

/** The same causes are tried with one table and another: what comes of what shapes an array, by the shapes' numbers. */
const optionsOf = new Map<string, ArrayOptions>();
const originals = new Map<string, StorageArray>();
const numbers = new Map<object, number>();

function made<Value>(known: Map<string, Value>, key: string, make: () => Value): Value {
  const found = known.get(key) ?? make();
  known.set(key, found);
  return found;
}

function numberOf(object: object): number {
  const number = numbers.get(object) ?? numbers.size;
  numbers.set(object, number);
  return number;
}

/** Begins the call of these causes, lets happen what happens in flight, and stops just before the reply is asked for. */
export function callWith(array: StorageArray, method: MethodName, causes: readonly Cause[]): () => AnyReply {
  const lastFirst = causes.toReversed();
  const { on: own, parameters: usual } = examplesOf(method);
  const on = causes.find((cause) => cause.on !== undefined)?.on ?? own;
  const given = Object.assign({}, usual, ...lastFirst.map(({ parameters }) => parameters));
  // An array reads its parameters by the method's facts, whatever their types say of some method.
  const call = array.begin(on, method as Invocable, given);
  const events = lastFirst.flatMap(({ at }) => at ?? []);
  events.sort((left, right) => steps.indexOf(left.step) - steps.indexOf(right.step));
  for (const event of events) {
    let { phase, step } = array.progress(call);
    while (phase !== 'replied' && step !== event.step) {
      // A copy within the call takes its time.
      if (phase === 'waiting') array.advance('1 s');
      ({ phase, step } = phase === 'waiting' ? array.progress(call) : array.step(call));
    }
    // A call that a row has stopped earlier never gets there.
    if (phase === 'ready') event.do(array);
  }
  return () => array.finish(call);
}

/** What the array of these causes answers to their call. */
export function answer(
  method: MethodName,
  version: Version,
  causes: readonly Cause[],
  maker: Maker = shipped,
): AnyReply {
  return callWith(standardArray(version, causes, maker, method), method, causes)();
}

/** The row that answered, as causes are keyed. */
export function decidedBy({ decided }: Pick<AnyReply, 'decided'>): string {
  return `${decided.step}.${decided.because}`;
}
