import { replicationActions } from '../../vocabulary/replication.js';

// Value maps that several properties share; the others stand beside their properties.

/** HealthStatus of elements and systems. */
export const healthStatus = { 0: 'Healthy', 1: 'Warning', 2: 'Unhealthy' } as const;

/** OperationalStatus of systems, jobs, endpoints, ports and switches. */
export const operationalStatus = {
  0: 'Unknown',
  1: 'Other',
  2: 'OK',
  3: 'Degraded',
  4: 'Stressed',
  5: 'Predictive Failure',
  6: 'Error',
  7: 'Non-Recoverable Error',
  8: 'Starting',
  9: 'Stopping',
  10: 'Stopped',
  11: 'In Service',
  12: 'No Contact',
  13: 'Lost Communication',
  14: 'Aborted',
  15: 'Dormant',
  16: 'Supporting Entity in Error',
  17: 'Completed',
  18: 'Power Mode',
} as const;

/** LinkTechnology of ports and endpoints. */
export const linkTechnology = {
  0: 'Unknown',
  1: 'Other',
  2: 'Ethernet',
  3: 'IB',
  4: 'FC',
  5: 'FDDI',
  6: 'ATM',
  7: 'Token Ring',
  8: 'Frame Relay',
  9: 'Infrared',
  10: 'BlueTooth',
  11: 'Wireless LAN',
} as const;

/** UsageRestriction of ports and endpoints. */
export const usageRestriction = { 0: 'Unknown', 2: 'Front-end only', 3: 'Back-end only', 4: 'Not restricted' } as const;

/** NameFormat of systems, switches and fabrics: the values are words themselves. */
export const nameFormat = {
  Other: 'Other',
  IP: 'IP',
  Dial: 'Dial',
  HID: 'HID',
  NWA: 'NWA',
  HWA: 'HWA',
  X25: 'X25',
  ISDN: 'ISDN',
  IPX: 'IPX',
  DCC: 'DCC',
  ICD: 'ICD',
  'E.164': 'E.164',
  SNA: 'SNA',
  'OID/OSI': 'OID/OSI',
  WWN: 'WWN',
  NAA: 'NAA',
} as const;

/** FileSharingProtocol of shares, and FileSharingProtocols of servers. */
export const fileSharingProtocol = { 2: 'NFS', 3: 'SMB' } as const;

/** OperationalStatus of pools and replication groups. */
export const relocatableStatus = { ...operationalStatus, 19: 'Relocating' } as const;

/** HealthStatus where it may not be known: of replication groups and in events. */
export const healthOrUnknown = { ...healthStatus, 5: 'Unknown' } as const;

/** PerceivedSeverity of events and findings. */
export const perceivedSeverity = {
  0: 'Unknown',
  2: 'Information',
  3: 'Degraded/Warning',
  4: 'Minor',
  5: 'Major',
  6: 'Critical',
  7: 'Fatal/NonRecoverable',
} as const;

/** IDType of MSFT_SMStorageHardwareID, and which ones a system takes. */
export const hardwareIdType = {
  1: 'Other',
  2: 'PortWWN',
  3: 'NodeWWN',
  4: 'Hostname',
  5: 'iSCSI Name',
  6: 'SwitchWWN',
  7: 'SAS Address',
} as const;

/** HostTypes of MSFT_SMStorageHardwareID, and which ones a system knows. */
export const hostType = {
  0: 'Unknown',
  1: 'Other',
  2: 'Standard',
  3: 'Solaris',
  4: 'HPUX',
  5: 'OpenVMS',
  6: 'Tru64',
  7: 'Netware',
  8: 'Sequent',
  9: 'AIX',
  10: 'DGUX',
  11: 'Dynix',
  12: 'Irix',
  13: 'Cisco iSCSI Storage Router',
  14: 'Linux',
  15: 'Microsoft Windows',
  16: 'OS400',
  17: 'TRESPASS',
  18: 'HI-UX',
  19: 'VMware ESXi',
  20: 'Microsoft Windows Server 2008',
  21: 'Microsoft Windows Server 2003',
} as const;

/** CopyState and RequestedCopyState. */
export const copyState = {
  2: 'Initialized',
  3: 'Unsynchronized',
  4: 'Synchronized',
  5: 'Broken',
  6: 'Fractured',
  7: 'Split',
  8: 'Inactive',
  9: 'Suspended',
  10: 'Failedover',
  11: 'Prepared',
  12: 'Aborted',
  13: 'Skewed',
  14: 'Mixed',
  15: 'Not Applicable',
} as const;

/** ConnectivityStatus of zones and zone sets. */
export const connectivityStatus = {
  0: 'Unknown',
  2: 'Connectivity/Up',
  3: 'No Connectivity/Down',
  4: 'Partitioned',
} as const;

/** SupportedAsynchronousActions: all but those with groups and access points, 12 to 18. */
export const asynchronousActions = Object.fromEntries(
  Object.entries(replicationActions).filter(([action]) => Number(action) < 12 || Number(action) > 18),
);
