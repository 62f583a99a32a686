import { type AddHelpTextContext, Command, CommanderError } from 'commander';
import { wrapped } from '../report/text/page.js';
import { thrownText } from '../vocabulary/input/thrown.js';
import type { ChartsOptions } from './charts.js';
import type { ClassesOptions } from './classes.js';
import { withConformOptions } from './conform/commandOptions.js';
import type { ConformCommandOptions } from './conform/options.js';
import type { ConsoleCommandOptions } from './console.js';
import type { ExplainOptions } from './explain.js';
import type { ExploreCommandOptions } from './explore.js';
import type { FaultsOptions } from './faults.js';
import type { MethodsOptions } from './methods.js';
import { type ExitCode, exitCodes, harmless, type Output, oneLine } from './output.js';
import { packageVersion } from './packageVersion.js';
import type { ProfilesOptions } from './profiles.js';
import type { RunOptions } from './run.js';
import { withExploreOptions, withRunOptions } from './scenarioOptions.js';
import type { ServeCommandOptions } from './serve.js';
import { withConsoleOptions, withServeOptions } from './serveOptions.js';

/** Runs the command that the arguments name, and says how it ended.
 *
 * A command's own file is loaded when the command runs: help and slips of the keyboard are answered at once.
 * @param args without the paths of node and the program
 */
export async function runProgram(args: readonly string[], to: Output): Promise<ExitCode> {
  const output = harmless(to);
  const ended: { code: ExitCode } = { code: exitCodes.asExpected };
  try {
    await programFor(output, (code) => {
      ended.code = code;
    }).parseAsync(args, { from: 'user' });
    return ended.code;
  } catch (error) {
    return await exitCodeOf(error, output);
  }
}

async function exitCodeOf(error: unknown, output: Output): Promise<ExitCode> {
  if (error instanceof CommanderError) {
    // Its own help when it was asked for, or the version; what else it ends with is about arguments.
    return error.exitCode === 0 ? exitCodes.asExpected : exitCodes.badInput;
  }
  const { BadInputError } = await import('../vocabulary/input/badInput.js');
  if (error instanceof BadInputError) {
    output.err(`arraysim: ${oneLine(error.message)}\n`);
    return exitCodes.badInput;
  }
  const text = error instanceof Error ? (error.stack ?? error.message) : thrownText(error);
  output.err(`arraysim has a bug:\n${text}\n`);
  return exitCodes.bug;
}

