import { escapedAttribute, escapedText } from '../../cim/markup/escape.js';
import { plainText } from '../text/page.js';

/** Cases that stand together in a JUnit report. */
interface JunitSuite {
  readonly name: string;
  readonly properties?: Readonly<Record<string, string | number>>;
  readonly cases: readonly JunitCase[];
}

/** One case of a suite: passed, unless it has one of the others. */
export interface JunitCase {
  readonly name: string;
  /** The file that it is about; none when left out or empty. */
  readonly file?: string;
  /** Why it was skipped. */
  readonly skipped?: string;
  readonly failure?: JunitBreach;
  readonly error?: JunitBreach;
  /** What it says beside its verdict. */
  readonly output?: string;
}

interface JunitBreach {
  readonly type: string;
  /** In a line. */
  readonly message: string;
  /** All that is to be said; nothing more when left out. */
  readonly text?: string;
}

/** A JUnit report, which is XML whatever the texts hold. It carries no times: virtual ones would be taken for real ones. */
export function junitDocument(name: string, suites: readonly JunitSuite[]): string {
  const all = suites.flatMap(({ cases }) => cases);
  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites${attributes({ name, ...counts(all) })}>`,
    ...suites.flatMap(suiteLines),
    '</testsuites>',
  ];
  return `${lines.join('\n')}\n`;
}

function counts(cases: readonly JunitCase[]) {
  const having = (key: 'failure' | 'error' | 'skipped') => cases.filter((one) => one[key] !== undefined).length;
  return { tests: cases.length, failures: having('failure'), errors: having('error'), skipped: having('skipped') };
}

function suiteLines({ name, properties = {}, cases }: JunitSuite): string[] {
  const told = Object.entries(properties).map(([key, value]) => `      <property${attributes({ name: key, value })}/>`);
  return [
    `  <testsuite${attributes({ name, ...counts(cases) })}>`,
    ...(told.length === 0 ? [] : ['    <properties>', ...told, '    </properties>']),
    ...cases.flatMap((one) => caseLines(one, name)),
    '  </testsuite>',
  ];
}

function caseLines({ name, file = '', skipped, failure, error, output = '' }: JunitCase, classname: string): string[] {
  const begin = `    <testcase${attributes({ classname, name, ...(file === '' ? {} : { file }) })}`;
  const within = [
    ...(skipped === undefined ? [] : [`<skipped${attributes({ message: skipped })}/>`]),
    ...(failure === undefined ? [] : [breach('failure', failure)]),
    ...(error === undefined ? [] : [breach('error', error)]),
    ...(output === '' ? [] : [`<system-out>${escapedText(output)}</system-out>`]),
  ].map((element) => `      ${element}`);
  return within.length === 0 ? [`${begin}/>`] : [`${begin}>`, ...within, '    </testcase>'];
}

function breach(element: 'failure' | 'error', { type, message, text = '' }: JunitBreach): string {
  const begin = `<${element}${attributes({ message, type })}`;
  return text === '' ? `${begin}/>` : `${begin}>${escapedText(text)}</${element}>`;
}

/** Names come from files: what is shown of them is plain, in a report as on a terminal. */
function attributes(given: Readonly<Record<string, string | number>>): string {
  return Object.entries(given)
    .map(([name, value]) => ` ${name}="${escapedAttribute(plainText(`${value}`))}"`)
    .join('');
}
