import type { ParameterModel } from '../classModel.js';
import { escapedAttribute, escapedText } from '../markup/escape.js';
import type { Answer, CimClass, CimInstance, CimPath, CimResult, Page } from '../operations/results.js';
import { type CimStatus, cimStatuses } from '../operations/status.js';
import type { Envelope } from './envelope.js';
import type { ItemForm, Look } from './intrinsic.js';
import { classText } from './writeClass.js';
import { instanceName, instancePath, instanceText, type Place, placeOf, valueText } from './writeValues.js';

/** A reply of CIM-XML, which HTTP carries as 200 whatever it says. */
interface HttpReply {
  readonly status: 200;
  /** Without the length of the body. */
  readonly headers: Readonly<Record<string, string>>;
  /** To be sent as UTF-8. */
  readonly body: string;
}

/** Who is asked. */
interface Server {
  /** The request's header Host, which paths name; 'localhost' stands for one that no host can have. */
  readonly host: string | undefined;
}

/** Writes what came of a request. @see DSP0201 2.4 @throws Error for a result that its operation can't have */
export function writeReply(envelope: Envelope, result: CimResult, { host }: Server): HttpReply {
  const place = placeOf(envelope.namespace, host !== undefined && hostName.test(host) ? host : 'localhost');
  const content =
    envelope.look === null ? methodContent(result, place) : intrinsicContent(envelope.look, result, place);
  const element = envelope.look === null ? 'METHODRESPONSE' : 'IMETHODRESPONSE';
  const head = `${opening}<MESSAGE ID="${escapedAttribute(envelope.id)}" PROTOCOLVERSION="1.0"><SIMPLERSP>`;
  const method = escapedAttribute(envelope.method);
  const body = `${head}<${element} NAME="${method}">${content}</${element}></SIMPLERSP></MESSAGE></CIM>\n`;
  return { status: 200, headers, body };
}

const opening = '<?xml version="1.0" encoding="utf-8"?>\n<CIM CIMVERSION="2.0" DTDVERSION="2.0">';
const headers = { 'Content-Type': 'application/xml; charset="utf-8"', CIMOperation: 'MethodResponse' } as const;
const hostName = /^[\w.:[\]-]{1,255}$/;

function methodContent(result: CimResult, place: Place): string {
  if (result.kind === 'status') return errorText(result.status, result.text);
  if (result.kind === 'answer') return answerText(result, place);
  return unfitting(result.kind, 'a method');
}

function errorText(status: CimStatus, text: string): string {
  return `<ERROR CODE="${cimStatuses[status]}" DESCRIPTION="${escapedAttribute(text)}"></ERROR>`;
}

/** What is null is left out: wbemcli ends at an empty PARAMVALUE. */
function answerText({ returnValue, outputs }: Answer, place: Place): string {
  let text = `<RETURNVALUE PARAMTYPE="uint32"><VALUE>${returnValue}</VALUE></RETURNVALUE>`;
  for (const { parameter, value } of outputs) {
    if (value === null) continue;
    const head = `<PARAMVALUE NAME="${parameter.name}" ${parameterType(parameter)}>`;
    text += `${head}${valueText(value, parameter.type, place)}</PARAMVALUE>`;
  }
  return text;
}

function parameterType({ type }: ParameterModel): string {
  if (type === 'object') return 'PARAMTYPE="string" EmbeddedObject="instance"';
  return `PARAMTYPE="${type === 'ref' ? 'reference' : type}"`;
}

function intrinsicContent(look: Look, result: CimResult, place: Place): string {
  switch (result.kind) {
    case 'status':
      return errorText(result.status, result.text);
    case 'nothing':
      return '';
    case 'instance':
      return look.item === 'VALUE'
        ? propertyContent(look, result.instance, place)
        : returned(instanceText(result.instance, place, look.classOrigin));
    case 'instances':
    case 'paths':
      return returned(itemsText(result.items, look, place));
    case 'classes':
      return returned(result.items.map((model) => classItem(model, look, place)).join(''));
    case 'classNames':
      return returned(result.items.map((name) => classNameItem(name, look.item, place)).join(''));
    case 'page':
      return pageContent(result, look, place);
    case 'answer':
      return unfitting(result.kind, 'an intrinsic method');
  }
}

