import { plainText } from './page.js';

/** What a scenario is called where room is short: its file without folder and extension; its name, when it has no file. */
export function scenarioName({ file, scenario }: { readonly file: string; readonly scenario: string }): string {
  const base = file.split('/').at(-1) ?? '';
  return plainText(base === '' ? scenario : base.replace(/\.ya?ml$/, ''));
}
