import { badInput } from '../../vocabulary/input/badInput.js';

/** The labels of a scenario's calls, in the order in which they come to be. */
export class Labels {
  private readonly phases = new Map<string, 'inFlight' | 'replied' | 'unread'>();
  private readonly methods = new Map<string, string>();

  /** @param taken names of elements, which a label may not have */
  constructor(private readonly taken: readonly string[]) {}

  /** @param called what the method of the call was called by */
  add(label: string, phase: 'inFlight' | 'replied', field: string, called: string): void {
    if (this.phases.has(label) || this.taken.includes(label)) {
      badInput({ field, value: label, expected: 'a label that no call, volume or pool of this scenario has already' });
    }
    this.phases.set(label, phase);
    this.methods.set(label, called);
  }

  /** The label of a step that could not be read: nothing is said against it. */
  assume(label: string): void {
    this.phases.set(label, 'unread');
  }

  /** What the method of a call was called by; '' for a label that there is not. */
  called(label: string): string {
    return this.methods.get(label) ?? '';
  }

  demand(label: string, phase: 'inFlight' | 'replied', field: string): void {
    const found = this.phases.get(label);
    if (found === phase || found === 'unread') return;
    const among = [...this.phases].filter(([, is]) => is === phase).map(([name]) => name);
    const expected =
      phase === 'inFlight'
        ? 'the label of a call that an earlier step began and none has finished'
        : 'the label of an earlier call that has replied';
    badInput({ field, value: label, expected, among });
  }

  finish(label: string, field: string): void {
    this.demand(label, 'inFlight', field);
    if (this.phases.get(label) === 'inFlight') this.phases.set(label, 'replied');
  }

  /** Jobs are named by the label of their call, or by their id. */
  demandJob(label: string, field: string): void {
    if (!/^job-\w+-\w+$/.test(label)) this.demand(label, 'replied', field);
  }
}
