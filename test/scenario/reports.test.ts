import { readFile } from 'node:fs/promises';
import { relative } from 'node:path';
import { expect, test } from 'vitest';
import { findScenarioFiles } from '../../src/scenario/read/load.js';

const folder = new URL('../../scenarios', import.meta.url).pathname;

/** Public reports of people who clone volumes on arrays, and the scenario that rehearses what happened to them. */
const rehearsed: readonly (readonly [reports: string, file: string])[] = [
  ['IBM/ibm-spectrum-scale-csi#521, #1018', 'reports/many-copies-some-fail.yaml'],
  ['IBM/ibm-spectrum-scale-csi#534', 'reports/refused-until-the-service-is-reset.yaml'],
  ['IBM/ibm-spectrum-scale-csi#540', 'provider-forgets-its-jobs.yaml'],
  ['LP 1129810; LP 2112245, LP 1812231, yunify/qingstor-csi#45', 'busy-source.yaml'],
  ['LP 1349639', 'reports/stop-the-copy-first.yaml'],
  ['LP 1385450', 'clones-not-licensed.yaml'],
  ['LP 1393568', 'reports/several-jobs-at-once.yaml'],
  ['LP 1440154', 'residue-of-a-failed-copy.yaml'],
  ['LP 1517103', 'reports/progress-that-tells-nothing.yaml'],
  ['LP 1660378, LP 1662950', 'reports/source-let-go-too-early.yaml'],
  ['LP 1778947, LP 1962824, kubevirt/containerized-data-importer#3520', 'too-many-replicas.yaml'],
  ['LP 1890254', 'reports/not-all-relations-end.yaml'],
  ['LP 1908792, kubernetes-csi/csi-test#346', 'clone-detached-by-the-service.yaml'],
  ['NetApp/trident#1008, LP 1898587', 'reports/copies-slower-than-the-driver.yaml'],
  [
    'NetApp/trident#309, #335; LP 1554773; ceph/ceph-csi#1726; openebs/openebs#2441',
    'reports/clone-larger-than-its-source.yaml',
  ],
  ['NetApp/trident#345; cinder f4ef60361', 'reports/resize-while-related.yaml'],
  ['NetApp/trident#868', 'reports/given-up-before-the-copy-is-done.yaml'],
  ['Seagate/seagate-exos-x-csi#63, LP 1936663', 'names-cut-without-a-word.yaml'],
  ['SynologyOpenSource/synology-csi#3', 'credentials-expire-between-two-calls.yaml'],
  ['Terraform-VMWare-Modules/terraform-vsphere-vm#130', 'reports/room-judged-where-the-source-is.yaml'],
  ['ceph/ceph-csi#1660, #1671; rook/rook#8883', 'reports/clone-pending.yaml'],
  ['dell/csm#1338', 'reports/snapshot-of-a-source-that-is-gone.yaml'],
  ['dell/csm#657', 'reports/temporary-snapshots-pile-up.yaml'],
  ['dell/csm#1425', 'reports/target-made-but-never-filled.yaml'],
  ['dell/dellemc-openmanage-ansible-modules#420', 'reports/finished-job-gone-before-the-poll.yaml'],
  ['gluster/glusterfs#440, openebs/openebs#2571', 'stories/pool-filling-up.yaml'],
  ['hpe-storage/python-hpedockerplugin#326', 'reports/larger-copy-in-another-pool.yaml'],
  ['hpe-storage/csi-driver#116', 'reports/retry-meets-its-own-clone.yaml'],
  ['iXsystems/cinder#33', 'reports/name-derived-from-the-source.yaml'],
  ['kimchi-project/kimchi#700', 'names-ignored-without-a-word.yaml'],
  ['kubernetes-csi/csi-test#108, #111', 'names-of-any-characters.yaml'],
  [
    'kubernetes-csi/external-provisioner#311, #131, #486; ceph/ceph-csi#4280, #411',
    'reports/deleted-while-it-is-created.yaml',
  ],
  ['kubernetes-csi/external-provisioner#414', 'delete-while-it-copies.yaml'],
  ['kubernetes-csi/external-provisioner#94', 'reports/starts-over-each-time.yaml'],
  ['kubevirt/containerized-data-importer#3259', 'stories/busy-evening.yaml'],
  ['libstoragemgmt aa9a08da', 'reports/two-clones-of-one-name.yaml'],
  ['libstoragemgmt c73f5301', 'reports/taken-name-found-by-the-job.yaml'],
  ['longhorn/longhorn#3692, #3707', 'source-pool-offline.yaml'],
  ['longhorn/longhorn#9016', 'reports/standby-replica-as-source.yaml'],
  ['openebs-archive/maya#1593', 'reports/overprovisioning-off.yaml'],
  ['oracle/zfssa-csi-driver#23', 'reports/new-certificate-old-trust.yaml'],
  ['pywbem/pywbemtools#1018', 'reports/repeated-by-the-library.yaml'],
  ['sodafoundation/api#1155', 'pool-offline-then-read-only.yaml'],
  ['linode/manager#5222', 'percent-100-and-still-running.yaml'],
  ['cinder 07dd49bab', 'copy-session-shown-from-a-cache.yaml'],
  ['ceph/ceph-csi#2077', 'clone-of-a-full-volume-is-thin.yaml'],
  ['libstoragemgmt fe4c8e40', 'connection-reset-while-polling.yaml'],
  ['oVirt/vdsm#325', 'failed-job-shown-as-running.yaml'],
  ['longhorn/longhorn#4354', 'clone-differs-from-its-source.yaml'],
  ['dell/csm#1006, LP 1689760, stmcginnis/gofish#75', 'sessions-never-closed.yaml'],
  ['hpe-storage/csi-driver#308, dell/csm#1134', 'session-idles-out.yaml'],
  ['dell/csm#1644', 'managed-by-another-provider.yaml'],
  ['dell/PyU4V#107; Everpure-Ansible/FlashArray-Collection#764', 'target-in-a-session-already.yaml'],
  ['Microsoft FileCAB 424736', 'indications-refresh-the-cache.yaml'],
  [
    'NetApp/trident#878, #1134; democratic-csi#549; openebs/zfs-localpv#236; open-iscsi/targetd#48',
    'parent-kept-for-its-clones.yaml',
  ],
  ['ceph/ceph-csi#1098, LP 1901241', 'clones-of-clones-too-deep.yaml'],
  ['longhorn/longhorn#13335', 'done-but-not-ready.yaml'],
];

test('each report that is listed has its scenario, and each scenario that names a report is listed', async () => {
  const found: [string, string][] = [];
  for (const file of await findScenarioFiles([folder])) {
    const [, reports] = /^# Reported: (.+)$/m.exec(await readFile(file, 'utf8')) ?? [];
    if (reports !== undefined) found.push([reports, relative(folder, file)]);
  }
  expect(new Map(found)).toEqual(new Map(rehearsed));
  expect(found.length).toBe(rehearsed.length);
});
