import { jsonText } from '../report/jsonText.js';
import { pageOf } from '../report/page.js';
import { answersOf } from '../report/profileAnswers.js';
import { profileSheet } from '../report/profileSheet.js';
import { profileTable, summaryOf } from '../report/profileSummary.js';
import { profileNamed, profiles as shipped } from '../vocabulary/profileChoice.js';
import { type ExitCode, exitCodes, type Output } from './output.js';

export interface ProfilesOptions {
  readonly json?: boolean;
}

/** `arraysim profiles`: lists the shipped profiles, or prints the data sheet of one. */
export function profiles(name: string | undefined, { json }: ProfilesOptions, output: Output): ExitCode {
  const page = pageOf(output);
  if (name === undefined) {
    const all = Object.values(shipped);
    output.out(json ? jsonText(all.map(summaryOf)) : profileTable(all, page));
  } else {
    const profile = profileNamed(name, 'profile');
    output.out(json ? jsonText({ profile, createClone: answersOf(profile) }) : profileSheet(profile, page));
  }
  return exitCodes.asExpected;
}
