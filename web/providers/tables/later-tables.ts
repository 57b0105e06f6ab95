import { DNS_CLIENT } from "./dns-client.js";
import { HTTP_SERVICE } from "./http-service.js";
import { IPHLPSVC } from "./iphlpsvc.js";
import { IPHLPSVC_TRACE } from "./iphlpsvc-trace.js";
import { KERNEL_NETWORK } from "./kernel-network.js";
import { MS_LBFO } from "./ms-lbfo.js";
import { NDIS } from "./ndis.js";
import { NDIS_IM_PLATFORM } from "./ndis-im-platform.js";
import { NDIS_IM_PLATFORM_SYSTEM } from "./ndis-im-platform-system.js";
import { NET_VSC } from "./net-vsc.js";
import { NETWORKING_CORRELATION } from "./networking-correlation.js";
import { RAS_NDIS_WAN } from "./ras-ndis-wan.js";
import { SMB_CLIENT } from "./smb-client.js";
import { TCPIP } from "./tcpip.js";
import { WFP } from "./wfp.js";
import { WINSOCK_AFD } from "./winsock-afd.js";

/** Providers that only some traces have: LATER_PROVIDERS lists them. */
export const LATER_TABLES: readonly string[] = [
  DNS_CLIENT,
  HTTP_SERVICE,
  IPHLPSVC,
  IPHLPSVC_TRACE,
  KERNEL_NETWORK,
  MS_LBFO,
  NDIS,
  NDIS_IM_PLATFORM,
  NDIS_IM_PLATFORM_SYSTEM,
  NET_VSC,
  NETWORKING_CORRELATION,
  RAS_NDIS_WAN,
  SMB_CLIENT,
  TCPIP,
  WFP,
  WINSOCK_AFD,
];
