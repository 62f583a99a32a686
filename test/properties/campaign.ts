import fc from 'fast-check';
import type { ArrayMaker } from '../../src/engine/createArray.js';
import type { StorageArray } from '../../src/index.js';
import { atomicity } from './claims/atomicity.js';
import { capabilities } from './claims/capabilities.js';
import { capacity } from './claims/capacity.js';
import { causation } from './claims/causation.js';
import { contents } from './claims/contents.js';
import { contract } from './claims/contract.js';
import { identity } from './claims/identity.js';
import { jobs } from './claims/jobs.js';
import { type Command, type Outcome, perform, render } from './commands.js';
import { concrete, type Memory, type Script } from './draws.js';
import type { Moment, Property, Watch } from './moment.js';
import { Observer } from './observer.js';

/** That an array answers at all is a property, too: whatever else flies out of it is a bug. */
const answers: Property = {
  name: 'ANSWERS',
  statement: 'for all command sequences, every command is answered or is bad input; nothing else is thrown',
  floor: 2000,
  watch: () => (_, seen) => seen(),
};

/** The properties that every moment of every run is held against. */
export const properties: readonly Property[] = [
  answers,
  ...contract,
  ...capabilities,
  ...causation,
  ...atomicity,
  ...contents,
  ...capacity,
  ...jobs,
  ...identity,
];

/** How often each property's precondition held, and the first breach of each. */
export interface Findings {
  readonly seen: ReadonlyMap<string, number>;
  readonly breaches: ReadonlyMap<string, Error>;
}

/** Runs scripts against arrays of one make, all the way, whatever breaks. */
export function campaign(
  maker: ArrayMaker,
  scripts: fc.Arbitrary<Script>,
  parameters: { readonly numRuns: number; readonly seed: number },
): Findings {
  const seen = new Map<string, number>(properties.map(({ name }) => [name, 0]));
  const breaches = new Map<string, Error>();
  const predicate = (script: Script) => {
    const watched = properties.filter(({ name }) => !breaches.has(name));
    const count = (name: string) => seen.set(name, (seen.get(name) ?? 0) + 1);
    for (const [name, error] of run(maker, script, watched, count)) breaches.set(name, error);
  };
  fc.assert(fc.property(scripts, predicate), parameters);
  return { seen, breaches };
}

/** Looks for one property's breach, shrinks it and reports it: with the commands, the seed and the path.
 * @throws when there is one
 */
export function hunt(
  maker: ArrayMaker,
  scripts: fc.Arbitrary<Script>,
  property: Property,
  parameters: { readonly numRuns: number; readonly seed: number; readonly path?: string },
): void {
  const details = fc.check(
    fc.property(scripts, (script) => run(maker, script, [property]).size === 0),
    // Shrinking stops in time, with the least that it has found by then.
    { ...parameters, interruptAfterTimeLimit: 15_000 },
  );
  if (!details.failed || details.counterexample === null) return;
  const [script] = details.counterexample;
  const commands: Command[] = [];
  const error = run(maker, script, [property], undefined, commands).get(property.name);
  throw new Error(
    [
      `${property.name}: ${property.statement}`,
      `broken: ${error?.message ?? 'no more: the array is not deterministic'}`,
      `const array = createArray(${JSON.stringify(script.variety.options, (_, value) => (typeof value === 'bigint' ? `${value} B` : value))});`,
      ...commands.map((command) => `${render(command)};`),
      `again: ARRAYSIM_SEED=${details.seed} ARRAYSIM_PATH=${details.counterexamplePath} npx vitest run --config test/vitest.config.ts test/properties/campaign -t ${property.name}`,
    ].join('\n'),
  );
}

/** Runs one script and returns the first breach of each property. */
function run(
  maker: ArrayMaker,
  script: Script,
  watched: readonly Property[],
  seen: (name: string) => void = () => {},
  commands: Command[] = [],
): ReadonlyMap<string, Error> {
  const breaches = new Map<string, Error>();
  const watches: [Property, Watch][] = watched.map((property) => [property, property.watch()]);
  try {
    play(
      maker.createArray(script.variety.options),
      script,
      (moment) => {
        commands.push(moment.command);
        for (const [property, watch] of watches) {
          if (breaches.has(property.name)) continue;
          try {
            watch(moment, () => seen(property.name));
          } catch (thrown) {
            breaches.set(property.name, asError(thrown));
          }
        }
      },
      (command) => commands.push(command),
    );
  } catch (thrown) {
    if (watched.includes(answers)) breaches.set(answers.name, asError(thrown));
  }
  return breaches;
}

/** Plays a script, one moment after the other. */
export function play(
  array: StorageArray,
  script: Script,
  onMoment: (moment: Moment) => void,
  onCrash: (command: Command) => void = () => {},
): void {
  const memory: Memory = { calls: [], touched: undefined, variety: script.variety };
  const observer = new Observer(array, script.variety);
  for (const choice of script.draws) {
    const command = concrete(array, script, choice, memory);
    const untouched = array.fork();
    let outcome: Outcome;
    try {
      outcome = perform(array, command);
    } catch (thrown) {
      onCrash(command);
      throw thrown;
    }
    remember(memory, command, outcome);
    observer.follow(array, command, outcome);
    const [before, after] = [observer.before.view, observer.after.view];
    onMoment({ command, outcome, before, after, array, untouched, variety: script.variety, observer });
    observer.forget(command);
  }
}

/** Keeps the calls in flight, as a client would, and what was done to a volume last. */
export function remember(memory: Memory, command: Command, outcome: Outcome): void {
  const { calls } = memory;
  if (command.do === 'outOfBand' || command.do === 'set') {
    const { change } = command;
    if ('volume' in change) memory.touched = String(change.volume);
    if ('delete' in change) memory.touched = String(change.delete);
    if ('create' in change) memory.touched = change.create.name;
  }
  if (outcome.kind === 'begun') calls.push(outcome.call);
  if (command.do === 'finish') calls.splice(calls.indexOf(command.call), 1);
}

function asError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(String(thrown));
}
