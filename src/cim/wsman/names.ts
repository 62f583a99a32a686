// The names of WS-Management: namespaces of XML, actions, dialects of filters.

/** @see DSP0226 1.2, annex A, "Notational conventions"; DSP0227 1.2, 5 */
export const uris = {
  soap: 'http://www.w3.org/2003/05/soap-envelope',
  soap11: 'http://schemas.xmlsoap.org/soap/envelope/',
  addressing: 'http://schemas.xmlsoap.org/ws/2004/08/addressing',
  transfer: 'http://schemas.xmlsoap.org/ws/2004/09/transfer',
  enumeration: 'http://schemas.xmlsoap.org/ws/2004/09/enumeration',
  wsman: 'http://schemas.dmtf.org/wbem/wsman/1/wsman.xsd',
  binding: 'http://schemas.dmtf.org/wbem/wsman/1/cimbinding.xsd',
  identity: 'http://schemas.dmtf.org/wbem/wsman/identity/1/wsmanidentity.xsd',
  common: 'http://schemas.dmtf.org/wbem/wscim/1/common',
  xsi: 'http://www.w3.org/2001/XMLSchema-instance',
  /** Of headers that Windows adds. */
  microsoft: 'http://schemas.microsoft.com/wbem/wsman/1/wsman.xsd',
} as const;

/** Where a reply goes, and where an object is: to whoever has asked. */
export const anonymous = `${uris.addressing}/role/anonymous`;

/** What the details of faults begin with. */
export const faultDetails = 'http://schemas.dmtf.org/wbem/wsman/1/wsman/faultDetail/';

/** Actions that do not depend on the class. */
export const actions = {
  get: `${uris.transfer}/Get`,
  put: `${uris.transfer}/Put`,
  create: `${uris.transfer}/Create`,
  remove: `${uris.transfer}/Delete`,
  enumerate: `${uris.enumeration}/Enumerate`,
  pull: `${uris.enumeration}/Pull`,
  release: `${uris.enumeration}/Release`,
} as const;

/** Dialects of filters. Compared without regard to letter case. */
export const dialects = {
  wql: 'http://schemas.microsoft.com/wbem/wsman/1/WQL',
  cql: 'http://schemas.dmtf.org/wbem/cql/1/dsp0202.pdf',
  selectors: 'http://schemas.dmtf.org/wbem/wsman/1/wsman/SelectorFilter',
  selectorsOfWindows: 'http://schemas.microsoft.com/wbem/wsman/1/wsman/SelectorFilter',
  associations: 'http://schemas.dmtf.org/wbem/wsman/1/cimbinding/associationFilter',
} as const;

/** What the URIs of classes begin with that no vendor has made. */
export const classesOfDmtf = 'http://schemas.dmtf.org/wbem/wscim/1/cim-schema/2/';

/** Where classes themselves are read. */
export const classDeclarations = 'http://schemas.dmtf.org/wbem/cim-xml/2/cim-schema/2/*';

/** The namespace of CIM that is meant where none is named. */
export const storageNamespace = 'root/microsoft/windows/storage/sm';
