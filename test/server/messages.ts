/** A message of CIM-XML about a call; NS stands for the path of the storage namespace. */
export function message(call: string): string {
  const namespaces = 'root/microsoft/windows/storage/sm'
    .split('/')
    .map((name) => `<NAMESPACE NAME="${name}"/>`)
    .join('');
  return `<?xml version="1.0" encoding="utf-8"?><CIM CIMVERSION="2.0" DTDVERSION="2.0"><MESSAGE ID="7" PROTOCOLVERSION="1.0"><SIMPLEREQ>${call.replaceAll('NS', `<LOCALNAMESPACEPATH>${namespaces}</LOCALNAMESPACEPATH>`)}</SIMPLEREQ></MESSAGE></CIM>`;
}
