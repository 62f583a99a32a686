import { versions } from '../../vocabulary/versions.js';
import type { DocumentedExplanation } from '../facts/documentedExplanation.js';
import type { OtherMethods } from '../facts/otherMethods.js';
import { type Page, wrapped } from './page.js';

/** What the documents say, for people. */
export function documentedText({ code, meanings, otherMethods }: DocumentedExplanation, page: Page): string {
  const { bold, dim } = page.colours;
  const lines = meanings.flatMap(({ method, label, versions: having, oddity }) => [
    `${bold(`${code}  ${label}`)}${having.length === versions.length ? '' : dim(`  (Windows Server ${having.join(' and ')})`)}`,
    method,
    ...(oddity === undefined ? [] : wrapped(`Odd in the documents: ${oddity}.`, page.width)),
  ]);
  const which = meanings.length === 1 ? 'this method' : 'these methods';
  const causes = [...new Set(meanings.flatMap(({ cause }) => cause ?? []))];
  // A method that arraysim answers never answers what stands in a range.
  const lacks = meanings.every(({ answeredAs }) => answeredAs !== null)
    ? 'never answers it'
    : `does not simulate ${which}`;
  const own =
    causes.length === 0
      ? `arraysim ${lacks}: that is what the documents say, and nothing was run.`
      : `arraysim answers so where ${causes.join(', or ')}. Nothing was run.`;
  const blocks = [[...lines, ...wrapped(own, page.width)], otherMethodLines(otherMethods, '', page)];
  return `${blocks
    .filter((block) => block.length > 0)
    .map((block) => block.join('\n'))
    .join('\n\n')}\n`;
}

const named = 6;

/** What the number means to other methods, each meaning with some of their names.
 * @param label the meaning that was asked about: one in the same words is told shortly
 */
export function otherMethodLines(
  otherMethods: readonly OtherMethods[],
  label: string,
  { width, colours }: Page,
): string[] {
  if (otherMethods.length === 0) return [];
  const { bold, dim } = colours;
  const lines = otherMethods.flatMap((meaning) => {
    const shown = meaning.methods.slice(0, named).join(', ');
    const more = meaning.methods.length - named;
    const names = more > 0 ? `${shown} and ${more} more` : shown;
    return [
      ...wrapped(meaning.label === label ? 'The same words' : meaning.label, width - 2).map((line) => `  ${line}`),
      ...wrapped(names, width - 4).map((line) => dim(`    ${line}`)),
    ];
  });
  return [bold('The same number for other methods, by the documents'), ...lines];
}
