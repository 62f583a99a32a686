import { numbersInWords } from '../../vocabulary/methods/documented.js';
import { isReached, type MethodCoverage, percentCovered } from '../facts/coverage.js';
import { abbreviatedLabel } from './abbreviatedLabel.js';
import { type Page, wrapped } from './page.js';
import { renderTable } from './table.js';

/** What answers have shown of methods, for people: a block a method and release that was called. */
export function coverageText(methods: readonly MethodCoverage[], page: Page): string {
  const called = methods.filter(({ calls }) => calls > 0);
  const never = [...new Set(methods.map(({ method }) => method))].filter(
    (method) => !called.some((one) => one.method === method),
  );
  const blocks = [
    ...called.map((one) => methodLines(one, page)),
    [
      page.colours.bold(
        `${percentCovered(methods).toFixed(1)} % of the documented codes of the methods that were called`,
      ),
      ...(never.length === 0 ? [] : wrapped(`Never called: ${never.join(', ')}`, page.width)),
    ],
  ];
  return blocks.map((lines) => lines.map((line) => `${line}\n`).join('')).join('\n');
}

function methodLines({ method, version, calls, codes, rows, rowsNeverReached }: MethodCoverage, page: Page): string[] {
  const { bold, dim } = page.colours;
  const reached = codes.filter(isReached);
  const missing = codes.filter((code) => !isReached(code)).map(({ code }) => code);
  const times = calls === 1 ? 'one call' : `${calls} calls`;
  return [
    bold(
      `${method} in ${version}, ${times}: ${reached.length} of ${codes.length} codes, ${rows - rowsNeverReached.length} of ${rows} rows`,
    ),
    ...renderTable(
      [
        { head: 'code', cells: reached.map(({ code }) => String(code)), align: 'right', paint: bold },
        { head: 'by cause', cells: reached.map(({ byCause }) => shown(byCause)), align: 'right' },
        { head: 'forced', cells: reached.map(({ forced }) => shown(forced)), align: 'right', paint: dim },
        { head: 'label', cells: reached.map(({ label }) => abbreviatedLabel(label)), least: 24, optional: true },
      ],
      page,
    ),
    ...(missing.length === 0 ? [] : wrapped(`never answered: ${numbersInWords(missing)}`, page.width)),
    ...rowLines(rowsNeverReached, page),
  ];
}

/** The rows by step: `never reached at connect: unreachable (40300), …` */
function rowLines(rows: MethodCoverage['rowsNeverReached'], { width, colours }: Page): string[] {
  const steps = [...new Set(rows.map(({ step }) => step))];
  return steps.flatMap((step) => {
    const those = rows.filter((row) => row.step === step);
    const names = those.map(({ because, code, natural }) => `${because} (${code}${natural ? '' : ', forced only'})`);
    return wrapped(`never reached at ${step}: ${names.join(', ')}`, width).map((line) => colours.dim(line));
  });
}

function shown(times: number): string {
  return times === 0 ? '' : String(times);
}
