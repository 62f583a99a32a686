import { faultPlans, linesOf } from '../../../faults/library.js';
import type { FaultInput } from '../../../faults/planSchema.js';
import { badInput } from '../../../vocabulary/input/badInput.js';
import { outcomeNames } from '../../../vocabulary/methods/codes.js';
import { invocables } from '../../../vocabulary/methods/names.js';
import { steps } from '../../../vocabulary/steps.js';
import type { FaultForm, FormField, NamedFaultPlan } from '../contract/forms.js';
import { choice, field } from './fields.js';

type Values = Readonly<Record<string, string>>;
type Written = Omit<FaultInput, 'id'>;

/** A form, and the fault that its values make. */
interface Kind extends FaultForm {
  /** @param nowMs virtual time, for what is to happen at once */
  readonly fault: (values: Values, nowMs: number) => Written;
}

const method = choice('method', 'of calls of', [
  ['', 'any method'],
  ...invocables.map((name) => [name, name] as const),
]);
const times = field('times', 'how often', 'number', { initial: '1' });
const step = (names: readonly string[], initial: string) => choice('at', 'at the step', names, { initial });
const moment = choice('at', 'when', [
  ['now', 'now'],
  ['array', 'when the next call comes to the array'],
  ['jobStart', 'when the next job begins'],
  ['jobPercent', 'when a job is half done'],
]);

/** Where calls can be refused, stopped and lost. */
const onTheWay = ['service', 'connect', 'authenticate', 'findService', 'readCapabilities', 'invoke'] as const;

const kinds: readonly Kind[] = [
  {
    form: 'stealCapacity',
    title: 'Take away the room of a pool',
    about: 'Room of a pool is gone: what is free first, then what was promised to jobs.',
    fields: [
      moment,
      field('pool', 'pool', 'pool', { required: true }),
      field('size', "how much ('all': what is free)", 'size', { required: true, initial: 'all' }),
    ],
    fault: ({ pool, size = 'all', ...values }, nowMs) => ({
      ...momentOf(values, nowMs),
      do: { stealCapacity: { ...(pool ? { pool } : {}), size } },
    }),
  },
  {
    form: 'poolState',
    title: 'Let a pool fail',
    about: 'A pool becomes degraded, offline or read-only.',
    fields: [
      moment,
      field('pool', 'pool', 'pool', { required: true }),
      choice('to', 'it becomes', ['offline', 'degraded', 'readOnly']),
    ],
    fault: ({ pool, to, ...values }, nowMs) => ({
      ...momentOf(values, nowMs),
      do: { poolState: { ...(pool ? { pool } : {}), to: to as 'offline' } },
    }),
  },
  {
    form: 'loseReply',
    title: 'Lose the reply of a call',
    about: 'The call has its effect, and its caller is told nothing, or only that nothing came.',
    fields: [step(['serviceReply', 'invokeReply'], 'serviceReply'), method, times],
    fault: (values) => ({ ...callsOf(values, 'serviceReply'), do: 'loseReply' }),
  },
  {
    form: 'loseRequest',
    title: 'Lose the request of a call',
    about: 'Nothing happens, and no answer comes.',
    fields: [step(onTheWay, 'invoke'), method, times],
    fault: (values) => ({ ...callsOf(values, 'invoke'), do: 'loseRequest' }),
  },
  {
    form: 'return',
    title: 'Answer a call with a code',
    about: "The step answers with a return code of its table, in that code's place.",
    fields: [step(steps, 'array'), choice('code', 'with', outcomeNames, { initial: 'failed' }), method, times],
    fault: ({ code = 'failed', ...values }) => ({ ...callsOf(values, 'array'), do: { return: codeOf(code) } }),
  },
  {
    form: 'hold',
    title: 'Hold calls at a step',
    about: 'A call stops there until its tag is released: so others can come in between.',
    fields: [
      step(steps, 'array'),
      field('tag', 'by the tag', 'text', { required: true, initial: 'here' }),
      method,
      times,
    ],
    fault: ({ tag = 'here', ...values }) => ({ ...callsOf(values, 'array'), do: { hold: tag } }),
  },
  {
    form: 'delay',
    title: 'Slow a step down',
    about: 'The step takes longer; what is slower than the service waits for is a time-out.',
    fields: [step(steps, 'invoke'), field('span', 'by', 'time', { required: true, initial: '5 s' }), method, times],
    fault: ({ span = '5 s', ...values }) => ({ ...callsOf(values, 'invoke'), do: { delay: span } }),
  },
  {
    form: 'failJob',
    title: 'Let jobs fail',
    about: 'The next jobs fail, at once or at a percent.',
    fields: [
      field('percent', 'at percent', 'percent', { initial: '50' }),
      choice('code', 'with', outcomeNames, { initial: 'failed' }),
      times,
    ],
    fault: ({ percent, code = 'failed', ...values }) => ({
      ...firesOf(values),
      at: percent ? 'jobPercent' : 'jobStart',
      ...(percent ? { when: { jobPercent: Number(percent) } } : {}),
      do: { failJob: codeOf(code) },
    }),
  },
  {
    form: 'stallJob',
    title: 'Let jobs stand still',
    about: 'The next jobs stand still at a percent, and keep their slots and their room.',
    fields: [
      field('percent', 'at percent', 'percent', { required: true, initial: '73' }),
      field('span', 'for; empty: until it is healed', 'time', { initial: '1 h' }),
      times,
    ],
    fault: ({ percent = '73', span, ...values }) => ({
      ...firesOf(values),
      at: 'jobPercent',
      when: { jobPercent: Number(percent) },
      do: { stallJob: span ? span : {} },
    }),
  },
  {
    form: 'restartProvider',
    title: 'Restart the provider',
    about: 'The provider goes down for a while and forgets what its profile says: calls, jobs, subscriptions.',
    fields: [moment, field('span', 'it is down for', 'time', { required: true, initial: '30 s' })],
    fault: ({ span = '30 s', ...values }, nowMs) => ({ ...momentOf(values, nowMs), do: { restartProvider: span } }),
  },
  {
    form: 'duplicate',
    title: 'Deliver requests twice',
    about: 'The array gets a request twice: unless its provider knows it again, there are two clones.',
    fields: [method, times],
    fault: (values) => ({ ...callsOf({ ...values, at: 'invoke' }, 'invoke'), do: { duplicate: 2 } }),
  },
  {
    form: 'staleCache',
    title: 'Let the service miss changes',
    about: 'The storage service sees no change of the array until it discovers it anew.',
    fields: [moment],
    fault: (values, nowMs) => ({ ...momentOf(values, nowMs), do: { staleCache: {} } }),
  },
  {
    form: 'linkState',
    title: 'Cut the replication link',
    about: 'The replication link to the peer system becomes degraded or partitioned.',
    fields: [moment, choice('to', 'it becomes', ['partitioned', 'degraded'])],
    fault: ({ to, ...values }, nowMs) => ({ ...momentOf(values, nowMs), do: { linkState: to as 'degraded' } }),
  },
];

