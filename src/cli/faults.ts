import { faultPlans, planNamed } from '../faults/library.js';
import { readPlan } from '../faults/readPlan.js';
import { jsonText } from '../report/files/json.js';
import { pageOf } from '../report/text/page.js';
import { planSheet, planTable } from '../report/text/planText.js';
import { type ExitCode, exitCodes, type Output } from './output.js';

export interface FaultsOptions {
  readonly json?: boolean;
}

/** `arraysim faults`: lists the shipped fault plans, or prints one. */
export function faults(name: string | undefined, { json }: FaultsOptions, output: Output): ExitCode {
  const page = pageOf(output);
  if (name === undefined) {
    const all = Object.entries(faultPlans).map(([one, { rehearses }]) => ({ name: one, rehearses }));
    output.out(json ? jsonText(all) : planTable(all, page));
  } else {
    const { rehearses, plan } = planNamed(name, 'plan');
    output.out(json ? jsonText({ name, rehearses, plan }) : planSheet(name, rehearses, readPlan(plan), page));
  }
  return exitCodes.asExpected;
}
