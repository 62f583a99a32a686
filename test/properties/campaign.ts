import fc from 'fast-check';
import type { ArrayMaker } from '../../src/engine/createArray.js';
import { createArray, type StorageArray } from '../../src/index.js';
import { atomicity } from './claims/atomicity.js';
import { identity } from './claims/identity.js';
import { jobs } from './claims/jobs.js';
import { limits } from './claims/limits.js';
import { type Command, type Outcome, perform, render } from './commands.js';
import { concrete, type Script } from './draws.js';
import type { Batch } from './environment.js';
import type { Memory } from './interpreters.js';
import { glance, type Property, type Transition, type Watch } from './transition.js';

/** That an array answers at all is a property, too: whatever else flies out of it is a bug. */
const answers: Property = {
  name: 'ANSWERS',
  statement: 'for all command sequences, every command is answered or is bad input; nothing else is thrown',
  watch: () => (_, seen) => seen(),
};

/** The properties that every moment of every run is held against. */
export const properties: readonly Property[] = [answers, ...atomicity, ...identity, ...limits, ...jobs];

/** In how many runs each property's precondition came up, and the first breach of each, with the batch that met it. */
export interface Findings {
  readonly reached: Map<string, number>;
  readonly breaches: Map<string, { readonly error: Error; readonly batch: Batch }>;
}

/** Runs scripts against arrays of one make, all the way, whatever breaks. */
export function campaign(
  maker: ArrayMaker,
  scripts: fc.Arbitrary<Script>,
  batch: Batch,
  { reached, breaches }: Findings = { reached: new Map(), breaches: new Map() },
  watched: readonly Property[] = properties,
): Findings {
  const predicate = (script: Script) => {
    const seen = new Set<string>();
    const unbroken = watched.filter(({ name }) => !breaches.has(name));
    for (const [name, error] of run(maker, script, unbroken, (name) => seen.add(name))) {
      breaches.set(name, { error, batch });
    }
    for (const name of seen) reached.set(name, (reached.get(name) ?? 0) + 1);
  };
  fc.assert(fc.property(scripts, predicate), batch);
  return { reached, breaches };
}

/** Looks for one property's breach, shrinks it and reports it: with the commands, the seed and the path.
 * @throws when there is one
 */
export function hunt(
  maker: ArrayMaker,
  scripts: fc.Arbitrary<Script>,
  property: Property,
  batch: Batch,
  where: string,
): void {
  const details = fc.check(
    fc.property(scripts, (script) => run(maker, script, [property]).size === 0),
    // Shrinking stops in time, with the least that it has found by then.
    { ...batch, interruptAfterTimeLimit: 15_000 },
  );
  if (!details.failed || details.counterexample === null) return;
  const [script] = details.counterexample;
  const commands: Command[] = [];
  const error = run(maker, script, [property], undefined, commands).get(property.name);
  throw new Error(
    [
      `${property.name}: ${property.statement}`,
      `broken: ${error?.message ?? 'no more: the array is not deterministic'}`,
      ...scriptLines(script, commands),
      `again: ${again({ seed: details.seed, path: details.counterexamplePath ?? '', where, name: property.name })}`,
    ].join('\n'),
  );
}

/** Runs one script and returns the first breach of each property. */
export function run(
  maker: ArrayMaker,
  script: Script,
  watched: readonly Property[] = properties,
  seen: (name: string) => void = () => {},
  commands: Command[] = [],
): ReadonlyMap<string, Error> {
  const breaches = new Map<string, Error>();
  const watches: [Property, Watch][] = watched.map((property) => [property, property.watch()]);
  try {
    play(
      maker.createArray(script.arrayKind.options),
      script,
      (transition) => {
        commands.push(transition.command);
        for (const [property, watch] of watches) {
          if (breaches.has(property.name)) continue;
          try {
            watch(transition, () => seen(property.name));
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
  onTransition: (transition: Transition) => void,
  onCrash: (command: Command) => void = () => {},
): void {
  const memory: Memory = { calls: [], touched: undefined, arrayKind: script.arrayKind };
  let after = glance(array);
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
    const before = after;
    after = glance(array);
    onTransition({ command, outcome, before, after, array, untouched, arrayKind: script.arrayKind });
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

/** A script as calls of the shipped array. */
export function scriptText(script: Script): string {
  const commands: Command[] = [];
  const keep = (command: Command) => commands.push(command);
  play(createArray(script.arrayKind.options), script, ({ command }) => keep(command), keep);
  return scriptLines(script, commands).join('\n');
}

function scriptLines({ arrayKind: { options } }: Script, commands: readonly Command[]): readonly string[] {
  const text = JSON.stringify(options, (_, value) => (typeof value === 'bigint' ? `${value} B` : value));
  return [`const array = createArray(${text});`, ...commands.map((command) => `${render(command)};`)];
}

/** The command that repeats a failure. */
export function again(failed: {
  readonly seed: number;
  readonly path: string;
  readonly where: string;
  readonly name: string;
}): string {
  const { seed, path, where, name } = failed;
  return `ARRAYSIM_SEED=${seed} ARRAYSIM_PATH=${path} npx vitest run --config test/vitest.config.ts ${where} -t '${name}:'`;
}

function asError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(String(thrown));
}
