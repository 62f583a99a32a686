import type { ReplyCode, ScenarioResult } from '../../scenario/perform/result.js';
import { type CalledName, methodNames } from '../../vocabulary/methods/index.js';
import { unmodelledNames } from '../../vocabulary/methods/unmodelled/index.js';
import type { Step } from '../../vocabulary/steps.js';
import { type Version, versions } from '../../vocabulary/versions.js';

/** An answer that some scenario got, and which ones. */
export interface CoveredCode {
  readonly method: CalledName;
  /** Null for a reply that was lost. */
  readonly code: number | null;
  readonly label: string;
  readonly step: Step;
  readonly because: string;
  readonly forced: boolean;
  /** Names, each once, in the order of the runs. */
  readonly scenarios: readonly string[];
  /** In which it was the answer. */
  readonly versions: readonly Version[];
}

/** The answers of all runs, by method in the order of their list, then by code, then by the order of the steps in which they came first; lost replies at the end. */
export function codeCoverage(results: readonly ScenarioResult[]): CoveredCode[] {
  const groups = new Map<
    string,
    { readonly reply: ReplyCode; readonly scenarios: Set<string>; readonly in: Set<Version> }
  >();
  for (const { name, version, codes } of results) {
    for (const reply of codes) {
      const key = JSON.stringify([reply.method, reply.code, reply.step, reply.because, reply.forced]);
      const group = groups.get(key) ?? { reply, scenarios: new Set(), in: new Set() };
      group.scenarios.add(name);
      group.in.add(version);
      groups.set(key, group);
    }
  }
  return [...groups.values()]
    .map(({ reply: { method, code, label, step, because, forced }, scenarios, in: those }) => {
      const inVersions = versions.filter((version) => those.has(version));
      return { method, code, label, step, because, forced, scenarios: [...scenarios], versions: inVersions };
    })
    .sort((left, right) => placeOf(left.method) - placeOf(right.method) || place(left.code) - place(right.code));
}

function place(code: number | null): number {
  return code ?? Number.POSITIVE_INFINITY;
}

/** What is not modelled comes behind what is answered. */
function placeOf(method: CalledName): number {
  return called.indexOf(method);
}

const called: readonly CalledName[] = [...methodNames, ...unmodelledNames];
