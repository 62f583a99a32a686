import type { FaultInput } from '../../faults/planSchema.js';
import { type CompiledEnd, type CompiledOperation, type CompiledRow, rowAskedFor } from '../../operations/compile.js';
import type { World } from '../../store/world.js';
import { readMembers } from '../../vocabulary/input/arguments.js';
import { badInput } from '../../vocabulary/input/badInput.js';
import { type Outcome, outcomeNames } from '../../vocabulary/methods/codes.js';
import { factsOf, methodNames } from '../../vocabulary/methods/index.js';
import { type Invocable, invocables, methodsCalled } from '../../vocabulary/methods/names.js';
import { type Step, steps } from '../../vocabulary/steps.js';
import { isWithin } from '../../vocabulary/versions.js';
import { type Engine, operationsOf } from '../components.js';

/** What `failAt` takes besides. */
export interface ForcingOptions {
  /** How often; once when left out. */
  readonly times?: number;
  /** Whose calls, or jobs; those of any method when left out. */
  readonly method?: Invocable;
}

/** The fault that `failAt` stands for: it refuses with a code of a step, fails jobs as they end, or loses replies, and is
 * used up by what it hits alone: a call that an earlier row refuses anyway leaves it to the next.
 * @throws BadInputError for an outcome that the step does not have
 */
export function forcing(
  engine: Engine,
  world: World,
  at: Step | 'jobEnd',
  code: number | Outcome | 'lost',
  options: ForcingOptions = {},
): FaultInput {
  const { times = 1, method } = readMembers(options, ['times', 'method'], 'failAt.options', 'an option of failAt');
  const places = [...steps, 'jobEnd'];
  if (!places.includes(at))
    badInput({ field: 'failAt.at', value: at, expected: `one of ${places.join(', ')}`, among: places });
  if (!Number.isSafeInteger(times) || times < 1)
    badInput({ field: 'failAt.times', value: times, expected: 'a whole number of at least 1' });
  const meant = method === undefined ? methodNames : methodsCalled(method);
  if (meant.length === 0)
    badInput({ field: 'failAt.method', value: method, expected: 'the name of a method', among: invocables });
  const { version } = world.configuration;
  const there = meant.filter((name) => isWithin(version, factsOf(name)));
  if (there.length === 0)
    badInput({ field: 'failAt.method', value: method, expected: `the name of a method that ${version} has` });
  const operations = operationsOf(engine, world).filter((_, index) =>
    there.some((name) => name === methodNames[index]),
  );
  const when = method === undefined ? {} : { method };
  if (code === 'lost' && at === 'serviceReply') {
    const id = freeId(world, `failAt ${at} ${code}`);
    return { id, at, fire: { max: times }, ...(method && { when }), do: 'loseReply' };
  }
  const row = operations.map((operation) => rowFor(operation, at, code)).find((one) => one !== undefined);
  if (row === undefined || code === 'lost') {
    const codes: readonly (number | string)[] =
      at === 'serviceReply' ? ['lost'] : operations.flatMap((one) => rowsAt(one, at).map((each) => each.code));
    const expected = `an outcome of ${at}: ${[...new Set(codes)].join(', ')}`;
    return badInput({ field: 'failAt.code', value: code, expected, among: outcomeNames });
  }
  // By a name it means what it means to the method that is called.
  const fault = { id: freeId(world, `failAt ${at} ${row.code}`), at, fire: { max: times } } as const;
  const answer = { code, message: `${row.cause} (forced)` };
  if (at === 'jobEnd') return { ...fault, ...(method && { when }), do: { failJob: answer } };
  return { ...fault, when: { decides: code, ...when }, do: { return: answer } };
}

type AnyRow = CompiledEnd | CompiledRow;

function rowsAt(operation: CompiledOperation, at: Step | 'jobEnd'): readonly AnyRow[] {
  return at === 'jobEnd' ? operation.ends : (operation.rows[steps.indexOf(at)] ?? []);
}

function rowFor(operation: CompiledOperation, at: Step | 'jobEnd', code: number | string): AnyRow | undefined {
  const number = typeof code === 'number' ? code : operation.codeFor(code);
  return number === undefined
    ? undefined
    : rowAskedFor(rowsAt(operation, at), number, typeof code === 'string' ? code : null);
}

/** The second of one kind is `failAt array 2 (2)`. */
function freeId({ faults }: World, base: string): string {
  let id = base;
  for (let number = 2; faults?.planState.faults.named(id) !== undefined; number++) id = `${base} (${number})`;
  return id;
}
