import type { AnyStateMachine, EventFromLogic, SnapshotFrom } from 'xstate';

/**
 * The leaf keys of a nested chart, as a union of literals.
 *
 * A parallel chart's names join one leaf key of each region in document order; types can't see that order, so such a chart
 * spells its union out as a template.
 */
export type StateNames<Machine extends AnyStateMachine> = LeafKeys<SnapshotFrom<Machine>['value']>;

/** The event types of a chart, as a union of literals. */
export type EventNames<Machine extends AnyStateMachine> = EventFromLogic<Machine>['type'];

/** What the states of a chart carry; where regions carry different parts, all the parts together. */
export type MetaOf<Machine extends AnyStateMachine> = Together<NonNullable<Machine['root']['meta']>>;

type LeafKeys<Value> = Value extends string ? Value : { [Key in keyof Value]: LeafKeys<Value[Key]> }[keyof Value];

// Function parameters are contravariant, so inferring one from a union of functions intersects the union's members.
type Together<Union> = (Union extends unknown ? (part: Union) => void : never) extends (whole: infer Whole) => void
  ? Whole
  : never;
