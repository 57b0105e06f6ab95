/** Layouts and value texts of Microsoft-Windows-Ras-NdisWanPacketCapture, in the notation of table-text.ts. */
export const RAS_NDIS_WAN = `d84521f7-2235-4237-a7c0-14e3a9676286 Microsoft-Windows-Ras-NdisWanPacketCapture
#5001!5,5002!5|RoutingDomainID:z RRASUserName:z FragmentSize Fragment:bin[FragmentSize]
#5003!5|param1:z`;
