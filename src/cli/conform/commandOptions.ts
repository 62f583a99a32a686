import type { Command } from 'commander';

/** What `arraysim conform` can be told. */
export function withConformOptions(command: Command): Command {
  return command
    .argument(
      '[subject]',
      "'sim', a shipped profile's name, the module of a driver, which runs with your rights, or the address of a provider with its user and password: http://user:password@host:5988 for CIM-XML, :5985 for WS-Management; 'sim' when left out",
    )
    .option('--init <file>', 'write a driver to fill in, in JavaScript or TypeScript by its name, and nothing else')
    .option('--list', 'the properties of the suite, and nothing else')
    .option('--mutants', 'judge arrays that are wrong on purpose instead: what is the suite worth?')
    .option('--level <levels>', 'core, capacity, jobs, faults, concurrency, or several with commas; all when left out')
    .option('--only <properties>', 'these alone, with commas')
    .option('--except <properties>', 'none of these, with commas')
    .option('--seed <number>', 'other runs, 20161 when left out')
    .option('--runs <number>', 'at each level; when left out 100, and 20 in real time')
    .option(
      '--time <duration>',
      "end after so long, such as '2 min', with what was found by then; each level has its share",
    )
    .option('--strict', 'what is only advised breaks its property, too')
    .option('--no-shrink', 'report runs as they were found, without looking for shorter ones')
    .option('--deep', 'also each pair of transitions of the lifecycles')
    .option(
      '--exhaustive <depth>',
      'try all orders instead of drawing runs: of up to so many calls at once, 2 to 4, in small worlds',
    )
    .option('--version <release>', 'of a profile: 2012, 2012R2 or 2016')
    .option('--may-delete', 'at an address: let the suite delete any volume that it sees there, and judge that, too')
    .option(
      '--jobs-within <duration>',
      "at an address: no job may take longer, such as '10 min'; '2 min' when left out",
    )
    .option('--insecure', 'at an https address: take any certificate')
    .option('--replay <file>', 'do the run of a recorded failure again')
    .option(
      '--out <dir>',
      'write a test of vitest for each broken property, which imports the driver, and what --replay takes',
    )
    .option('--json', 'one JSON document instead of text')
    .option('--junit <file>', 'write a JUnit report, too')
    .option(
      '--html <file>',
      'write a page to attach: verdict, coverage on the charts, and each failure step by step with the array before and after',
    );
}
