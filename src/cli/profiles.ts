import { answersOf } from '../report/facts/profileAnswers.js';
import { jsonText } from '../report/files/jsonText.js';
import { pageOf } from '../report/text/page.js';
import { profileSheet } from '../report/text/profileSheet.js';
import { profileTable, summaryOf } from '../report/text/profileSummary.js';
import { profileNamed, profiles as shipped } from '../vocabulary/profile/choice.js';
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
