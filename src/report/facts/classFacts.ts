import type { ClassModel, PropertyModel } from '../../cim/classModel.js';
import { isInstanced, isModelled } from '../../cim/notModelled.js';

/** A class as a release has it, and what arraysim makes of it. */
export interface ClassFacts extends Omit<ClassModel, 'properties'> {
  /** Whether arraysim has instances of it. */
  readonly instances: boolean;
  readonly properties: readonly PropertyFacts[];
}

export interface PropertyFacts extends PropertyModel {
  /** Whether arraysim gives it a value. */
  readonly modelled: boolean;
}

export function classFacts(model: ClassModel): ClassFacts {
  const { name } = model;
  return {
    ...model,
    instances: isInstanced(name),
    properties: model.properties.map((property) => ({ ...property, modelled: isModelled(name, property.name) })),
  };
}

/** One of a list of classes: how many properties and methods, and not which. */
export function classesSummary({ properties, methods, ...facts }: ClassFacts) {
  return { ...facts, properties: properties.length, methods: methods.length };
}
