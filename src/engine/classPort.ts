import type { Reference } from '../store/references.js';
import type { ElementEvent, StorageEvent } from '../store/storageEvents.js';

// The engine knows no classes of the documents. What arrays offer of them comes in by this port, so that who never asks for a class
// does not load them.

/** An instance of a class of the documents, whatever the class. @see Instance */
export interface AnyInstance {
  /** The name of its class. */
  readonly __CLASS: string;
  /** Its object path without host and namespace. */
  readonly __RELPATH: string;
  /** Its properties by the documents' names. */
  readonly [property: string]: unknown;
}

/** Names an instance: an object path with its keys, an ObjectId, or what a read or `instances` returned. */
export type InstanceReference = Reference | Pick<AnyInstance, '__RELPATH'>;

/** Which links are followed; what is left out takes all.
 * @see WMI, "ASSOCIATORS OF Statement" and "REFERENCES OF Statement"
 */
export interface AssociatorsOptions {
  /** The class of what is returned, or one that it inherits from. */
  readonly resultClass?: string;
  /** The association that is followed. */
  readonly assocClass?: string;
  /** The property of the association that names what is asked about. */
  readonly role?: string;
  /** The property of the association that names what is returned. */
  readonly resultRole?: string;
}

/** Which links are returned. */
export type ReferencesOptions = Pick<AssociatorsOptions, 'resultClass' | 'role'>;

/** What arrays are asked by the documents' classes. */
export interface ClassPort<Array> {
  readonly associators: (array: Array, of: InstanceReference, options: AssociatorsOptions) => readonly AnyInstance[];
  readonly references: (array: Array, of: InstanceReference, options: ReferencesOptions) => readonly AnyInstance[];
  /** The instance of an event; its element is read as it is now. */
  readonly event: (array: Array, event: ElementEvent) => StorageEvent;
}

/** @throws Error for an array that was made without */
export function portOf<Array>(port: ClassPort<Array> | null): ClassPort<Array> {
  if (port === null) throw new Error('this array was made without the classes: createArray of the package has them');
  return port;
}
