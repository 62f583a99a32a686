import type { Profile } from '../../vocabulary/profile/profile.js';
import { formatDuration, milliseconds } from '../../vocabulary/units/durations.js';
import { answersOf, type ProfileAnswer, usualParameters } from '../facts/profileAnswers.js';
import type { Row } from '../facts/profileRow.js';
import { sectionsOf } from '../facts/profileSections.js';
import { type Page, wrapped } from './page.js';
import { renderTable } from './table.js';

/** A profile's data sheet: everything that it says, in words, and what that means for CreateClone. */
export function profileSheet(profile: Profile, page: Page): string {
  const { bold } = page.colours;
  const blocks = [
    [bold(profile.name), ...wrapped(profile.description, page.width)],
    ...sectionsOf(profile).map(({ title, rows }) => [bold(title), ...rows.flatMap((row) => rowLines(row, page))]),
    [...wrapped(answersTitle(profile), page.width).map(bold), ...answerLines(answersOf(profile), page)],
  ];
  return `${blocks.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

function answersTitle(profile: Profile): string {
  const { TargetPool } = usualParameters(profile);
  const where =
    TargetPool === undefined ? '' : `, with TargetPool ${TargetPool === 'far' ? "a peer's" : "the source's"}`;
  return `What CreateClone answers on a fresh array with room enough${where}`;
}

/** One column of codes where the releases agree, else one for each. */
function answerLines(answers: readonly ProfileAnswer[], page: Page): string[] {
  const latest = answers.map(({ answers: [newest] }) => newest);
  const agree = answers.every(({ answers: [newest, ...older] }) => older.every(({ code }) => code === newest?.code));
  const releases = (agree ? ['code'] : (answers[0]?.answers ?? []).map(({ version }) => version)).map((head, at) => ({
    head,
    cells: answers.map((answer) => String(answer.answers[at]?.code)),
    align: 'right' as const,
    paint: page.colours.bold,
  }));
  const lines = renderTable(
    [
      { head: 'request', cells: answers.map(({ request }) => request), least: 16 },
      ...releases,
      { head: 'decided at', cells: latest.map((newest) => newest?.step ?? '') },
      { head: 'because', cells: latest.map((newest) => newest?.because ?? ''), least: 12 },
      {
        head: 'after',
        cells: latest.map((newest) => (newest?.afterMs ? formatDuration(milliseconds(newest.afterMs)) : '')),
        align: 'right',
      },
    ],
    { ...page, width: page.width - 2 },
  );
  return lines.map((line) => `  ${line}`);
}

const labelWidth = 20;

function rowLines([label, ...values]: Row, { colours, width }: Page): string[] {
  const lines = values.flatMap((value) => hanging(value, width - labelWidth - 4));
  return lines.map((line, at) => `  ${colours.dim((at === 0 ? label : '').padEnd(labelWidth))}  ${line}`);
}

/** Values that are set in columns of their own stay on their line, or go on below their second column. */
function hanging(value: string, width: number): string[] {
  const [, first = '', rest = value] = /^(.*\S {2,})(\S.*)$/.exec(value) ?? [];
  if (first !== '' && value.length <= width) return [value];
  return wrapped(rest, width - first.length).map((line, at) => `${at === 0 ? first : ' '.repeat(first.length)}${line}`);
}
