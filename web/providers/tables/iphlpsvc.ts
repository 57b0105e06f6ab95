/** Layouts and value texts of Microsoft-Windows-Iphlpsvc, in the notation of table-text.ts. */
export const IPHLPSVC = `66a5c15c-4f8e-4044-bf6e-71d896038977 Microsoft-Windows-Iphlpsvc
@IPHLPSVC_ETW_LOGGING_ProtocolType
0:6to4|Isatap
#4000!4,4005!4,4301!4|
#4001!2|ErrorCode TeredoReasonCode
#4002!2|Interface:z ErrorCode
#4003!2|ServerName:z ErrorCode
#4004!2|ErrorCode
#4100!4|IsatapRouter:z ErrorCode
#4200!4|ProtocolType@IPHLPSVC_ETW_LOGGING_ProtocolType Interface:z Address:z
#4201!4|ProtocolType@IPHLPSVC_ETW_LOGGING_ProtocolType Interface:z
#4202!2|ProtocolType@IPHLPSVC_ETW_LOGGING_ProtocolType Interface:z UpdateType ErrorCode
#4300!4|ServerUrl:z
#4302!2|ErrorCode IpHTTPSReasonCode
#4303!4,4304!4|ClientMachineName:z TunnelSourceIP:z RemoteIP:z
#4400!4|AddrLength ClientIP:bin[AddrLength] QuestionName:z TranslatedIPv4Address
#4500!4,4501!4|SiteName:z`;
