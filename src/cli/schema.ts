import { jsonSchemaOf, planJsonSchema } from '../faults/planJsonSchema.js';
import { documents } from '../report/files/documents.js';
import { jsonText } from '../report/files/jsonText.js';
import { scenarioJsonSchema } from '../scenario/read/scenarioJsonSchema.js';
import { badInput } from '../vocabulary/input/badInput.js';
import { type ExitCode, exitCodes, type Output } from './output.js';

const schemas: Readonly<Record<string, () => object>> = {
  scenario: scenarioJsonSchema,
  plan: planJsonSchema,
  ...Object.fromEntries(
    Object.entries(documents).map(([command, document]) => [
      command,
      () => jsonSchemaOf(`What arraysim ${command} --json prints`, document),
    ]),
  ),
};

/** `arraysim schema`: prints the JSON Schema of a kind of file, or of what a command prints with `--json`. */
export function schema(kind: string, output: Output): ExitCode {
  const among = Object.keys(schemas);
  const make = among.includes(kind) ? schemas[kind] : undefined;
  if (make === undefined) badInput({ field: 'kind', value: kind, expected: `one of ${among.join(', ')}`, among });
  output.out(jsonText(make()));
  return exitCodes.asExpected;
}