function programFor(output: Output, end: (code: ExitCode) => void): Command {
  const program = new Command('arraysim')
    .description(
      'An in-memory storage array behind a storage service that answers as a real one does, on a virtual clock.',
    )
    .version(packageVersion(), '-V, --version', 'print the version of arraysim')
    .helpOption('-h, --help', 'print this help')
    .configureHelp({ subcommandTerm: (sub) => `${sub.name()} ${sub.usage()}`, minWidthToWrap: 20 })
    // A help command of its own, below: the library's prints all help for a command that there is none of.
    .helpCommand(false)
    // So that `explain --version 2012` is about the array's version.
    .enablePositionalOptions()
    .showSuggestionAfterError()
    .exitOverride()
    .configureOutput({
      writeOut: output.out,
      writeErr: output.err,
      getOutHelpWidth: () => Math.min(output.columns ?? 100, 100),
      getErrHelpWidth: () => Math.min(output.columns ?? 100, 100),
      getOutHasColors: () => output.colour,
      getErrHasColors: () => false,
      outputError: (message, write) => write(`arraysim: ${complaintOf(message)}\n`),
    })
    .addHelpText('after', after(['arraysim run', 'arraysim explain 40002'], ' of every command'));

  withRunOptions(command(program, 'run', '[files...]', 'run scenarios and hold them against what they expect'))
    .addHelpText(
      'after',
      after([
        'arraysim run scenarios/last-room-of-a-pool.yaml --trace room.trace',
        'arraysim run --quiet --junit report.xml',
        'arraysim run scenarios/stories --html report.html',
        'arraysim run scenarios/last-room-of-a-pool.yaml --faults late-failure',
        'arraysim run my-scenarios --coverage',
        'arraysim run scenarios/stories/busy-evening.yaml --watch --speed x120',
      ]),
    )
    .action(async (files: string[], options: RunOptions) => {
      const { run } = await import('./run.js');
      end(await run(files, options, output));
    });

  command(program, 'explain', '[method] <code>', 'say what a return code means, and what leads to it')
    // A method left out makes the first argument the code, which no pattern of arguments says: the usage does.
    .argument('[method]', 'such as GetSizesInfo or Pool.Delete; the first that has the code when left out')
    .argument('[code]', "a number; of a method that arraysim answers also an outcome's name such as inUse")
    .option('--version <release>', 'as in one release only: 2012, 2012R2 or 2016')
    .option('--json', 'one JSON document instead of text')
    .addHelpText(
      'after',
      after([
        'arraysim explain 40300',
        'arraysim explain 40002 --version 2012',
        'arraysim explain Delete inUse',
        'arraysim explain CreateStorageHardwareID 4096',
      ]),
    )
    .action(async (first: string | undefined, second: string | undefined, options: ExplainOptions) => {
      if (first === undefined) return program.error("error: missing required argument 'code'");
      const { explainCode } = await import('./explain.js');
      end(await explainCode(first, second, options, output));
    });

  command(program, 'charts', '[name]', 'print the lifecycles as Mermaid state diagrams')
    .argument(
      '[name]',
      'volume, pool, job, synchronization, providerConnection, replicationLink or drive; when left out all, as Markdown with a block of Mermaid for each',
    )
    .option('--json', "xstate's own definitions instead")
    .addHelpText(
      'after',
      after(['arraysim charts job > job.mmd', 'arraysim charts > charts.md', 'arraysim charts volume --json']),
    )
    .action(async (name: string | undefined, options: ChartsOptions) => {
      const { charts } = await import('./charts.js');
      end(charts(name, options, output));
    });

  command(program, 'classes', '[name]', "list the storage service's classes, or say what one of them has")
    .argument('[name]', 'a class such as MSFT_SMStorageVolume; a list of all when left out')
    .option('--version <release>', 'as in this release: 2012, 2012R2 or 2016', '2016')
    .option('--json', 'one JSON document instead of tables')
    .addHelpText('after', after(['arraysim classes --version 2012', 'arraysim classes MSFT_SMStorageVolume']))
    .action(async (name: string | undefined, options: ClassesOptions) => {
      const { classes } = await import('./classes.js');
      end(classes(name, options, output));
    });

  command(program, 'methods', '[name]', 'list the methods of these classes, or say what answers one of them')
    .argument('[name]', 'a method such as CreateClone or Pool.Delete; a list of all when left out')
    .option('--version <release>', 'as in this release: 2012, 2012R2 or 2016; the newest that has it when left out')
    .option('--json', 'one JSON document instead of tables')
    .addHelpText('after', after(['arraysim methods --version 2012', 'arraysim methods GetSizesInfo']))
    .action(async (name: string | undefined, options: MethodsOptions) => {
      const { methods } = await import('./methods.js');
      end(methods(name, options, output));
    });

  command(program, 'profiles', '[name]', 'list the shipped profiles, or print the data sheet of one')
    .argument('[name]', 'such as legacy-2012; all in a table when left out')
    .option('--json', 'one JSON document instead of text')
    .addHelpText('after', after(['arraysim profiles', 'arraysim profiles strict-names']))
    .action(async (name: string | undefined, options: ProfilesOptions) => {
      const { profiles } = await import('./profiles.js');
      end(profiles(name, options, output));
    });

  command(program, 'faults', '[name]', 'list the shipped fault plans, or print one, or an effect with its arguments')
    .argument('[name]', 'such as lost-reply; all when left out')
    .option('--json', 'one JSON document instead of text')
    .addHelpText('after', after(['arraysim faults', 'arraysim faults lost-reply', 'arraysim faults stallJob']))
    .action(async (name: string | undefined, options: FaultsOptions) => {
      const { faults } = await import('./faults.js');
      end(faults(name, options, output));
    });

  withConformOptions(command(program, 'conform', '[subject]', 'judge a provider by the conformance suite'))
    .addHelpText(
      'after',
      after([
        'arraysim conform --init driver.mjs',
        'arraysim conform ./driver.mjs --level core',
        'arraysim conform ./driver.mjs --out failures --junit report.xml',
        'arraysim conform ./driver.mjs --html report.html',
        'arraysim conform ./driver.mjs --replay failures/shortage-tight.json',
        'arraysim conform thin-provisioned --level core,capacity --runs 500',
        "arraysim conform http://user:password@host:5988 --level core --jobs-within '10 min'",
      ]),
    )
    .action(async (subject: string | undefined, options: ConformCommandOptions) => {
      const { conform } = await import('./conform/conform.js');
      end(await conform(subject, options, output));
    });

  withExploreOptions(
    command(program, 'explore', '<scenario>', 'try all that may happen after a scenario, in every order'),
  )
    .addHelpText(
      'after',
      after([
        'arraysim explore scenarios/explore/three-callers-room-for-two.yaml',
        'arraysim explore scenarios/explore/tried-again-too-early.yaml --out found',
      ]),
    )
    .action(async (file: string, options: ExploreCommandOptions) => {
      const { exploreCommand } = await import('./explore.js');
      end(await exploreCommand(file, options, output));
    });

  withServeOptions(
    command(program, 'serve', '[scenario]', 'let clients reach an array over CIM-XML, WS-Management and JSON'),
  )
    .addHelpText(
      'after',
      after([
        'arraysim serve --port 5988 --control-port 8080 --time manual',
        'arraysim serve scenarios/last-room-of-a-pool.yaml --tls-port 5989 --self-signed',
        'arraysim serve --user admin:secret:administrator --user guest:guest:reader',
      ]),
    )
    .action(async (file: string | undefined, options: ServeCommandOptions) => {
      const { serveCommand } = await import('./serve.js');
      end(await serveCommand(file, options, output));
    });

  withConsoleOptions(command(program, 'console', '[scenario]', 'open an array in a page: see it, drive it, break it'))
    .addHelpText(
      'after',
      after(['arraysim console', 'arraysim console scenarios/last-room-of-a-pool.yaml --port 8080']),
    )
    .action(async (file: string | undefined, options: ConsoleCommandOptions) => {
      const { consoleCommand } = await import('./console.js');
      end(await consoleCommand(file, options, output));
    });

  command(program, 'schema', '<kind>', 'print a JSON Schema: of a kind of file, or of what --json prints')
    .argument('<kind>', 'scenario or plan, for editors; or a command that has --json, such as run')
    .addHelpText('after', after(['arraysim schema scenario > scenario.schema.json', 'arraysim schema run']))
    .action(async (kind: string) => {
      const { schema } = await import('./schema.js');
      end(schema(kind, output));
    });

  command(program, 'replay', '<trace>', 'repeat what a trace recorded, and compare event by event')
    .argument('<trace>', "a file that 'arraysim run --trace' wrote")
    .addHelpText('after', after(['arraysim run --trace all.trace && arraysim replay all.trace']))
    .action(async (file: string) => {
      const { replayFile } = await import('./replay.js');
      end(await replayFile(file, output));
    });

  program
    .command('help')
    .summary('print the help of a command')
    .description('Print the help of a command.')
    .usage('[command]')
    .helpOption('-h, --help', 'print this help')
    .argument('[command]', 'all commands when left out')
    .action(async (name: string | undefined) => {
      if (name === undefined) return program.outputHelp();
      const found = program.commands.find((one) => one.name() === name);
      // As a command, an unknown name is complained about, with the nearest one.
      await program.parseAsync(found === undefined ? [name] : [name, '--help'], { from: 'user' });
    });

  return program;
}

