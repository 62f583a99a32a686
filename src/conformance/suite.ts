import type { SuiteEntry } from './options.js';
import { probes } from './probes/probes.js';
import type { Advertised } from './subject/advertised.js';
import type { Driver } from './subject/driver.js';
import { cloning, copyingByJob, copyingWithinCall, type Lack, lackOf, type Need } from './subject/needs.js';
import { rows } from './suiteRows.js';

/** A property as the suite has it. */
export interface SuiteProperty extends SuiteEntry {
  /** What is missing to judge it with this subject; null when nothing is. */
  readonly lacks: (driver: Driver, advertised: Advertised) => Lack | null;
}

/** All properties, number 1 first. */
export const properties: readonly SuiteProperty[] = rows.map(([name, level, statement, source, more = {}], at) => {
  const own = probes.find(({ property }) => property === name)?.needs ?? [];
  const needs = distinct([...(more.needs ?? []), ...(more.inPassing ? [] : own)]);
  const closer = distinct([...needs, ...own]).filter((need) => !needs.includes(need));
  return {
    number: at + 1,
    name,
    level,
    statement,
    source,
    needs: needs.map(({ words }) => words),
    closerWith: closer.map(({ words }) => words),
    ground: more.declaredBy === undefined ? 'law' : 'declared',
    declaredBy: more.declaredBy ?? null,
    lacks: (driver, advertised) => lackOf(needs, driver, advertised),
  };
});

/** Each need once: a subject that has jobs, or copies within the call, has clones. */
function distinct(needs: readonly Need[]): Need[] {
  const clones = needs.some((need) => need === copyingByJob || need === copyingWithinCall);
  const words = needs.map((need) => need.words);
  return needs.filter((need, at) => words.indexOf(need.words) === at && !(clones && need === cloning));
}

/** The list without what only the suite itself uses. */
export const suite: readonly SuiteEntry[] = properties.map(({ lacks: _, ...entry }) => entry);