function returned(items: string): string {
  return `<IRETURNVALUE>${items}</IRETURNVALUE>`;
}

/** The one value of GetProperty, which is an instance with one property. */
function propertyContent(look: Look, { properties, values }: CimInstance, place: Place): string {
  const [property] = properties;
  if (property === undefined) return errorText('noSuchProperty', `there is no property '${look.properties?.[0]}'`);
  const value = values[property.name] ?? null;
  return value === null ? returned('') : returned(valueText(value, property.type, place));
}

/** All in one form: those that a query made may have no names, and then none is named. */
function itemsText(items: readonly (CimInstance | CimPath)[], look: Look, place: Place): string {
  const areNamed = look.item === 'VALUE.OBJECT' && items.every((item) => item.kind === 'path' || item.path !== null);
  const form = areNamed ? 'VALUE.OBJECTWITHPATH' : look.item;
  let text = '';
  for (const item of items)
    text += item.kind === 'path' ? pathItem(item, form, place) : instanceItem(item, form, look, place);
  return text;
}

function instanceItem(instance: CimInstance, form: ItemForm, { classOrigin }: Look, place: Place): string {
  const text = instanceText(instance, place, classOrigin);
  switch (form) {
    case 'INSTANCE':
      return text;
    case 'VALUE.OBJECT':
      return `<VALUE.OBJECT>${text}</VALUE.OBJECT>`;
    case 'VALUE.NAMEDINSTANCE':
      return `<VALUE.NAMEDINSTANCE>${instanceName(named(instance), place)}${text}</VALUE.NAMEDINSTANCE>`;
    case 'VALUE.OBJECTWITHPATH':
    case 'VALUE.INSTANCEWITHPATH':
      return `<${form}>${instancePath(named(instance), place)}${text}</${form}>`;
    default:
      return unfitting('instances', form);
  }
}

function named({ path, model }: CimInstance): CimPath {
  if (path === null) throw new Error(`an instance of ${model.name} has no name, and the reply needs it`);
  return path;
}

function pathItem(path: CimPath, form: ItemForm, place: Place): string {
  switch (form) {
    case 'INSTANCENAME':
      return instanceName(path, place);
    case 'INSTANCEPATH':
      return instancePath(path, place);
    case 'OBJECTPATH':
      return `<OBJECTPATH>${instancePath(path, place)}</OBJECTPATH>`;
    default:
      return unfitting('paths', form);
  }
}

function classItem(model: CimClass, look: Look, place: Place): string {
  const text = classText(model, look);
  if (look.item === 'CLASS') return text;
  return `<VALUE.OBJECTWITHPATH>${classPath(model.name, place)}${text}</VALUE.OBJECTWITHPATH>`;
}

function classNameItem(name: string, form: ItemForm, place: Place): string {
  return form === 'CLASSNAME' ? className(name) : `<OBJECTPATH>${classPath(name, place)}</OBJECTPATH>`;
}

function classPath(name: string, place: Place): string {
  return `<CLASSPATH>${place.whole}${className(name)}</CLASSPATH>`;
}

function className(name: string): string {
  return `<CLASSNAME NAME="${escapedAttribute(name)}"></CLASSNAME>`;
}

/** At the end there is no context: the server has forgotten it. */
function pageContent(page: Page, look: Look, place: Place): string {
  const { context } = page;
  const more =
    context === null
      ? ''
      : `<PARAMVALUE NAME="EnumerationContext" PARAMTYPE="string"><VALUE>${escapedText(context)}</VALUE></PARAMVALUE>`;
  const end = `<PARAMVALUE NAME="EndOfSequence" PARAMTYPE="boolean"><VALUE>${context === null ? 'TRUE' : 'FALSE'}</VALUE></PARAMVALUE>`;
  return `${returned(itemsText(page.items, look, place))}${more}${end}`;
}

function unfitting(kind: string, form: string): never {
  throw new Error(`${form} can't be answered with ${kind}`);
}
