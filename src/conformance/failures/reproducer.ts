import type { Version } from '../../vocabulary/versions.js';
import type { Failure } from '../report.js';
import type { InnerStep, RunStep } from '../run/steps.js';
import { literal } from './literal.js';
import { innerTexts } from './stepText.js';

/** Where a test gets the subject from. */
export type DriverModule =
  /** A shipped profile, or 'sim'; `version` null: the release that it is of. */
  | { readonly simulator: string; readonly version: Version | null }
  /** A provider on the wire; the password is in the environment. */
  | { readonly address: string; readonly options: object; readonly passwordVariable: string }
  /** A module, by the path that the test imports it by, and how it offers the driver: `made` by a function. */
  | { readonly from: string; readonly as: 'default' | 'driver'; readonly made: boolean };

interface ReproducerParts {
  readonly property: string;
  readonly statement: string;
  readonly failure: Failure;
  readonly driverModule: DriverModule;
}

/** The text of a test of vitest's that does the run of a failure again, call by call, and fails as long as the property
 * is broken. It needs nothing but arraysim, vitest and the driver, and is JavaScript as well as TypeScript.
 */
export function reproducerFile({ property, statement, failure, driverModule }: ReproducerParts): string {
  const { run, answers, inside, message } = failure;
  const { imports, driver } = driverText(driverModule);
  const steps = run.steps.map((step, at) => stepText(step, answers[at] ?? '', inside[at]));
  return `${imports}
${driver}test(${literal(`${property}: ${oneLine(statement)}`)}, async () => {
  const run = await replayByHand(driver, ${literal(run.tier)});
${steps.join('')}  // Seen before: ${oneLine(message)}
  run.expect(${literal(property)});
});
`;
}

function driverText(module: DriverModule): { readonly imports: string; readonly driver: string } {
  const test = "import { test } from 'vitest';\n";
  if ('simulator' in module) {
    const { simulator, version } = module;
    const release = version === null ? '' : `, ${literal({ version })}`;
    return {
      imports: `import { replayByHand, simulator } from 'arraysim/conformance';\n${test}`,
      driver: `const driver = simulator(${literal(simulator)}${release});\n\n`,
    };
  }
  if ('address' in module) {
    const { address, options, passwordVariable } = module;
    const given = Object.entries(options).map(([name, value]) => `${name}: ${literal(value)}, `);
    return {
      imports: `import { remoteDriver, replayByHand } from 'arraysim/conformance';\n${test}`,
      driver: `const driver = remoteDriver(${literal(address)}, { ${given.join('')}password: process.env.${passwordVariable} });\n\n`,
    };
  }
  const { from, as, made } = module;
  const name = made ? 'makeDriver' : 'driver';
  const imported = as === 'default' ? name : `{ ${made ? 'driver as makeDriver' : 'driver'} }`;
  return {
    imports: `import { replayByHand } from 'arraysim/conformance';\n${test}import ${imported} from ${literal(from)};\n`,
    driver: made ? 'const driver = await makeDriver();\n\n' : '',
  };
}

/** @param inner what a probe did of its own: a comment below it */
function stepText(step: RunStep, answer: string, inner: readonly InnerStep[] = []): string {
  const call = `  await run.${step.do}(${argumentsOf(step)});`;
  if (inner.length > 0) {
    const told = innerTexts(inner).map(({ what, answer }) => (answer === '' ? what : `${what} → ${answer}`));
    return `${call}\n${told.map((line) => `  // · ${oneLine(line)}\n`).join('')}`;
  }
  const said = oneLine(answer);
  if (said === '') return `${call}\n`;
  const comment = `// ${said}`;
  const fits = !call.includes('\n') && call.length + comment.length < 120;
  return fits ? `${call} ${comment}\n` : `  ${comment}\n${call}\n`;
}

/** What each member of a run takes. */
function argumentsOf(step: RunStep): string {
  switch (step.do) {
    case 'call': {
      const { do: _, ...call } = step;
      return literal(call, '  ');
    }
    case 'overlap':
      return `${literal(step.calls, '  ')}, ${literal(step.order)}`;
    case 'act':
      return literal(step.action, '  ');
    case 'advance':
      return literal(step.ms);
    case 'arm':
      return literal(step.plan, '  ');
    case 'probe':
      return `${literal(step.property)}, ${literal(step.calls, '  ')}, ${literal(step.number)}`;
    case 'look':
    case 'settle':
    case 'heal':
      return '';
  }
}

/** A message in a comment must not end it. */
function oneLine(text: string): string {
  return text.replace(/[\s\u2028\u2029]+/gu, ' ').trim();
}
