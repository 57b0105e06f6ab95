/** Names of providers by GUID: those with built-in layouts, their relatives, and others that network and kernel traces commonly hold. */
const NAMES = `
763fd754-7086-4dfe-95eb-c01a46faf4ca .NET Common Language Runtime Private
e13c0d23-ccbc-4e12-931b-d9cc2eee27e4 .NET Common Language Runtime
a669021c-c450-4609-a035-5af59af4df18 .NET Common Language Runtime Rundown
45d8cccd-539f-4b72-a8b7-5c683142609a ALPC
3d6fa8d4-fe05-11d0-9dda-00c04fd7ba7c DiskIo
68fdd900-4a3e-11d1-84f4-0000f80464e3 EventTrace
90cbdc39-4a3e-11d1-84f4-0000f80464e3 FileIo
2cb15d1d-5fc1-11d2-abe1-00a0c911f518 Image
28ad2447-105b-4fe2-9599-e59b2aa9a634 KernelTraceControl
bbccf6c1-6cd1-48c4-80ff-839482e37671 KernelTraceControl EventMetadata
b3e675d7-2554-4f18-830b-2762732560de KernelTraceControl ImageID
9b79ee91-b5fd-41c0-a243-4248e266e9d0 KernelTraceControl SysConfig
6a399ae0-4bc6-4de9-870b-3657f8947e7e Lost_Event
15a7a4f8-0072-4eab-abad-f98a4d666aed Microsoft-Windows-Dhcp-Client
6a1f2b00-6a90-4c38-95a5-5cab3b056778 Microsoft-Windows-DHCPv6-Client
1c95126e-7eea-49a9-a3fe-a378b03ddb4d Microsoft-Windows-DNS-Client
eb79061a-a566-4698-9119-3ed2807060e7 Microsoft-Windows-DNSServer
e595f735-b42a-494b-afcd-b68666945cd3 Microsoft-Windows-Firewall
0bacf1d2-fb51-549a-6119-04daa7180dc8 Microsoft-Windows-Guest-Network-Service
93f693dc-9163-4dee-af64-d855218af242 Microsoft-Windows-Host-Network-Management
0c885e0d-6eb6-476c-a048-2457eed3a5c1 Microsoft-Windows-Host-Network-Service
dd5ef90a-6398-47a4-ad34-4dcecdef795f Microsoft-Windows-HttpService
152fbe4b-c7ad-4f68-bada-a4fcc1464f6c Microsoft-Windows-Hyper-V-NetVsc
9f2660ea-cfe7-428f-9850-aeca612619b0 Microsoft-Windows-Hyper-V-VfpExt
6c28c7e5-331b-4437-9c69-5352a2f7f296 Microsoft-Windows-Hyper-V-VmsIf
c0ddafb5-16eb-470b-bf17-24ed39a9e8ba Microsoft-Windows-Hyper-V-VmsNicProxy
67dc0d66-3695-47c0-9642-33f76f7bd7ad Microsoft-Windows-Hyper-V-VmSwitch
66a5c15c-4f8e-4044-bf6e-71d896038977 Microsoft-Windows-Iphlpsvc
6600e712-c3b6-44a2-8a48-935c511f28c8 Microsoft-Windows-Iphlpsvc-Trace
c514638f-7723-485b-bcfc-96565d735d4a Microsoft-Windows-Kernel-Acpi
15ca44ff-4d7a-4baa-bba5-0998955e531e Microsoft-Windows-Kernel-Boot
b675ec37-bdb6-4648-bc92-f3fdc74d3ca2 Microsoft-Windows-Kernel-EventTracing
edd08927-9cc4-4e65-b970-c2560fb5c289 Microsoft-Windows-Kernel-File
a68ca8b7-004f-d7b6-a698-07e2de0f1f5d Microsoft-Windows-Kernel-General
7dd42a49-5329-4832-8dfd-43d979153a88 Microsoft-Windows-Kernel-Network
9c205a39-1250-487d-abd7-e831c6290539 Microsoft-Windows-Kernel-PnP
331c3b3a-2005-44c2-ac5e-77220c37d6b4 Microsoft-Windows-Kernel-Power
5322d61a-9efa-4bc3-a3f9-14be95c144f8 Microsoft-Windows-Kernel-Prefetch
22fb2cd6-0e7b-422b-a0c7-2fad1fd0e716 Microsoft-Windows-Kernel-Process
0f67e49f-fe51-4e9f-b490-6f2948cc6027 Microsoft-Windows-Kernel-Processor-Power
70eb4f03-c1de-4f73-a051-33d13d5413bd Microsoft-Windows-Kernel-Registry
b72c6994-9fe0-45ad-83b3-8f5885f20e0e Microsoft-Windows-MsLbfoEventProvider
cdead503-17f5-4a3e-b7ae-df8cc2902eb9 Microsoft-Windows-NDIS
2ed6006e-4729-4609-b423-3ee7bcd678ef Microsoft-Windows-NDIS-PacketCapture
11c5d8ad-756a-42c2-8087-eb1b4a72a846 Microsoft-Windows-NdisImPlatformEventProvider
62de9e48-90c6-4755-8813-6a7d655b0802 Microsoft-Windows-NdisImPlatformSysEvtProvider
83ed54f0-4d48-4e45-b16e-726ffd1fa4af Microsoft-Windows-Networking-Correlation
fbcfac3f-8459-419f-8e48-1f0b49cdb85e Microsoft-Windows-NetworkProfile
564368d6-577b-4af5-ad84-1c54464848e6 Microsoft-Windows-Overlay-HNSPlugin
46c78e5c-a213-46a8-8a6b-622f6916201d Microsoft-Windows-OverlayFilter
4d4f80d9-c8bd-4d73-bb5b-19c90402c5ac Microsoft-Windows-PktMon
d84521f7-2235-4237-a7c0-14e3a9676286 Microsoft-Windows-Ras-NdisWanPacketCapture
988c59c5-0a1c-45b6-a555-0c62276e327d Microsoft-Windows-SMBClient
d48ce617-33a2-4bc3-a5c7-11aa4f29619e Microsoft-Windows-SMBServer
2f07e2ee-15db-40f1-90ef-9d7ba282188a Microsoft-Windows-TCPIP
0c478c5b-0351-41b1-8c58-4a6737da32e3 Microsoft-Windows-WFP
d1bc9aff-2abf-4d71-9146-ecb2a986eb85 Microsoft-Windows-Windows Firewall With Advanced Security
7d44233d-3055-4b9c-ba64-0d47ca40a232 Microsoft-Windows-WinHttp
43d1a55c-76d6-4f7e-995c-64c711e5cafe Microsoft-Windows-WinINet
66c07ecd-6667-43fc-93f8-05cf07f446ec Microsoft-Windows-WinNat
a7975c8f-ac13-49f1-87da-5a984a4ab417 Microsoft-Windows-WinRM
e53c6823-7bb8-44bb-90dc-3f86090d48a6 Microsoft-Windows-Winsock-AFD
55404e71-4db9-4deb-a5f5-8f86e46dde56 Microsoft-Windows-Winsock-NameResolution
d5c25f9a-4d47-493e-9184-40dd397a004d Microsoft-Windows-Winsock-WS2HELP
9580d7dd-0379-4658-9870-d5be7d52d6de Microsoft-Windows-WLAN-AutoConfig
daa6a96b-f3e7-4d4d-a0d6-31a350e6a445 Microsoft-Windows-WLAN-Driver
d0e4bc17-34c7-43fc-9a72-d89a59d6979a HNS PrivateCloudPlugin
94deb9d1-0a52-449b-b368-41e4426b4f36 NetSetupHelper
89497f50-effe-4440-8cf2-ce6b1cdcaca7 Object
3d6fa8d3-fe05-11d0-9dda-00c04fd7ba7c PageFault
ce1dbfb4-137e-4da6-87b0-3f59aa102cbc PerfInfo
0268a8b6-74fd-4302-9dd0-6e8f1795c0cf Pool
e43445e0-0903-48c3-b878-ff0fccebdd04 Power
3d6fa8d0-fe05-11d0-9dda-00c04fd7ba7c Process
ae53722e-c863-11d2-8659-00c04fa321a1 Registry
1f678132-5938-4686-9fdc-c8ff68f15c85 Schannel
d837ca92-12b9-44a5-ad6a-3a65b3578aa8 SplitIo
def2fe46-7bd6-4b80-bd94-f57fe20d0ce3 StackWalk
01853a65-418f-4f36-aefc-dc0f1d2fd235 SystemConfig
9a280ac0-c8e0-11d1-84e2-00c04fb998a2 TcpIp
3d6fa8d1-fe05-11d0-9dda-00c04fd7ba7c Thread
bf3a50c5-a9c9-4988-a005-2df0b7c80f80 UdpIp
bf6ef1cb-89b5-0490-80ac-b180cfbcff0f PerfTrack
1f387cbc-6818-4530-9db6-5f1058cd7e86 vmswitch (WPP)
ed54dff8-c409-4cf6-bf83-05e1e61a09c4 WinSat
9e814aad-3204-11d2-9a82-006008a86939 Windows Kernel
`;

/** Keys are lower case without braces. */
export const PROVIDER_NAMES: ReadonlyMap<string, string> = new Map(
  NAMES.trim()
    .split("\n")
    .map((line): [string, string] => [line.slice(0, 36), line.slice(37)]),
);
