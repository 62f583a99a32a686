import type { Effect, EffectOf } from '../../faults/effect.js';
import type { Fault, Match } from '../../faults/plan.js';
import { isStep, type Point } from '../../faults/points.js';
import type { ForcedCode } from '../../faults/readCode.js';
import { type CompiledOperation, numberOf } from '../../operations/compile.js';
import { thePool } from '../../store/references.js';
import type { World } from '../../store/world.js';
import { badInput } from '../../vocabulary/input/badInput.js';
import { methodNames } from '../../vocabulary/methods/index.js';
import { type Step, steps } from '../../vocabulary/steps.js';
import { type Engine, operationsOf } from '../components.js';
import { demandPeer } from '../controls/link.js';
import { admits } from './admits.js';

/** Judges a fault by the array that it is for: a method that it can meet has the codes, and its pools and accounts are there.
 * @throws BadInputError with the path, the value, and what was expected
 */
export function checkFault(engine: Engine, world: World, fault: Fault, field: string): void {
  const meant = methodsMeant(fault.when);
  const operations = operationsOf(engine, world).filter((_, index) => meant.includes(methodNames[index] ?? ''));
  for (const [index, effect] of fault.effects.entries()) {
    const place = `${field}.do${fault.effects.length > 1 ? `[${index}]` : ''}.${effect.kind}`;
    for (const point of fault.at) checkEffect(world, operations, effect, point, place);
  }
}

/** The methods whose calls and jobs a match can meet, as far as it names them. */
function methodsMeant(match: Match | null): readonly string[] {
  if (match?.kind === 'method') return match.names;
  if (match?.kind !== 'all') return methodNames;
  return match.of.reduce<readonly string[]>(
    (meant, one) => meant.filter((name) => methodsMeant(one).includes(name)),
    methodNames,
  );
}

type Operations = readonly CompiledOperation[];

function checkEffect(world: World, operations: Operations, effect: Effect, point: Point, field: string): void {
  switch (effect.kind) {
    case 'return':
    case 'partial':
      return checkCode(world, operations, effect, point, field);
    case 'failJob':
      if (effect.outcome !== null) checkJobOutcome(operations, effect.outcome, field);
      return;
    case 'deny':
    case 'badCredential':
      return checkRow(world, operations, effect, point, field);
    case 'stealCapacity':
    case 'poolState':
      if (effect.pool !== null) thePool(world, effect.pool, `${field}.pool`);
      else if (point === 'time') {
        badInput({
          field: `${field}.pool`,
          value: undefined,
          expected: 'the name of a pool: a moment of time is of none',
        });
      }
      return;
    case 'linkState':
      return demandPeer(world, effect.state, field);
    case 'expireCredential': {
      if (effect.account === null) return;
      const among = [...world.accounts.handles()].map((one) => world.accounts.payload(one).name);
      if (!among.includes(effect.account)) {
        badInput({ field: `${field}.account`, value: effect.account, expected: 'the name of an account', among });
      }
      return;
    }
    default:
  }
}

function checkCode(
  world: World,
  operations: Operations,
  effect: EffectOf<'return' | 'partial'>,
  point: Point,
  field: string,
): void {
  if (point === 'detach') return checkDetachCode(operations, effect, field);
  if (!isStep(point)) return;
  const admitting = (step: number) => operations.some((one) => admits(one, world, step, effect));
  const at = steps.indexOf(point);
  if (admitting(at)) return;
  const codes = each(operations.flatMap(({ rows }) => rows[at] ?? []).map(({ code }) => code));
  const elsewhere = steps.filter((_, step) => admitting(step));
  const { code } = effect;
  const where = elsewhere.length === 0 ? '' : `; ${code} is answered at ${elsewhere.join(', ')}`;
  const { version } = world.configuration;
  const what = codes.length === 0 ? `another step: nothing is answered at ${point}` : codes.join(', ');
  badInput({ field, value: code, expected: `a return code of step ${point} in ${version}: ${what}${where}` });
}

/** What fails there is told by the methods that detach, as one of their codes. */
function checkDetachCode(operations: Operations, asked: ForcedCode, field: string): void {
  const codes = operations.map(({ codeFor }) => codeFor('detachFailed')).filter((code) => code !== undefined);
  if (operations.some((one) => codes.includes(numberOf(one, asked) ?? -1))) return;
  badInput({ field, value: asked.code, expected: `what says that a detach fails: ${each(codes).join(', ')}` });
}

/** A number may be any: it is the provider's own. */
function checkJobOutcome(operations: Operations, outcome: string, field: string): void {
  const ends = operations.flatMap((one) => one.ends);
  if (operations.some((one) => one.ends.some((end) => end.code === one.codeFor(outcome)))) return;
  const among = [...new Set(ends.map((end) => end.outcome))];
  const expected = `a number, or the name of what a job fails with: ${among.join(', ')}`;
  badInput({ field, value: outcome, expected, among });
}

function checkRow(
  world: World,
  operations: Operations,
  effect: EffectOf<'deny' | 'badCredential'>,
  point: Point,
  field: string,
): void {
  const leadsAt = (step: number) => operations.some((one) => admits(one, world, step, effect));
  if (leadsAt(steps.indexOf(point as Step))) return; // -1 for what is no step
  const where = steps.filter((_, step) => leadsAt(step)).join(', ');
  const { version } = world.configuration;
  badInput({ field, value: point, expected: `a step at which ${effect.kind} leads to a code in ${version}: ${where}` });
}

/** Each number once, ascending. */
function each(codes: readonly number[]): number[] {
  return [...new Set(codes)].sort((left, right) => left - right);
}