/** The faults that are armed most, as forms; any other is armed as text. */
export const faultForms: readonly FaultForm[] = kinds.map(({ fault: _, ...form }) => ({
  ...form,
  fields: [...form.fields, field('id', 'name of the fault', 'text')],
}));

/** The fault that the values of a form make.
 * @param taken the ids that other faults have
 * @throws BadInputError for a form that there is not, and for what it needs and was not given
 */
export function faultFromForm(name: string, values: Values, nowMs: number, taken: readonly string[]): FaultInput {
  const among = kinds.map(({ form }) => form);
  const kind = kinds.find(({ form }) => form === name);
  if (kind === undefined)
    return badInput({ field: 'body.form', value: name, expected: `one of ${among.join(', ')}`, among });
  const missing = kind.fields.find((one) => one.required && (values[one.name] ?? one.initial) === '');
  if (missing !== undefined)
    badInput({ field: `body.values.${missing.name}`, value: undefined, expected: missing.label });
  const wrong = kind.fields.find((one) => one.kind === 'choice' && !isChoice(one, values[one.name]));
  if (wrong !== undefined) {
    const choices = wrong.choices.map(({ value }) => value);
    const expected = `one of ${choices.join(', ')}`;
    badInput({ field: `body.values.${wrong.name}`, value: values[wrong.name], expected, among: choices });
  }
  const { id = '', ...rest } = values;
  return { id: id === '' ? freeId(name, taken) : id, ...kind.fault(filled(kind.fields, rest), nowMs) };
}

function isChoice({ choices }: FormField, value: string | undefined): boolean {
  return value === undefined || choices.some((one) => one.value === value);
}

function filled(fields: readonly FormField[], values: Values): Values {
  return Object.fromEntries(fields.map(({ name, initial }) => [name, values[name] ?? initial]));
}

function freeId(base: string, taken: readonly string[]): string {
  let id = base;
  for (let number = 2; taken.includes(id); number++) id = `${base} ${number}`;
  return id;
}

function momentOf({ at }: Values, nowMs: number): Pick<Written, 'at' | 'when' | 'fire'> {
  if (at === 'array') return { at: 'array', fire: { max: 1 } };
  if (at === 'jobStart') return { at: 'jobStart', fire: { max: 1 } };
  if (at === 'jobPercent') return { at: 'jobPercent', when: { jobPercent: 50 }, fire: { max: 1 } };
  return { at: 'time', when: { time: nowMs } };
}

function callsOf(
  { at, method: named, ...values }: Values,
  usual: (typeof steps)[number],
): Pick<Written, 'at' | 'when' | 'fire'> {
  const found = steps.find((one) => one === at) ?? usual;
  const called = invocables.find((one) => one === named);
  return { at: found, ...(called === undefined ? {} : { when: { method: called } }), ...firesOf(values) };
}

/** As often as the form says; empty is as often as it can. */
function firesOf({ times: most = '' }: Values): Pick<Written, 'fire'> {
  return most === '' ? {} : { fire: { max: Number(most) } };
}

function codeOf(code: string) {
  const name = outcomeNames.find((one) => one === code);
  return name ?? Number(code);
}

/** The fault plans that come with arraysim, as text to begin with. */
export const namedFaultPlans: readonly NamedFaultPlan[] = Object.entries(faultPlans).map(([name, one]) => ({
  name,
  about: one.rehearses,
  plan: linesOf(one.plan).join('\n'),
}));
