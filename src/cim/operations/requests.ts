import type { CimInstance, CimPath, Refusal } from './results.js';

// What a client asks for, whatever the protocol that brought it. Values are as they were sent: some clients send no types,
// so it is the class model that says what a text means.

/** A value as it was sent. */
export type SentValue = null | SentText | SentPath | SentInstance | readonly SentValue[];

/** The text of a number, a boolean, a string or a datetime. */
export interface SentText {
  readonly kind: 'text';
  readonly text: string;
  /** What the sender takes it for, in CIM's words: 'uint16'; null where nothing was said. */
  readonly type: string | null;
}

/** The name of an instance. */
export interface SentPath {
  readonly kind: 'path';
  /** With slashes or backslashes; null means the namespace of the request. */
  readonly namespace: string | null;
  readonly className: string;
  readonly keys: readonly SentKey[];
}

/** One key of a path. */
export interface SentKey {
  /** Null for the one key of a class, which need not be named. */
  readonly name: string | null;
  readonly value: SentText | SentPath;
}

/** An instance, embedded or whole. */
export interface SentInstance {
  readonly kind: 'instance';
  readonly className: string;
  readonly properties: readonly SentMember[];
}

/** A property or an argument. */
export interface SentMember {
  readonly name: string;
  readonly value: SentValue;
}

/** The operations by name. */
export type CimOperation =
  | GetInstance
  | EnumerateInstances
  | Associated
  | Query
  | Pull
  | Close
  | ModifyInstance
  | Invoke
  | GetClass
  | EnumerateClasses
  | Unsupported
  | Mistaken;

/** What an operation comes with. */
export interface CimRequest<Operation extends CimOperation = CimOperation> {
  /** With slashes or backslashes, in any case: `root/microsoft/windows/storage/sm`. */
  readonly namespace: string;
  /** The user: who is a caller for the roles of the array, and whose enumerations nobody else may pull. */
  readonly caller: string;
  readonly operation: Operation;
}

/** Reads one instance. */
interface GetInstance {
  readonly do: 'getInstance';
  readonly path: SentPath;
  /** Names of the properties to return, in any case; null means all. */
  readonly properties: readonly string[] | null;
}

/** Reads all instances of a class and of its subclasses. */
export interface EnumerateInstances {
  readonly do: 'enumerate';
  readonly className: string;
  /** Whole instances, or their paths only. */
  readonly items: 'instances' | 'paths';
  /** Whether instances of subclasses have their own properties, too. */
  readonly deep: boolean;
  readonly properties: readonly string[] | null;
  /** Whether they are read page by page; null means all at once. */
  readonly page: Paging | null;
}

/** How an enumeration is read page by page. */
export interface Paging {
  /** The most items of the first page; 0 opens it only, also where there are none. */
  readonly first: number;
  readonly fits?: Fits;
  /** How long it may be left alone, in milliseconds; null leaves it to the server. */
  readonly idleMs: number | null;
}

/** Whether a page has room for one more item, where its size is limited, too: asked of each in turn before it is taken. The first
 * always has; one that has none is the first of the next page.
 */
export type Fits = (item: CimInstance | CimPath) => boolean;

/** Reads what is related to an object: the links, or what is at their other ends. */
export interface Associated {
  readonly do: 'associated';
  /** An instance; a class by its name, for classes. */
  readonly of: SentPath | string;
  readonly want: 'others' | 'links';
  readonly items: 'instances' | 'paths';
  /** The class of the links; null means any. */
  readonly associationClass: string | null;
  /** The class of the others, where they are wanted. */
  readonly resultClass: string | null;
  /** The property of the link that names the object. */
  readonly role: string | null;
  /** The property of the link that names the others. */
  readonly resultRole: string | null;
  readonly properties: readonly string[] | null;
  readonly page: Paging | null;
}

/** Selects instances by a query. */
export interface Query {
  readonly do: 'query';
  /** 'WQL', 'DMTF:CQL' and so on, in any case. */
  readonly language: string;
  readonly query: string;
  readonly page: Paging | null;
}

/** Goes on with an enumeration. */
export interface Pull {
  readonly do: 'pull';
  readonly context: string;
  /** What was opened: an enumeration of the other kind is not there. Null takes either. */
  readonly items: 'instances' | 'paths' | null;
  /** The most items to return; 0 keeps it open only. */
  readonly most: number;
  readonly fits?: Fits;
}

/** Ends an enumeration. */
interface Close {
  readonly do: 'close';
  readonly context: string;
}

/** Writes properties of an instance. */
export interface ModifyInstance {
  readonly do: 'modify';
  readonly path: SentPath;
  readonly instance: SentInstance;
  /** Names of the properties to write; null means those that are given. */
  readonly properties: readonly string[] | null;
}

/** Calls a method. */
export interface Invoke {
  readonly do: 'invoke';
  /** An instance; a class by its name, for static methods. */
  readonly on: SentPath | string;
  readonly method: string;
  readonly parameters: readonly SentMember[];
}

/** Reads a class. */
interface GetClass {
  readonly do: 'getClass';
  readonly className: string;
}

/** Reads all classes, or those below one. */
export interface EnumerateClasses {
  readonly do: 'enumerateClasses';
  /** Null means the top. */
  readonly className: string | null;
  /** Whether also those below the next level. */
  readonly deep: boolean;
  readonly items: 'classes' | 'names';
}

/** An operation that no array has, such as CreateClass. */
export interface Unsupported {
  readonly do: 'unsupported';
  /** Its name in the protocol. */
  readonly name: string;
}

/** An operation that says itself wrong what it wants: it is refused where its namespace is there. */
export interface Mistaken {
  readonly do: 'mistaken';
  readonly refusal: Refusal;
}
