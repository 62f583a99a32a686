import type { Effect } from '../../faults/effect.js';
import type { Fault } from '../../faults/plan.js';
import { isStep, type Point } from '../../faults/points.js';
import type { CallFacts } from '../../operations/facts/call.js';
import type { CompiledCheck } from '../../operations/operation.js';
import { type CallFault, noCallFault } from '../../store/faultState.js';
import { thePool } from '../../store/references.js';
import type { World } from '../../store/world.js';
import { badInput } from '../../vocabulary/input/badInput.js';
import { type Step, steps } from '../../vocabulary/steps.js';
import { type Engine, operationOf } from '../components.js';

/** Judges a fault by the array that it is for: its steps have the codes, its pools and accounts are there.
 * @throws BadInputError with the path, the value, and what was expected
 */
export function checkFault(engine: Engine, world: World, fault: Fault, field: string): void {
  for (const [index, effect] of fault.effects.entries()) {
    const place = `${field}.do${fault.effects.length > 1 ? `[${index}]` : ''}.${effect.kind}`;
    for (const point of fault.at) checkEffect(engine, world, effect, point, place);
  }
}

function checkEffect(engine: Engine, world: World, effect: Effect, point: Point, field: string): void {
  switch (effect.kind) {
    case 'return':
    case 'partial':
      return checkCode(engine, world, effect.code, point, field);
    case 'failJob':
      if (effect.code !== null) checkJobCode(engine, world, effect.code, field);
      return;
    case 'deny':
      return checkRow(engine, world, { denied: true }, point, field, effect.kind);
    case 'badCredential':
      return checkRow(engine, world, { badCredential: true }, point, field, effect.kind);
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

function checkCode(engine: Engine, world: World, code: number, point: Point, field: string): void {
  if (!isStep(point)) return;
  const rows = operationOf(engine, world).checks[steps.indexOf(point)] ?? [];
  const codes = [...new Set(rows.map((row) => row.code))];
  if (codes.some((one) => one === code)) return;
  const elsewhere = stepsOf(engine, world, code);
  const where = elsewhere.length === 0 ? '' : `; ${code} is answered at ${elsewhere.join(', ')}`;
  const version = world.configuration.version;
  const what = codes.length === 0 ? `another step: nothing is answered at ${point}` : codes.join(', ');
  badInput({ field, value: code, expected: `a return code of step ${point} in ${version}: ${what}${where}` });
}

function checkJobCode(engine: Engine, world: World, code: number, field: string): void {
  const codes = [...new Set(operationOf(engine, world).settle.map((row) => row.code))];
  if (codes.some((one) => one === code)) return;
  badInput({ field, value: code, expected: `a code that a job fails with: ${codes.join(', ')}` });
}

function checkRow(
  engine: Engine,
  world: World,
  part: Partial<CallFault>,
  point: Point,
  field: string,
  kind: string,
): void {
  const at = steps.indexOf(point as Step); // -1 for what is no step
  const injected = { ...noCallFault(at), ...part };
  const { checks } = operationOf(engine, world);
  const { configuration } = world;
  // Of all the facts of a call, what an injected fault leads to depends on the system's alone.
  const facts = { configuration } as CallFacts;
  const leads = (row: Pick<CompiledCheck<CallFacts>, 'whenFault'>) => row.whenFault?.(injected, facts) === true;
  if ((checks[at] ?? []).some(leads)) return;
  const where = steps.filter((_, index) => checks[index]?.some(leads)).join(', ');
  const { version } = world.configuration;
  badInput({ field, value: point, expected: `a step at which ${kind} leads to a code in ${version}: ${where}` });
}

function stepsOf(engine: Engine, world: World, code: number): readonly Step[] {
  const { checks } = operationOf(engine, world);
  return steps.filter((_, index) => checks[index]?.some((row) => row.code === code));
}
