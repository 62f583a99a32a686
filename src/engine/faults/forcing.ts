import type { FaultInput } from '../../faults/planSchema.js';
import { rowOfCode } from '../../operations/operation.js';
import type { World } from '../../store/world.js';
import { demandMembers } from '../../vocabulary/input/arguments.js';
import { badInput } from '../../vocabulary/input/badInput.js';
import { type Step, steps } from '../../vocabulary/steps.js';
import { type Engine, operationOf } from '../components.js';

/** The fault that `failAt` stands for: it refuses with a code of a step, fails jobs as they end, or loses replies, and is
 * used up by what it hits alone: a call that an earlier row refuses anyway leaves it to the next.
 * @throws BadInputError for an outcome that the step does not have
 */
export function forcing(
  engine: Engine,
  world: World,
  at: Step | 'jobEnd',
  code: number | 'lost',
  options: { readonly times?: number } = {},
): FaultInput {
  demandMembers(options, ['times'], 'failAt.options', 'an option of failAt');
  const { times = 1 } = options;
  const places = [...steps, 'jobEnd'];
  if (!places.includes(at))
    badInput({ field: 'failAt.at', value: at, expected: `one of ${places.join(', ')}`, among: places });
  if (!Number.isSafeInteger(times) || times < 1)
    badInput({ field: 'failAt.times', value: times, expected: 'a whole number of at least 1' });
  const { checks, settle } = operationOf(engine, world);
  const rows = at === 'jobEnd' ? settle : (checks[steps.indexOf(at)] ?? []);
  const codes: (number | 'lost')[] = at === 'serviceReply' ? ['lost'] : [...new Set(rows.map((row) => row.code))];
  if (!codes.includes(code))
    badInput({ field: 'failAt.code', value: code, expected: `an outcome of ${at}: ${codes.join(', ')}` });
  const fault = { id: freeId(world, `failAt ${at} ${code}`), at, fire: { max: times } } as const;
  if (code === 'lost') return { ...fault, do: 'loseReply' };
  const message = `${rowOfCode<(typeof rows)[number]>(rows, code)?.cause} (forced)`;
  if (at === 'jobEnd') return { ...fault, do: { failJob: { code, message } } };
  return { ...fault, when: { decides: code }, do: { return: { code, message } } };
}

/** The second of one kind is `failAt array 2 (2)`. */
function freeId({ faults }: World, base: string): string {
  const taken = new Set(faults?.planState.plan.faults.map(({ id }) => id));
  let id = base;
  for (let number = 2; taken.has(id); number++) id = `${base} (${number})`;
  return id;
}
