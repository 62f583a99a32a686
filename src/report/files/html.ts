import type { ConformPage } from '../facts/conformPage.js';
import type { ExplorePage } from '../facts/explorePage.js';
import type { MutantsPage } from '../facts/mutantsPage.js';
import type { RunReport } from '../facts/runReport.js';
import { numbered, textAtMost, unseen } from './plainJson.js';

/** What a page of a report can show. */
export type ReportPage = RunReport | ConformPage | MutantsPage | ExplorePage;

/** Where the data stand in a page that is built without any. */
export const dataMark = '<!-- data -->';

/** Puts data into a page that reads them when it opens: one file that needs nothing else, and no network.
 * @param page as the build makes it, with {@link dataMark} where data go
 */
export function htmlOf(page: string, report: ReportPage): string {
  const [before, after, ...more] = page.split(dataMark);
  if (before === undefined || after === undefined || more.length > 0)
    throw new Error(`a page of reports has '${dataMark}' once`);
  // Within a script a text can end it, or begin a comment; JSON may write every character by its number.
  const json = JSON.stringify(report, plain).replace(/[<>&\u2028\u2029]/g, numbered);
  return `${before}<script type="application/json" id="data">${json}</script>${after}`;
}

function plain(_: string, value: unknown): unknown {
  if (typeof value === 'bigint') return Number(value);
  return typeof value === 'string' ? shownText(value) : value;
}

/** What turns the text around it, or can't be seen, is shown as what it is not: it stays text, wherever it comes from. */
function shownText(text: string): string {
  const cut = text.length <= textAtMost ? text : `${text.slice(0, textAtMost)}… (${text.length} characters)`;
  return cut.replace(unseen, '\u{fffd}');
}
