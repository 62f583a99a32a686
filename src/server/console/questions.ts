import { z } from 'zod';
import type { StorageArray } from '../../engine/array.js';
import { chartFacts } from '../../report/facts/chartFacts.js';
import { parseInput } from '../../vocabulary/input/badInput.js';
import type { CallId } from '../../vocabulary/units/ids.js';
import { around } from './around.js';
import { compared } from './compare.js';
import type { Questions } from './contract.js';
import { exported } from './exported.js';
import { changeForms } from './forms/changes.js';
import { faultForms, namedFaultPlans } from './forms/faults.js';
import { methodForms, methodTable } from './forms/methods.js';
import { limits } from './limits.js';
import { rowsOfCall } from './rows.js';
import type { ConsoleSession } from './session.js';
import { pageJson, wholeJson } from './views.js';
import { jobWindow, synchronizationWindow, volumeWindow } from './windows.js';

/** The values of a path's parts in braces. */
type Values = Readonly<Record<string, string>>;

interface Question<Path extends keyof Questions> {
  readonly query: z.ZodType<Questions[Path]['query']>;
  /** Whether long texts come as they are, to be copied or kept. */
  readonly isWhole?: true;
  readonly ask: (session: ConsoleSession, values: Values, query: Questions[Path]['query']) => Questions[Path]['answer'];
}

/** A whole number, as a query has it. */
const number = z
  .string()
  .regex(/^\d{1,9}$/, { error: 'a whole number' })
  .transform(Number);
const limit = number.pipe(z.number().min(1).max(limits.window)).optional();
const noQuery = z.strictObject({});
const windowQuery = z.strictObject({
  search: z.string().max(1000).optional(),
  pool: z.string().min(1).optional(),
  state: z.string().min(1).optional(),
  offset: number.optional(),
  limit,
  order: z.enum(['oldest', 'newest']).optional(),
});
const historyQuery = z.strictObject({ from: number.optional(), limit });

const questions: { readonly [Path in keyof Questions]: Question<Path> } = {
  '/api/methods': { query: noQuery, ask: (session) => methodForms(session.version) },
  '/api/methods/{method}': { query: noQuery, ask: (session, { method = '' }) => methodTable(method, session.version) },
  '/api/charts': { query: noQuery, ask: () => chartFacts() },
  '/api/faultForms': { query: noQuery, ask: () => faultForms },
  '/api/faultPlans': { query: noQuery, ask: () => namedFaultPlans },
  '/api/changeForms': { query: noQuery, ask: () => changeForms },
  '/api/universes/{universe}/volumes': {
    query: windowQuery,
    ask: (session, values, query) => upTo(session, values, (world) => volumeWindow(world, query)),
  },
  '/api/universes/{universe}/jobs': {
    query: windowQuery,
    ask: (session, values, query) => upTo(session, values, (world) => jobWindow(world, query)),
  },
  '/api/universes/{universe}/synchronizations': {
    query: windowQuery,
    ask: (session, values, query) => upTo(session, values, (world) => synchronizationWindow(world, query)),
  },
  '/api/universes/{universe}/around/{element}': {
    query: noQuery,
    ask: (session, values) => upTo(session, values, (world) => around(world, values.element ?? '', aroundAtMost)),
  },
  '/api/universes/{universe}/contents/{volume}': {
    query: noQuery,
    ask: (session, { universe = '', volume = '' }) => {
      const ranges = session.find(universe).array.fork().host.read(volume);
      const shown = ranges.slice(0, limits.window);
      return {
        volume,
        ranges: shown.map(({ offset, length, tag }) => ({ offset: Number(offset), length: Number(length), tag })),
        more: ranges.length - shown.length,
      };
    },
  },
  '/api/universes/{universe}/history': {
    query: historyQuery,
    ask: (session, { universe = '' }, { from = 1, limit: most = 100 }) => {
      const found = session.find(universe);
      const items = found.history(from, most);
      return { items, offset: from - 1, total: found.step, upTo: session.stream.last };
    },
  },
  '/api/universes/{universe}/calls/{call}/rows': {
    query: noQuery,
    ask: (session, { universe = '', call = '' }) => {
      const found = session.find(universe);
      return rowsOfCall(found.beginningOf(call), found.array, call as CallId);
    },
  },
  '/api/universes/{universe}/compare/{other}': {
    query: noQuery,
    isWhole: true,
    ask: (session, { universe = '', other = '' }) =>
      compared(session.find(universe), session.find(other), limits.window),
  },
  '/api/universes/{universe}/export/{form}': {
    query: noQuery,
    isWhole: true,
    ask: (session, { universe = '', form = '' }) => {
      const found = session.find(universe);
      const { label } = found.summary();
      return exported(found.array, form, label === 'main' ? session.title : `${session.title}, ${label}`);
    },
  },
};

/** Volumes of a pool, and replicas of a volume, that a graph has room for. */
const aroundAtMost = 200;

/** With the number of the last event that pages were told, which what is shown is up to. */
function upTo<Answer extends object>(
  session: ConsoleSession,
  { universe = '' }: Values,
  look: (world: ReturnType<typeof StorageArray.worldOf>) => Answer,
): Answer & { readonly upTo: number } {
  const answer = look(session.find(universe).shown());
  return { ...answer, upTo: session.stream.last };
}

const patterns = Object.entries(questions).map(([path, question]) => ({
  parts: path.split('/'),
  // It is called with what its own schema has let through.
  question: question as Question<'/api/universes/{universe}/history'>,
}));

/** Answers what a page asks.
 * @returns the answer in JSON; undefined where nothing is at the path
 * @throws BadInputError
 */
export function answerTo(session: ConsoleSession, path: string, query: URLSearchParams): string | undefined {
  const given = path.split('/').map(decoded);
  for (const { parts, question } of patterns) {
    const values = valuesOf(parts, given);
    if (values === undefined) continue;
    const answer = question.ask(session, values, parseInput(question.query, Object.fromEntries(query), 'query'));
    return question.isWhole ? wholeJson(answer) : pageJson(answer);
  }
  return undefined;
}

function valuesOf(parts: readonly string[], given: readonly (string | undefined)[]): Values | undefined {
  if (parts.length !== given.length) return undefined;
  const values: [string, string][] = [];
  for (const [at, part] of parts.entries()) {
    const value = given[at];
    if (part.startsWith('{') && value !== undefined && value !== '') values.push([part.slice(1, -1), value]);
    else if (part !== value) return undefined;
  }
  return Object.fromEntries(values);
}

function decoded(part: string): string | undefined {
  try {
    return decodeURIComponent(part);
  } catch {
    // A path with a broken escape is a path to nothing.
    return undefined;
  }
}
