import type { Command } from 'commander';

/** What `arraysim run` takes. */
export function withRunOptions(command: Command): Command {
  return command
    .argument('[files...]', "files, or folders of them; './scenarios' or else the shipped ones when left out")
    .option('--json', 'one JSON document instead of tables')
    .option('--junit <file>', 'write a JUnit report, too')
    .option('--html <file>', 'write a page to attach: time line, pools, jobs, and the array at any moment')
    .option('--trace <file>', 'write what happened, event by event, as JSON lines')
    .option('--seed <number>', "instead of the scenarios' own seeds")
    .option('--faults <plan>', 'add a fault plan: a shipped one by its name, or a file')
    .option('--coverage', 'how often each documented code was answered, and which reasons to refuse never came up')
    .option('--coverage-min <percent>', 'the same, and not as expected (1) below so many percent of these codes')
    .option(
      '--watch',
      'show pools and jobs as the run goes on: as bars on a terminal, a line a step elsewhere, on stderr',
    )
    .option(
      '--speed <times>',
      'with --watch: how many times as fast as real time, such as x60; a second a step at most when left out',
    )
    .option('-q, --quiet', 'only what is not as expected, and the summary')
    .option(
      '-v, --verbose',
      'each step of each scenario, also of those in folders, which are told in short without it',
    );
}

/** What `arraysim explore` takes. */
export function withExploreOptions(command: Command): Command {
  return command
    .argument('<scenario>', 'a file whose part `explore` says what may happen, and what is claimed')
    .option('--depth <number>', "how many moves deep at most, instead of the file's own")
    .option('--states <number>', "how many states at most, instead of the file's own")
    .option('--out <folder>', 'write the shortest way to each broken claim, as a trace, a scenario and a test')
    .option('--resume <file>', 'go on from what this file holds, if there is one, and leave there what is cut off')
    .option('--json', 'one JSON document instead of text')
    .option(
      '--html <file>',
      'write a page to attach: what was tried, and the way to each broken claim, moment by moment',
    );
}
