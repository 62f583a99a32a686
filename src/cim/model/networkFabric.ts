import type { ClassSpecs } from './specNotation.js';
import { connectivityStatus, nameFormat, operationalStatus } from './values.js';

/** Switches and zones of the network between hosts and systems. */
export const networkFabricClasses = () =>
  ({
    MSFT_SMFabric: {
      since: '2012',
      properties: {
        ObjectId: 'key string',
        ElementName: 'string',
        Name: 'string',
        NameFormat: 'string',
        OtherIdentifyingInfo: 'string[]',
        IdentifyingDescriptions: 'string[]',
        ManagementServer: 'string',
      },
      values: {
        NameFormat: nameFormat,
      },
    },
    MSFT_SMSwitch: {
      since: '2012',
      properties: {
        ObjectId: 'key string',
        ElementName: 'string',
        Name: 'string',
        NameFormat: 'string',
        OtherIdentifyingInfo: 'string[]',
        IdentifyingDescriptions: 'string[]',
        ManagementServer: 'string',
        OperationalStatus: 'uint16[]',
        ManufactureDate: 'datetime',
        Manufacturer: 'string',
        Model: 'string',
        SerialNumber: 'string',
        Tag: 'string',
        VersionString: 'string',
      },
      values: {
        NameFormat: nameFormat,
        OperationalStatus: operationalStatus,
      },
    },
    MSFT_SMZone: {
      since: '2012',
      properties: {
        ObjectId: 'key string',
        Active: 'boolean',
        ConnectivityStatus: 'uint16',
        Caption: 'string',
        Description: 'string',
        ElementName: 'string',
        ZoneType: 'required uint16',
        OtherZoneTypeDescription: 'string',
        ZoneSubType: 'uint16',
        OtherZoneSubTypeDescription: 'string',
      },
      values: {
        ConnectivityStatus: connectivityStatus,
        ZoneType: { 0: 'Unknown', 1: 'Other', 2: 'Default', 3: 'Protocol' },
        ZoneSubType: { 0: 'Unknown', 1: 'Other', 2: 'SCSI', 3: 'VI', 4: 'IP' },
      },
    },
    MSFT_SMZoneSet: {
      since: '2012',
      properties: {
        ObjectId: 'key string',
        Active: 'boolean',
        ConnectivityStatus: 'uint16',
        Caption: 'string',
        Description: 'string',
        ElementName: 'string',
      },
      values: {
        ConnectivityStatus: connectivityStatus,
      },
    },
    MSFT_SMZoneMembershipData: {
      since: '2012',
      properties: {
        ObjectId: 'key string',
        Caption: 'string',
        Description: 'string',
        ElementName: 'string',
        ConnectivityMemberType: 'uint16',
        OtherConnectivityMemberType: 'string',
        ConnectivityMemberID: 'string',
      },
      values: {
        ConnectivityMemberType: {
          0: 'Unknown',
          1: 'Other',
          2: 'Permanent Address',
          3: 'Network Address',
          4: 'Switch Port ID',
          5: 'Logical Port Group',
          6: 'Connectivity Collection',
        },
      },
    },
  }) as const satisfies ClassSpecs;
