import { methodFacts, methodSummaries } from '../report/facts/methodFacts.js';
import { jsonText } from '../report/files/jsonText.js';
import { methodsText, methodText } from '../report/text/methodText.js';
import { pageOf } from '../report/text/page.js';
import { type ExitCode, exitCodes, type Output } from './output.js';
import { versionOf } from './versionOption.js';

export interface MethodsOptions {
  readonly version?: string;
  readonly json?: boolean;
}

/** `arraysim methods`: lists the methods of the storage service's classes, or says how those of a name are answered. */
export function methods(name: string | undefined, { version, json }: MethodsOptions, output: Output): ExitCode {
  const release = version === undefined ? undefined : versionOf(version);
  const page = pageOf(output);
  if (name === undefined) {
    const all = methodSummaries(release);
    output.out(json ? jsonText(all) : methodsText(all, page));
  } else {
    const all = methodFacts(name, release);
    output.out(json ? jsonText(all) : all.map((facts) => methodText(facts, page)).join('\n'));
  }
  return exitCodes.asExpected;
}
