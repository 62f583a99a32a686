import { classesOf, classNamed } from '../cim/classesOf.js';
import { classesSummary, classFacts } from '../report/facts/classFacts.js';
import { jsonText } from '../report/files/jsonText.js';
import { classesText, classText } from '../report/text/classText.js';
import { pageOf } from '../report/text/page.js';
import { type ExitCode, exitCodes, type Output } from './output.js';
import { versionOf } from './versionOption.js';

export interface ClassesOptions {
  readonly version: string;
  readonly json?: boolean;
}

/** `arraysim classes`: lists the classes of a release, or says what one of them has. */
export function classes(name: string | undefined, { version, json }: ClassesOptions, output: Output): ExitCode {
  const release = versionOf(version);
  const page = pageOf(output);
  if (name === undefined) {
    const facts = classesOf(release).map(classFacts);
    output.out(json ? jsonText(facts.map(classesSummary)) : classesText(facts, release, page));
  } else {
    const facts = classFacts(classNamed(name, release));
    output.out(json ? jsonText(facts) : classText(facts, page));
  }
  return exitCodes.asExpected;
}
