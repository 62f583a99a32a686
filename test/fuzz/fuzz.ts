import { replay } from '../../src/engine/history/replay.js';
import { createArray, loadArray, type StorageArray } from '../../src/index.js';
import { render } from '../../src/vocabulary/input/rendering.js';
import { hostile } from './hostileValues.js';
import { judged, type Outcome, pictureOf } from './judge.js';
import { meaningful, mutated } from './meaningfulValues.js';
import { Draws } from './random.js';
import { allExports, type Target, targetsIn } from './targets.js';

export interface Fuzzed {
  /** What went wrong, with all that it takes to repeat it. */
  readonly flaws: readonly string[];
  /** How often a call came out how. */
  readonly tally: Readonly<Record<Outcome['kind'], number>>;
}

/** Calls that are made of one array. */
const callsOfArray = 40;
const mostFlaws = 20;

/** Calls everything that is exported, and the methods of what comes of it, with values that nobody means and values that are nearly
 * right.
 */
export async function fuzz({ calls, seed }: { readonly calls: number; readonly seed: number }): Promise<Fuzzed> {
  const exported = [...(await allExports())].flatMap(([name, value]) => targetsIn(name, value));
  const tally = { returned: 0, refused: 0, failed: 0, pending: 0 };
  const flaws = new Map<string, string>();
  for (let first = 0; first < calls && flaws.size < mostFlaws; first += callsOfArray) {
    const one = new Round(new Draws(seed + first), exported);
    for (let at = first; at < first + callsOfArray; at++) {
      const { outcome, text } = await one.call();
      tally[outcome.kind]++;
      if (outcome.flaw !== null) flaws.set(keyOf(outcome.flaw), `call ${at}: ${text}\n  ${outcome.flaw}`);
    }
    const flaw = one.flawAtEnd();
    if (flaw !== null)
      flaws.set(flaw.slice(0, 40), `calls ${first} to ${first + callsOfArray}: ${flaw}\n${one.done.join('\n')}`);
  }
  return { flaws: [...flaws.values()], tally };
}

/** Flaws of one origin are one. */
function keyOf(flaw: string): string {
  return /src\/[\w/]+\.ts:\d+/.exec(flaw)?.[0] ?? flaw.slice(0, 50);
}

/** Calls around one array. */
class Round {
  /** What was called, for people. */
  readonly done: string[] = [];
  private readonly array = fixture();
  private readonly ofArray: readonly Target[] = targetsIn('array', this.array);
  /** What came of calls: it is called, and given, too. */
  private readonly made: { readonly path: string; readonly value: object }[] = [];

  constructor(
    private readonly draws: Draws,
    private readonly exported: readonly Target[],
  ) {}

  async call(): Promise<{ readonly outcome: Outcome; readonly text: string }> {
    const target = this.target();
    const given = Array.from({ length: this.draws.below(5) }, () => this.value());
    const text = `${target.path}(${given.map(render).join(', ')})`;
    const outcome = await judged(target, given, this.array);
    this.done.push(`${text} ${outcome.kind}`);
    if (outcome.kind === 'returned') this.keep(`${target.path}()`, outcome.value);
    return { outcome, text };
  }

  /** What is wrong with the array after all that was done to it. */
  flawAtEnd(): string | null {
    const wrong = this.array.violations();
    if (wrong.length > 0) return `the array is wrong: ${wrong.join('; ')}`;
    if (hasCallback(this.array)) return null;
    if (pictureOf(loadArray(this.array.save())).split(' ')[0] !== this.array.digest('identity'))
      return 'saved, it is another';
    const { header, entries, hash } = this.array.trace();
    const again = replay(JSON.parse(JSON.stringify(header)), JSON.parse(JSON.stringify(entries)));
    if (again.kind === 'same' && again.hash === hash) return null;
    return `its trace is not repeated: ${JSON.stringify(again)}`;
  }

  private target(): Target {
    const kind = this.draws.next();
    if (kind < 0.3) return this.draws.pick(this.exported);
    if (kind < 0.8 || this.made.length === 0) return this.draws.pick(this.ofArray);
    const { path, value } = this.draws.pick(this.made);
    const targets = targetsIn(path, value);
    return this.draws.pick(targets.length === 0 ? this.ofArray : targets);
  }

  private value(): unknown {
    const kind = this.draws.next();
    if (kind < 0.3) return hostile(this.draws);
    if (kind < 0.65) return meaningful(this.draws, this.array);
    if (kind < 0.9 || this.made.length === 0) return mutated(this.draws, this.array);
    return this.draws.pick(this.made).value;
  }

  private keep(path: string, value: unknown): void {
    if ((typeof value !== 'object' && typeof value !== 'function') || value === null) return;
    const kept = isDriver(value) ? { ...value, reset: () => Promise.reject(new Error('it has broken down')) } : value;
    if (this.made.length < 30) this.made.push({ path, value: kept });
    else this.made[this.draws.below(30)] = { path, value: kept };
  }
}

/** A whole conformance run for each that is made would take days. */
function isDriver(value: object): boolean {
  return 'capabilities' in value && 'reset' in value;
}

/** A function can't be saved, and not be repeated. */
function hasCallback(array: StorageArray): boolean {
  return array.faults.ledger().length > 0 && /"callback"/.test(describePlan(array));
}

function describePlan(array: StorageArray): string {
  const { header, entries } = array.trace();
  return JSON.stringify([header, entries], (_key, part: unknown) =>
    typeof part === 'function' ? 'a callback: "callback"' : part,
  );
}

function fixture(): StorageArray {
  const array = createArray({
    seed: 7,
    profile: { base: 'full-copy', provider: { latency: { invoke: '1 s' } } },
    pools: [
      { name: 'gold', size: '1 TiB' },
      { name: 'silver', size: '500 GiB' },
    ],
    volumes: [
      { name: 'db', pool: 'gold', size: '10 GiB', written: '1 GiB' },
      { name: 'web', pool: 'silver', size: '20 GiB' },
    ],
    accounts: [{ name: 'ops', password: 'secret' }],
    credential: { username: 'ops', password: 'secret' },
  });
  array.createClone('db', { ElementName: 'first', TargetPool: 'silver' });
  array.begin('web', 'CreateClone', { ElementName: 'in flight' });
  return array;
}
