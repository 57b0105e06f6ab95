/** Providers whose layouts are a part of their own, fetched when a trace has their events (loadLayouts). */
export const LATER_PROVIDERS: ReadonlySet<string> = new Set([
  "1c95126e-7eea-49a9-a3fe-a378b03ddb4d", // Microsoft-Windows-DNS-Client
  "dd5ef90a-6398-47a4-ad34-4dcecdef795f", // Microsoft-Windows-HttpService
  "66a5c15c-4f8e-4044-bf6e-71d896038977", // Microsoft-Windows-Iphlpsvc
  "6600e712-c3b6-44a2-8a48-935c511f28c8", // Microsoft-Windows-Iphlpsvc-Trace
  "7dd42a49-5329-4832-8dfd-43d979153a88", // Microsoft-Windows-Kernel-Network
  "b72c6994-9fe0-45ad-83b3-8f5885f20e0e", // Microsoft-Windows-MsLbfoEventProvider
  "cdead503-17f5-4a3e-b7ae-df8cc2902eb9", // Microsoft-Windows-NDIS
  "11c5d8ad-756a-42c2-8087-eb1b4a72a846", // Microsoft-Windows-NdisImPlatformEventProvider
  "62de9e48-90c6-4755-8813-6a7d655b0802", // Microsoft-Windows-NdisImPlatformSysEvtProvider
  "152fbe4b-c7ad-4f68-bada-a4fcc1464f6c", // Microsoft-Windows-Hyper-V-NetVsc
  "83ed54f0-4d48-4e45-b16e-726ffd1fa4af", // Microsoft-Windows-Networking-Correlation
  "d84521f7-2235-4237-a7c0-14e3a9676286", // Microsoft-Windows-Ras-NdisWanPacketCapture
  "988c59c5-0a1c-45b6-a555-0c62276e327d", // Microsoft-Windows-SMBClient
  "2f07e2ee-15db-40f1-90ef-9d7ba282188a", // Microsoft-Windows-TCPIP
  "0c478c5b-0351-41b1-8c58-4a6737da32e3", // Microsoft-Windows-WFP
  "e53c6823-7bb8-44bb-90dc-3f86090d48a6", // Microsoft-Windows-Winsock-AFD
]);
