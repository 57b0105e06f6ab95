/** Layouts and value texts of Microsoft-Windows-Iphlpsvc-Trace, in the notation of table-text.ts. */
export const IPHLPSVC_TRACE = `6600e712-c3b6-44a2-8a48-935c511f28c8 Microsoft-Windows-Iphlpsvc-Trace
@IPHLPSVC_ETW_LOGGING_ServiceType
0:Client|Server|Peer
@IPHLPSVC_ETW_LOGGING_PacketType
0:Router Solicitation|Router Advertisement|Neighbor Solicitation|Neighbor Advertisement|Direct Bubble|Indirect Bubble|Multicast Bubble|Bubble|Data|Echo Request|Port Prediction Direct Bubble|Port Prediction Echo Packet
@IPHLPSVC_ETW_LOGGING_TeredoState
0:Offline|Stop Pending|Start Pending|Probe Primary|Probe Secondary|Qualified|Firewall|Online|Dormant|Probe Cone|Probe Restricted|Bad State
@IPHLPSVC_ETW_LOGGING_BadParameter
0:Bad Checksum|Invalid Source Address|Invalid Destination Address|Invalid Peer|Bad Protocol Header|Bad Authentation
@IPHLPSVC_ETW_LOGGING_TeredoPortMapping
0:Local|Global|External|Random|Source|Advertised|Current|New|Parsed|Mapping|Bad Mapping
@IPHLPSVC_ETW_LOGGING_ProtocolType
0:6to4|Isatap|Teredo
@IPHLPSVC_ETW_LOGGING_InterfaceState
0:Installed|UnInstalled|Reusable
@IPHLPSVC_ETW_LOGGING_RouteReach
0:Reachable|Unreachable|resolved|not resolved
@IPHLPSVC_ETW_LOGGING_AddressUpdate
0:Added|Deleted
@IPHLPSVC_ETW_LOGGING_RoutingState
0:Default|Automatic|Enabled|Disabled|Invalid
@IPHLPSVC_ETW_LOGGING_ProtocolCallback
0:Address Arrival|Address Deletion|Address Change|Interface Arrival|Interface Deletion|Interface Change|Compartment Arrival|Compartment Deletion|Configuration Change|Route Change|IPv4 Address Change|IPv6 Address Change
@IPHLPSVC_ETW_LOGGING_NetworkType
0:not managed|managed
@IPHLPSVC_ETW_LOGGING_AuthenticationType
0:none|certificates
@IPHLPSVC_ETW_PROXYMGR_CLIENT_EVENT
0:proxy configuration change|proxy credentials change|invalid client event
#4051!4|IpAddrLength ServiceType@IPHLPSVC_ETW_LOGGING_ServiceType TeredoPacketType@IPHLPSVC_ETW_LOGGING_PacketType SourceIPAddress:sock[IpAddrLength] DestinationIPAddress:sock[IpAddrLength]
#4052!4|IpAddrLength ReceivedTeredoPacketType@IPHLPSVC_ETW_LOGGING_PacketType SourceIPAddress:sock[IpAddrLength] SentTeredoPacketType DestinationIPAddress:sock[IpAddrLength]
#4053!4|IpAddrLength ServiceType@IPHLPSVC_ETW_LOGGING_ServiceType ReceivedTeredoPacketType@IPHLPSVC_ETW_LOGGING_PacketType MappedTeredoPacketType SourceIPAddress:sock[IpAddrLength] DestinationIPAddress:sock[IpAddrLength] TargetIPAddress:sock[IpAddrLength]
#4054!4|TeredoProtocolState@IPHLPSVC_ETW_LOGGING_TeredoState BadorInvalidPacket@IPHLPSVC_ETW_LOGGING_BadParameter
#4055!4|PreviousTeredoProtocolState CurrentTeredoProtocolState
#4056!4|TeredoPacketType@IPHLPSVC_ETW_LOGGING_PacketType
#4057!4|IpAddrV4Length IpAddrV6Length SourceIpv6Address:sock[IpAddrV6Length] DestinationIPv6Address:sock[IpAddrV6Length] SourceIPv4Address DestinationIPv4Address SourcePort:u16 DestinationPort:u16
#4058!4|Description:z
#4059!4|BadorInvalidPacket@IPHLPSVC_ETW_LOGGING_BadParameter
#4060!4|SockAddrLength ServiceType@IPHLPSVC_ETW_LOGGING_ServiceType MappingType@IPHLPSVC_ETW_LOGGING_TeredoPortMapping SocketAddress:sock[SockAddrLength]
#4061!4|AddrLength PrimaryorSecondary:z DestinationAddress:sock[AddrLength]
#4062!4|AddrLength ServiceType@IPHLPSVC_ETW_LOGGING_ServiceType TeredoPacketType@IPHLPSVC_ETW_LOGGING_PacketType SourceIpv6Address:sock[AddrLength]
#4063!4|IpAddrLength ServiceType@IPHLPSVC_ETW_LOGGING_ServiceType ReceivedTeredoPacketType@IPHLPSVC_ETW_LOGGING_PacketType MappedTeredoPacketType DestinationIPAddress:sock[IpAddrLength]
#4064!4|AddrLength ServiceType@IPHLPSVC_ETW_LOGGING_ServiceType ReceivedTeredoPacketType@IPHLPSVC_ETW_LOGGING_PacketType MappedTeredoPacketType DestinationIPAddress:sock[AddrLength]
#4065!4|AddrLength PrimaryorSecondary:z SocketAddress:sock[AddrLength]
#4066!4|AddrLength ServiceType@IPHLPSVC_ETW_LOGGING_ServiceType TeredoPacketType@IPHLPSVC_ETW_LOGGING_PacketType SourceIpv6Address:sock[AddrLength] DestinationIPAddress:sock[AddrLength] TargetIPAddress:sock[AddrLength]
#4067!4|AddrLength ServiceType@IPHLPSVC_ETW_LOGGING_ServiceType TeredoPacketType@IPHLPSVC_ETW_LOGGING_PacketType DestinationAddress:sock[AddrLength]
#4068!4,4069!4,4070!4,4071!4|Program:z
#4150!4|ProtocolType@IPHLPSVC_ETW_LOGGING_ProtocolType Interface:z InterfaceState@IPHLPSVC_ETW_LOGGING_InterfaceState
#4151!4|AddrLength Interface:z CurrentIPv4Address NewIPv4Address
#4152!4,5025!5,5062!4,5103!4|
#4153!4|AddrLength ProtocolType@IPHLPSVC_ETW_LOGGING_ProtocolType DestinationIPv4Address Interface:z SourceIPv4Address NextHopIPv4Address
#4154!5|AddrLength ProtocolType@IPHLPSVC_ETW_LOGGING_ProtocolType InterfaceName:z RouterIPv4Address Reachable@IPHLPSVC_ETW_LOGGING_RouteReach
#4155!5|AddrLength InterfaceName:z RouterName:z Resolved@IPHLPSVC_ETW_LOGGING_RouteReach RouterIPv4Address
#4157!4,4158!4,4159!4,4160!4|ProtocolType@IPHLPSVC_ETW_LOGGING_ProtocolType
#4161!4|InterfaceName:z
#4162!4|AddrLength ProtocolType@IPHLPSVC_ETW_LOGGING_ProtocolType AddedorDeleted@IPHLPSVC_ETW_LOGGING_AddressUpdate IPv4Address InterfaceName:z
#4163!4|AddrLength IPAddress:sock[AddrLength] PrefixLen:u64 InterfaceAlias:z Metric PreferredLifetime ValidLifeTime Publish:bool
#4164!4|InterfaceAlias:z IcsPrivateInterface:bool AdvertiseDefaultRoute:bool Advertises:bool Forwards:bool Status:u64
#4165!4|NewRoutingState@IPHLPSVC_ETW_LOGGING_RoutingState OldRoutingState@IPHLPSVC_ETW_LOGGING_RoutingState
#4166!4|InterfaceAlias:z IPAddress
#4167!4|ProtocolType@IPHLPSVC_ETW_LOGGING_ProtocolType CompartmentId HaveGlobalIpv6Address:bool ICSEnabled:bool GlobalIPv4AddressCount:u64
#4168!4|InterfaceIndex:u64 CompartmentId RoutingState
#4169!4|AddrLength InterfaceAlias:z IPAddress:sock[AddrLength] Lifetime:u64 PrefixConf:u64 SuffixConf:u64
#4170!5|ProtocolCallback@IPHLPSVC_ETW_LOGGING_ProtocolCallback ProtocolType@IPHLPSVC_ETW_LOGGING_ProtocolType
#4171!4,4172!4|TeredoReasonCode
#4173!4|WindowsErrorCode
#4174!4|IsatapRouter:z ErrorCode
#4175!4|NetworkType@IPHLPSVC_ETW_LOGGING_NetworkType
#4176!4|SourceIPv4Address SourcePort:u16 UpperValue:u16 LowerValue:u16 PortPredicted:u16
#4177!5,4178!5,4179!5,4180!5,5069!4,5200!5,5201!5,5202!5,5203!5,5300!4,5404!4,5510!5,5516!5,5519!4,5550!4,5600!4,5650!4,5651!2,5652!4,5653!4,5654!4,5655!4,5656!4|Action:z
#5000!4|InterfaceName:z InterfaceType RegistryState CurrentState URL:z AuthenticationMode@IPHLPSVC_ETW_LOGGING_AuthenticationType
#5001!2,5002!2,5004!5,5005!4,5006!4,5008!2,5009!4,5010!5,5011!4,5012!4,5013!4,5014!4,5018!4,5023!2,5028!4,5029!4,5030!4,5031!4,5032!4,5033!4,5034!4,5035!4,5040!5,5041!5,5042!5,5043!5,5044!5,5055!4,5063!2,5064!4,5066!4|InterfaceName:z StatusCode:win32
#5003!4|InterfaceName:z CertificateCN:z Preference
#5007!2,5026!5,5027!5,5047!5,5048!5,5049!5,5050!5,5051!5,5052!5,5053!5,5054!5,5106!5,5107!5,5108!5,5109!5,5110!5,5112!5,5113!5,5114!5|Object:ptr FileName:az LineNumber
#5015!4,5017!4|InterfaceIndex Address:z Added:bool LimitedConnectivity:bool
#5016!4|GlobalIpv6AddressCount Ipv4Connectivity:bool Ipv6Connectivity:bool CorpConnectivity:bool
#5019!4,5020!4|DueTime
#5021!4|NetworkGuid:guid Added:bool
#5022!4|CurrentTeredoProtocolState
#5024!5|PacketType TargetAddress:z Prefix:z DefaultRouter:bool
#5036!4,5037!4,5038!4,5039!4|InterfaceName:z Address:z
#5045!4,5046!5|InterfaceName:z DestinationAddress:z
#5061!4|WmiNotificationType InterfaceName:z
#5065!5|InterfaceName:z ProxyAccessType Proxy:z ProxyBypass:z
#5067!4|ClientContext:ptr TargetAddress:z
#5068!4|Value:ptr
#5100!4,5101!4|AddrLength ClientIP:bin[AddrLength] QuestionName:z QueryReceiveInterface:z QuerySendInterface:z DnsStatus
#5102!4|AddrLength ClientIP:bin[AddrLength] QuestionName:z TranslatedIPv4Address
#5104!4|AddrLength ClientIP:bin[AddrLength] QuestionName:z IPv4Address IPv6Address:sock[AddrLength]
#5105!2,5115!5,5116!5,5117!5,5118!5,5119!5,5120!5,5121!5,5122!5,5123!5,5124!5,5125!5,5126!5,5127!5,5128!5,5129!5,5130!5,5131!5,5132!5,5133!5,5509!5,5511!5,5513!5,5518!5|Object:ptr Message:z Value
#5111!5|Object:ptr FileName:az LineNumber Object2:ptr
#5301!4,5403!2|Action:z Status:win32
#5302!4,5303!4|Count
#5304!4|NetworkID:guid
#5401!4,5402!4|Reason:z Event@IPHLPSVC_ETW_PROXYMGR_CLIENT_EVENT
#5501!4|SiteSelectionMethod SiteName:z IphttpsProfileName:z TeredoServerIp AddrLength SiteIpv6Address:sock[AddrLength] AdSiteName:z CorporateRanges:z
#5502!4|AdSiteName:z Status:win32
#5503!4|AddrLength Prefix:bin[AddrLength] PrefixLength Status:win32
#5504!4|IphttpsProfileName:z Status:win32
#5505!4|TeredoServerIp Status:win32
#5506!4|SiteName:z
#5508!4|SortingSiteName:z SortingMetric AddressFamily ProbingSiteName:z
#5512!5|AddrLength Prefix:bin[AddrLength]
#5514!5|SiteUrl:z Timestamp:u64
#5515!5|SiteUrl:z ErrorCode Timestamp:u64
#5517!5|SiteUrl:z ErrorCode HttpStatus Timestamp:u64
#5607!4|SiteName:z Delay:u64
#5657!2|ErrorMessage:z ErrorCode`;