/** The library's complaint on a line; where it knows no command that is near, with the way to all of them. */
function complaintOf(message: string): string {
  const text = oneLine(message.replace(/^error: /, ''));
  return /^unknown command '.*'$/.test(text) ? `${text} ('arraysim help' lists them)` : text;
}

function command(program: Command, name: string, usage: string, description: string): Command {
  return program
    .command(name)
    .summary(description)
    .description(`${description.charAt(0).toUpperCase()}${description.slice(1)}.`)
    .usage(`[options] ${usage}`)
    .helpOption('-h, --help', 'print this help');
}

/** What follows the options in a command's help, as wide as these. */
function after(examples: readonly string[], of = ''): (context: AddHelpTextContext) => string {
  const title = examples.length === 1 ? 'Example' : 'Examples';
  const heading = `Exit codes${of}`;
  return ({ command }) => {
    const width = command.configureOutput().getOutHelpWidth?.() ?? 80;
    const codes = exitMeanings.flatMap(([code, meaning]) =>
      wrapped(meaning, width - 6).map((line, at) => `  ${(at === 0 ? `${code}` : '').padEnd(2)}  ${line}`),
    );
    const lines = ['', `${title}:`, ...examples.map((example) => `  $ ${example}`), '', `${heading}:`, ...codes];
    return lines.join('\n');
  };
}

const exitMeanings = [
  [exitCodes.asExpected, 'as expected'],
  [
    exitCodes.notAsExpected,
    "not as expected: an expectation, the coverage, a replay, a claim, a subject's conformance",
  ],
  [exitCodes.badInput, 'bad input: arguments, files, or what is written in them; output that finds no room'],
  [exitCodes.inconclusive, "inconclusive: it can't be said whether the subject conforms, or whether a claim holds"],
  [exitCodes.bug, 'a bug in arraysim'],
] as const;
