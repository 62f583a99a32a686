import { compileOperation } from '../../operations/compile.js';
import { operations } from '../../operations/index.js';
import type { ScenarioResult } from '../../scenario/perform/result.js';
import { codesOf } from '../../vocabulary/methods/codes.js';
import { factsOf, type MethodName } from '../../vocabulary/methods/index.js';
import { isAfterEffect } from '../../vocabulary/steps.js';
import { isWithin, versions } from '../../vocabulary/versions.js';
import type { Cause, CodeFacts, CodeRow, OtherAnswer, ShownRun } from './codeFacts.js';

/** What is known of all codes of a method, by their numbers: from its tables, and from runs of scenarios. */
export function shownCodes(
  method: MethodName,
  results: readonly ScenarioResult[],
): Readonly<Record<number, CodeFacts>> {
  const rows = rowsOf(method);
  const jobEnds = jobEndsOf(method);
  const runs = runsByCode(method, results);
  const facts = codesOf(method).map(({ code }) => [
    code,
    { rows: rows.get(code) ?? [], jobEnds: jobEnds.get(code) ?? [], runs: runs.get(code) ?? [] },
  ]);
  return Object.fromEntries(facts);
}

/** The tables of all releases that have the method, the newest first: what only older ones have comes last within a step. */
function tablesOf(method: MethodName) {
  const having = versions.filter((version) => isWithin(version, factsOf(method)));
  return having.toReversed().map((version) => ({ version, ...compileOperation(operations[method], version) }));
}

function rowsOf(method: MethodName): Map<number, CodeRow[]> {
  const hasEffect = factsOf(method).effect !== null;
  const found = new Map<string, CodeRow & { readonly code: number; readonly at: number }>();
  for (const { version, rows } of tablesOf(method)) {
    for (const [at, inStep] of rows.entries()) {
      for (const { step, because, cause, natural, code } of inStep) {
        const proves = hasEffect && isAfterEffect(step) ? 'mayBeLeft' : 'nothingChanged';
        const key = `${at} ${because} ${code}`;
        const known = found.get(key)?.versions ?? [];
        found.set(key, { code, at, step, because, cause, natural, versions: [version, ...known], proves });
      }
    }
  }
  const inOrder = [...found.values()].sort((left, right) => left.at - right.at);
  return grouped(inOrder, ({ code, at: _, ...row }) => [code, row]);
}

function jobEndsOf(method: MethodName): Map<number, Cause[]> {
  const found = new Map<string, Cause & { readonly code: number }>();
  for (const { version, ends } of tablesOf(method)) {
    for (const { because, cause, natural, code } of ends) {
      const key = `${because} ${code}`;
      const known = found.get(key)?.versions ?? [];
      found.set(key, { code, because, cause, natural, versions: [version, ...known] });
    }
  }
  return grouped([...found.values()], ({ code, ...end }) => [code, end]);
}

function runsByCode(method: MethodName, results: readonly ScenarioResult[]): Map<number, ShownRun[]> {
  const byScenario = grouped(results, (result) => [JSON.stringify([result.file, result.name]), result]);
  return grouped(
    [...byScenario.values()].flatMap((together) => shownBy(method, together)),
    (shown) => shown,
  );
}

/** What the runs of one scenario, each in a version of its own, have of each code that one of them has. */
function shownBy(method: MethodName, together: readonly ScenarioResult[]): (readonly [number, ShownRun])[] {
  const numbers = grouped(
    together.flatMap(({ rows }) => rows.filter((row) => row.method === method)),
    ({ code, number }) => [code ?? Number.NaN, number],
  );
  const codes = new Set([
    ...numbers.keys(),
    ...together.flatMap((run) => run.codes.flatMap((reply) => (reply.method === method ? (reply.code ?? []) : []))),
    ...together.flatMap(({ jobs }) => jobs.flatMap((job) => (job.method === method ? job.errorCode : []))),
  ]);
  return [...codes].flatMap((code) => {
    const asked = new Set(numbers.get(code));
    return together.map((run) => [code, shownRun(method, code, run, asked)] as const).filter(([, run]) => hasAny(run));
  });
}

/** @param asked the steps that were answered with the code in any version */
function shownRun(method: MethodName, code: number, run: ScenarioResult, asked: ReadonlySet<number>): ShownRun {
  const { name, file, version } = run;
  const kinds = grouped(
    run.codes.filter((reply) => reply.method === method && reply.code === code),
    (reply) => [JSON.stringify([reply.step, reply.because, reply.forced]), reply],
  );
  const replies = [...kinds.values()].flatMap(([first, ...more]) => {
    if (first === undefined) return [];
    const { step, because, forced } = first;
    return [{ step, because, forced, part: (1 + more.length) / run.codes.length }];
  });
  const rows = run.rows.filter(({ number }) => asked.has(number));
  const has = (row: (typeof rows)[number]) => row.code === code && row.method === method;
  return {
    name,
    file,
    version,
    replies,
    failed: code !== 0 && run.jobs.some((job) => job.method === method && job.errorCode === code),
    steps: rows.filter(has).map(({ number, because }) => ({ number, because })),
    others: rows.filter((row) => !has(row)).flatMap(otherAnswer),
  };
}

function otherAnswer({ number, code, label, step, because }: ScenarioResult['rows'][number]): OtherAnswer[] {
  return code == null ? [] : [{ number, code, label, step, because }];
}

function hasAny({ replies, failed, steps, others }: ShownRun): boolean {
  return replies.length > 0 || failed || steps.length > 0 || others.length > 0;
}

/** By the key of each, in their order. */
function grouped<One, Key, Value>(all: readonly One[], of: (one: One) => readonly [Key, Value]): Map<Key, Value[]> {
  const groups = new Map<Key, Value[]>();
  for (const one of all) {
    const [key, value] = of(one);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [value]);
    else group.push(value);
  }
  return groups;
}
