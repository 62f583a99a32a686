import { argumentsOf, argumentTypes, effectArguments } from '../faults/effectArguments.js';
import { effectKinds, namedKinds } from '../faults/effectKinds.js';
import { faultPlans, linesOf, planNamed } from '../faults/library.js';
import { jsonText } from '../report/files/jsonText.js';
import { pageOf } from '../report/text/page.js';
import { effectSheet, planSheet, planTable } from '../report/text/planText.js';
import { type ExitCode, exitCodes, type Output } from './output.js';

export interface FaultsOptions {
  readonly json?: boolean;
}

/** `arraysim faults`: lists the shipped fault plans, or prints one of them, or an effect with its arguments. */
export function faults(name: string | undefined, { json }: FaultsOptions, output: Output): ExitCode {
  const page = pageOf(output);
  const kind = namedKinds.find((one) => one === name);
  if (name === undefined) {
    const all = Object.entries(faultPlans).map(([one, { rehearses }]) => ({ name: one, rehearses }));
    output.out(json ? jsonText(all) : planTable(all, page));
  } else if (kind !== undefined) {
    output.out(json ? jsonText(effectFacts(kind)) : effectSheet(kind, page));
  } else {
    const named = planNamed(name, 'name', namedKinds);
    const { rehearses, plan } = named;
    output.out(json ? jsonText({ name, rehearses, lines: linesOf(plan) }) : planSheet(name, named, page));
  }
  return exitCodes.asExpected;
}

function effectFacts(kind: (typeof namedKinds)[number]) {
  const { class: of, at, does } = effectKinds[kind];
  const told = argumentsOf(kind).map(({ type, ...argument }) => ({ ...argument, is: argumentTypes[type] }));
  return { effect: kind, class: of, at, does, arguments: told, example: effectArguments[kind].example };
}
