import { versions } from '../../vocabulary/versions.js';
import type { PropertyModel } from '../classModel.js';
import type { CimClass, CimInstance } from './results.js';

// What clients look for first who do not know the server: which namespaces there are.

const keys = [
  'SystemCreationClassName',
  'SystemName',
  'ObjectManagerCreationClassName',
  'ObjectManagerName',
  'CreationClassName',
  'Name',
] as const;

/** @see CIM schema, CIM_Namespace */
const cimNamespace: CimClass = {
  name: 'CIM_Namespace',
  kind: 'class',
  abstract: false,
  superclass: null,
  versions,
  properties: keys.map(property),
  methods: [],
};

export const interopClasses: readonly CimClass[] = [cimNamespace];

/** One instance a namespace. */
export function namespaceInstances(names: readonly string[]): readonly CimInstance[] {
  return names.map((name) => {
    const values = {
      SystemCreationClassName: 'CIM_ComputerSystem',
      SystemName: 'arraysim',
      ObjectManagerCreationClassName: 'CIM_ObjectManager',
      ObjectManagerName: 'arraysim',
      CreationClassName: cimNamespace.name,
      Name: name,
    };
    const path = keys.map((key) => ({ name: key, value: values[key] }));
    return {
      kind: 'instance',
      model: cimNamespace,
      path: { kind: 'path', className: cimNamespace.name, keys: path },
      properties: cimNamespace.properties,
      values,
    };
  });
}

function property(name: string): PropertyModel {
  return {
    name,
    type: 'string',
    of: null,
    array: false,
    versions,
    key: true,
    required: true,
    writable: false,
    declaredBy: 'CIM_Namespace',
    values: null,
  };
}
