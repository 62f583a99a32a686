import { escapedAttribute, escapedText } from '../markup/escape.js';
import { cimStatuses } from '../operations/status.js';
import { encode } from './charset.js';
import type { Frame, Reply } from './envelope.js';
import { type Fault, subcodes } from './faults.js';
import { anonymous, classesOfDmtf, faultDetails, uris } from './names.js';

/** Writes a fault. With HTTP it is a 500, whoever's mistake it is.
 * @see DSP0226 1.2, 14.2
 */
export function writeFault(frame: Frame, fault: Fault): Reply {
  const text = composed(
    frame,
    faultAction(fault),
    ` xmlns:wxf="${uris.transfer}"`,
    faultBody(fault),
    notUnderstood(fault),
  );
  return { status: 500, ...encode(text, frame.utf16) };
}

/** A whole message.
 * @param declarations of further prefixes, each with a blank before it
 * @param more headers
 */
export function composed(frame: Frame, action: string, declarations: string, body: string, more = ''): string {
  const { replyId, relatesTo } = frame;
  const relates = relatesTo === null ? '' : `<wsa:RelatesTo>${escapedText(relatesTo)}</wsa:RelatesTo>`;
  return `${opening}${declarations}><s:Header><wsa:To>${anonymous}</wsa:To><wsa:Action>${escapedText(action)}</wsa:Action><wsa:MessageID>${escapedText(replyId)}</wsa:MessageID>${relates}${more}</s:Header><s:Body>${body}</s:Body></s:Envelope>`;
}

/** Clients cut parts out of replies and paste them into envelopes of their own, which know these prefixes only. */
const opening = `<s:Envelope xmlns:s="${uris.soap}" xmlns:wsa="${uris.addressing}" xmlns:wsman="${uris.wsman}" xmlns:wsen="${uris.enumeration}" xmlns:wsmb="${uris.binding}" xmlns:cim="${uris.common}" xmlns:xsi="${uris.xsi}"`;

function faultBody({ subcode, reason, detail, status }: Fault): string {
  const isSoaps = subcode === 'MustUnderstand' || subcode === 'VersionMismatch';
  const code = isSoaps
    ? `<s:Value>s:${subcode}</s:Value>`
    : `<s:Value>s:${subcodes[subcode]}</s:Value><s:Subcode><s:Value>${subcode}</s:Value></s:Subcode>`;
  const named = detail === undefined ? '' : `<wsman:FaultDetail>${faultDetails}${detail}</wsman:FaultDetail>`;
  const details = `${named}${status === undefined ? '' : cimError(cimStatuses[status], reason)}`;
  const line = escapedText(reason.replace(/\s+/g, ' '));
  return `<s:Fault><s:Code>${code}</s:Code><s:Reason><s:Text xml:lang="en-US">${line}</s:Text></s:Reason>${details === '' ? '' : `<s:Detail>${details}</s:Detail>`}</s:Fault>`;
}

function cimError(code: number, message: string): string {
  return `<e:MSFT_WmiError xmlns:e="${classesOfDmtf}MSFT_WmiError" wsmb:IsCIM_Error="true"><e:CIMStatusCode xsi:type="cim:cimUnsignedInt">${code}</e:CIMStatusCode><e:Message xsi:type="cim:cimString">${escapedText(message)}</e:Message></e:MSFT_WmiError>`;
}

/** Which header it was. @see SOAP 1.2 part 1, 5.4.8 */
function notUnderstood({ header }: Fault): string {
  return header === undefined
    ? ''
    : `<s:NotUnderstood xmlns:q="${escapedAttribute(header.uri)}" qname="q:${header.local}"/>`;
}

/** By the namespace of the subcode. */
function faultAction({ subcode }: Fault): string {
  if (subcode.startsWith('wsman:') || subcode.startsWith('wsmb:'))
    return 'http://schemas.dmtf.org/wbem/wsman/1/wsman/fault';
  if (subcode.startsWith('wsen:')) return `${uris.enumeration}/fault`;
  if (subcode.startsWith('wxf:')) return `${uris.transfer}/fault`;
  return `${uris.addressing}/fault`;
}
