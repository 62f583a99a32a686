import { chartJson, mermaid } from '../lifecycle/chartText.js';
import { machines } from '../lifecycle/lifecycles.js';
import { jsonText } from '../report/files/jsonText.js';
import { badInput } from '../vocabulary/input/badInput.js';
import { type ExitCode, exitCodes, type Output } from './output.js';

export interface ChartsOptions {
  readonly json?: boolean;
}

/** `arraysim charts`: prints one lifecycle, or all of them, as Markdown: a text of Mermaid holds one diagram. */
export function charts(name: string | undefined, { json }: ChartsOptions, output: Output): ExitCode {
  const all = Object.entries(machines);
  const found = all.find(([key]) => key === name)?.[1];
  if (name !== undefined && found === undefined) {
    const among = Object.keys(machines);
    badInput({ field: 'chart', value: name, expected: `one of ${among.join(', ')}`, among });
  }
  if (json) {
    const definitions = Object.fromEntries(all.map(([key, machine]) => [key, chartJson(machine)]));
    output.out(jsonText(found === undefined ? definitions : chartJson(found)));
  } else if (found !== undefined) {
    output.out(mermaid(found));
  } else {
    output.out(all.map(([key, machine]) => `## ${key}\n\n\`\`\`mermaid\n${mermaid(machine)}\`\`\`\n`).join('\n'));
  }
  return exitCodes.asExpected;
}
