import type { Command } from 'commander';

/** What `arraysim serve` can be told. */
export function withServeOptions(command: Command): Command {
  return command
    .argument('[scenario]', 'whose array is served, without its steps; a small one to try things with when left out')
    .option(
      '--port <number>',
      'for CIM-XML at /cimom and WS-Management at /wsman; 5988 and 5985 when left out',
      several,
    )
    .option('--tls-port <number>', 'the same with TLS; 5989 and 5986 are usual', several)
    .option('--cert <file>', 'the certificate for TLS, in PEM')
    .option('--key <file>', 'its private key')
    .option('--self-signed', 'make a certificate instead')
    .option('--control-port <number>', 'JSON for tests in any language: see /openapi.json there')
    .option('--control-token <text>', 'what clients of it have to send; made and printed where others can reach it')
    .option('--console', 'a page in which the array is seen and driven; its address is printed')
    .option('--console-port <number>', 'the port of that page; a free one when left out')
    .option('--console-name <host>', 'a name by which browsers ask for it, beside localhost and addresses', several)
    .option(
      '--user <name:password:role>',
      'who may call, as administrator, operator or reader; arraysim:arraysim when left out',
      several,
    )
    .option('--host <address>', 'the address to listen on', '127.0.0.1')
    .option('--time <mode>', 'how virtual time passes: real, x10, manual, or per-request:100', 'real')
    .option('--seed <number>', "instead of the scenario's own")
    .option('--rate <number>', 'requests a second of one user, others are answered 503; any number when left out')
    .option('--no-trace', 'record no journal and no trace for the control interface: requests cost less')
    .option('--log <form>', 'a line a request on stderr: text, json or none', 'text');
}

/** What `arraysim console` can be told. */
export function withConsoleOptions(command: Command): Command {
  return command
    .argument('[scenario]', 'whose array is shown, before its steps; a small one to try things with when left out')
    .option('--port <number>', 'the port of the page; a free one when left out')
    .option('--host <address>', 'the address to listen on', '127.0.0.1')
    .option('--name <host>', 'a name by which browsers ask for it, beside localhost and addresses', several)
    .option('--seed <number>', "instead of the scenario's own")
    .option('--time <mode>', 'how virtual time passes at first: manual, real, or x10', 'manual');
}

/** An option that may be given several times. */
function several(text: string, before: readonly string[] = []): readonly string[] {
  return [...before, text];
}
