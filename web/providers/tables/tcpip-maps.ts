/** Value texts of Microsoft-Windows-TCPIP, in the notation of table-text.ts. */
export const TCPIP_MAPS = `@TCPIP_ADDRESS_FAMILY_TYPE
2:IPV4
23:IPV6
@TCP_CONNECTION_STATE
0:ClosedState|ListenState|SynSentState|SynRcvdState|EstablishedState|FinWait1State|FinWait2State|CloseWaitState|ClosingState|LastAckState|TimeWaitState
@TCP_TIMER_TYPE
0:RetransmitTimer|ConnectTimer|DelAckTimer|PushTimer|KeepAliveTimer|DisconnectTimer|SwsTimer|ReassemblyRateTimer|SynOrRstValidationTimer|SynOrRstValidationTimer
@TCPIP_BOOLEAN
0:FALSE|TRUE
@TCP_CONNECTION_OFFLOAD_STATE
0:TcpConnectionOffloadStateInHost
2:TcpConnectionOffloadStateOffloaded
@TCP_OPTION_TYPE
0:TCP_OFFLOAD_NO_PREFERENCE|TCP_OFFLOAD_NOT_PREFERRED|TCP_OFFLOAD_PREFERRED|TCP_KEEPALIVE|TCP_MAXSEG|TCP_MAXRT|TCP_STDURG|TCP_NOURG|TCP_ATMARK|TCP_NOSYNRETRIES|TCP_TIMESTAMPS|TCP_OFFLOAD_PREFERENCE|TCP_CONGESTION_ALGORITHM|TCP_DELAY_FIN_ACK
@TCP_SO_OPTION_TYPE
1:SO_DEBUG|SO_ACCEPTCONN
4:SO_REUSEADDR
8:SO_KEEPALIVE
16:SO_DONTROUTE
32:SO_BROADCAST
64:SO_USELOOPBACK
128:SO_LINGER
256:SO_OOBINLINE
4097:SO_SNDBUF|SO_RCVBUF
12290:SO_CONDITIONAL_ACCEPT|SO_PAUSE_ACCEPT|SO_COMPARTMENT_ID|SO_RANDOMIZE_PORT|SO_PORT_SCALABILITY
@TCPIP_IP_DAD_STATE
0:NldsInvalid|NldsTentative|NldsDuplicate|NldsDeprecated|NldsPreferred
@TCPIP_Protocol
4:-
6:(Ignore IPv4 address), IPv6 address =
@TCPIP_IP_IF_STATUS
1:Operational|Unoperational
4:Unknown|Dormant
@TCPIP_TCP_DELIVERY_STATE
0:Indicate|Pend|Satisfy
@TCPIP_IP_PHYSICALMEDIUM_TYPE
0:NdisPhysicalMediumUnspecified|NdisPhysicalMediumWirelessLan|NdisPhysicalMediumCableModem|NdisPhysicalMediumPhoneLine
5:NdisPhysicalMediumDSL
7:NdisPhysicalMedium1394|NdisPhysicalMediumWirelessWan|NdisPhysicalMediumNative802_11|NdisPhysicalMediumBluetooth|NdisPhysicalMediumInfiniband|NdisPhysicalMediumWiMax
14:NdisPhysicalMedium802_3|NdisPhysicalMedium802_5|NdisPhysicalMediumIrda|NdisPhysicalMediumWiredWAN
@TCPIP_Transport_Protocol
0:Unknown (Header corrupt / not parsed)|ICMP|IGMP
6:TCP
17:UDP
43:ROUTING|FRAGMENT
47:GRE
50:ESP|AH
58:ICMPV6
256:Unknown
@TCPIP_SLOW_PATH_REASON
0:IP checksum offload not computed|TCP checksum offload not computed|UDP checksum offload not computed|Header not aligned on 4-byte boundary|IP fragmentation|Source address is not unicast|Destination address is not unicast|Ethernet and IP header not contiguous|IP options present|ESP over UDP|Upper headers not contiguous|WFP filters present|Nexthop is unavailable|Path invalidated by a policy change|Promiscuous count of the DHCP address is not zero|ECN was not negotiated|Session state is not compatible|TCP options present|UDP IPv6 checksum absent in packet|Packet is for a loopback interface|Packet is from a Raw Socket|TL Ancillary headers present|NL Ancillary headers present|Type of Service present|IpSec headers present|Interface is not Ethernet|Nbl check failed|Destination address is unknown|Loopback inspect failed|Next header is no transport of the fast path|IP packet length is invalid|IP version is invalid
@TCP_WSD
0:Failed to allocate the WSD cache|Failure initializing PnP work queue|Failed to get persistent parameters|Rejected persistent parameters|qualified profile|qualified destination|sample collection completion|idle time expiration|allocation|new sample request|configuration change
@TCP_WSD_CACHE_ENTRY_STATE
0:Idle|ProbingWs|ProbeWait|ProbingWithoutWs|RecordWait|EreQualified|Qualified
@TCPIP_TRANSPORT_PACKET_DROP_REASON
1:Destination is multicast|Header is invalid|Checksum is invalid|Transport endpoint was not found|Connected path error|Session state error
@TCPIP_NETWORK_PACKET_DROP_REASON
1:Bad source address|Not locally destined|Protocol unreachable|Port unreachable|Bad length|Malformed Header|No route available|Beyond scope|Inspection drop|Too many decapsulations|Administratively prohibited|Bad checksum
128:Hop limit exceeded|Address unreachable
258:Fragment MTU exceeded|Buffer Length Exceeded|Address Resolution Timeout|Address Resolution Failure|IPsec failure|Extension Headers Failure|Allocation Failure|IPSNPI Client Drop|Unsupported Offload|Routing Failure|Ancillary Data Failure|Raw Data Failure|Session State Failure|IPSNPI Allocation Failure|IPSNPI Modified But Not Forwarded|IPSNPI No Next Hop Specified|IPSNPI Compartment Not Found|IPSNPI Interface Not Found|IPSNPI Subinterface Not Found|IPSNPI Interface disabled|IPSNPI Segmentation Failed|IPSNPI No Ethernet Header|IPSNPI Unexpected Fragment|IPSNPI Unsupported Interface Type
@TCPIP_TEMPLATE_TYPE
0:TcpTemplateTypeInternet|TcpTemplateTypeDatacenter|TcpTemplateTypeCompat|TcpTemplateTypeDatacenterCustom|TcpTemplateTypeInternetCustom
6:TcpTemplateTypeDefault|TcpTemplateTypeAutomatic
@TCP_CONGESTION_ALGORITHM
0:Default|NewReno|CTCP|DCTCP|LEDBAT|CUBIC|CcmDctcp
@TCPIP_PROPERTY
0:Disabled|Enabled
@TCPIP_OFFLOAD_FAILURE_REASON
0:No Failure|Unknown|System Policy|NIC Capacity Reached|System Low On Memory|WFP driver / Stream inspection|Weak Host Model Enabled|Forwarding Enabled|Hardware capability|NDIS filter/NIC property
@TCPIP_LOOPBACK_FASTPATH_FAIL_REASON
0:Option not set at both ends|Filter policy on the connection
@TCPIP_AF
2:IPv4
23:IPv6
@TCPIP_RSS_BINDING_NOTIFICATION
0:unbind|bind|port change
@TCPIP_RSS_ADDING
0:removing|adding
@TCPIP_RSS_SETTING_VALUE
1000:none|receive hash|receive scale|enabled|disabled
@TCPIP_RSS_BINDING_CAPABILITY
0:not available|available|available on ports
@TCPIP_NDKPI_COMPLETION_TYPE
0:Async|Inline
@TCPIP_NDKPI_OBJECT_TYPE
0:Undefined|Adapter|QP|CQ|MR|MW|PD|SharedEndpoint|Connector|Listener|SRQ|Max
@TCPIP_NDKPI_CQ_ARM_TYPE
0:NotifyErrors|NotifyAny|NotifySolicited
@TCPIP_NDKPI_TOKEN_TYPE
0:Local|Remote|Privileged
@TCPIP_NDKPI_SOCKADDR_TYPE
0:Local|Remote
@TCPIP_SILENT_MODE_EVENT
0:Enabled|Send request dropped|Receive dropped|Disconnect request dropped|Reset dropped
@TCP_NOTIFICATION_CHANNEL_STATUS
0:Invalid|Software Slot allocated|Hardware Slot allocated|Policy error|system error
@TCP_REPARTITION_EVENT_TYPE
0:Processor Add|Power Source Change
@TCPIP_COMPONENT
0:IP|TCP
@TCPIP_NEIGHBOR_STATE
0:Unreachable|Incomplete|Probe|Delay|Stale|Reachable|Permanent|Maximum
@TCPIP_NEIGHBOR_EVENT
0:Map|Configure|TlSuspectsReachability|TlConfirmsReachability|NaConfirmsReachability|ProbeReachability|DadSolicitation|NewDlAddress|TriggerNud|Resolve|Timeout|Sending neighbor solicitation|Received neighbor solicitation|Sending neighbor advertisement|Received neighbor advertisement|Sending router solicitation|Received router solicitation|Sending router advertisement|Received router advertisement
@TCPIP_NDKPI_OPERATION_TYPE
1:Receive|Send
4:FastRegister
8:Bind
16:Invalidate
32:Read
64:Write
32769:ReceiveAndInvalidate
@UDP_ENDPOINT_STATE
0:Not Activated|Activated
@TCPIP_IP_WOL_EVENT
0:CreateWolContext|DeleteWolContext|SetWolContext|ClearWolContext|WolContextEvicted|AddWolAddress|RemoveWolAddress
@TCPIP_RSC_EVENT
0:Init|StatusIndication|GlobalSetting|Forwarding|IncompatibleCallout
@IP_SOURCE_ADDRESS_PREFERENCE_RULE
16:Prefer Same Address
32:Prefer Appropriate Scope
48:Avoid Deprecated Addresses
64:Prefer Home Addresses
80:Prefer Outgoing Interface|Prefer next hop addresses
96:Prefer Matching Label
112:Prefer Temporary Addresses|System preference|Prefer longest match with next hop
128:Prefer Longest Matching Prefix
@TCPIP_Path_Direction
0:Send|Receive
@TCP_TAIL_LOSS_PROBE_EVENT
1:TimerArmed|TimerFired|Failed
@TCP_FASTOPEN_STATE
0:TcpFastopenOff|TcpFastopenAccepting|TcpFastopenServerSendingCookie|TcpFastopenServerSentCookie|TcpFastopenNegotiate|TcpFastopenAttempt|TcpFastopenNegotiateSuccess|TcpFastopenAttemptSuccess|TcpFastopenCookieRollover|TcpFastopenFailed|TcpFastopenFailedBlocklist|TcpFastopenServerAcceptSuccess|TcpFastopenServerAcceptTimeout|TcpFastopenServerAcceptSendData|TcpFastopenFailedSimultaneousConnect|TcpFastopenFailedInvalidCookie|TcpFastopenFailedSynTimeout|TcpFastopenFailedTimeout|TcpFastopenFailedReset|TcpFastopenFallback|TcpFastopenCookieRequestDeclined|TcpFastopenFailedSuddenRttIncrease|TcpFastopenFailedSynAckWithCookieRequest|TcpFastopenFailedNoNextHop
@ICMPV4V6_TYPE
0:Echo Reply|Destination Unreachable|Packet Too Big|Destination Unreachable(v4)/Time Exceeded(v6)|Source Quench(v4)/Parameter Problem(v6)|Redirect
8:Echo Request|Router Advertisement|Router Solicitation|Time Exceeded|Parameter Problem|Timestamp Request|Timestamp Reply
17:Address Mask Request|Address Mask Reply
128:Echo Request|Echo Reply|Multicast Listener Query|Multicast Listener Report|Multicast Listener Done|Router Solicitation|Router Advertisement|Neighbor Solicitation|Neighbor Advertisement|Redirect Message
143:Multicast Listener Discovery
256:Not Parsed
@ICMP_PACKET_DROP_REASON
0:General failure|Truncated header|Invalid checksum|Inspection drop|Rejecting loopback neighbor discovery|Unknown type/code|Truncated IP header|Oversized IP header|No handler|Not responding with error for error|Invalid source|Interface rate limit|Path rate limit|No route|No matching request|Buffer too small|Failed to obtain ancillary data|Incorrect hop limit|Unknown code|Source not linklocal|Truncated ND header|Invalid ND option SourceLinkAddr|Invalid ND option MTU|Invalid ND option PrefixInformation|Invalid ND option RouteInformation|Invalid ND option RDNSS|Invalid ND option DNSSL|Packet parsing failure
@TCPIP_TIMER_STATE
0:Periodic|Aperiodic
@IP_INTERFACE_DOMAIN_NETWORK_LOCATION
0:Remote|Link
@IP_INTERFACE_INTERNET_CONNECTIVITY_STATUS
0:NoInternetConnectivity|NoInternetDnsResolutionSucceeded|InternetConnectivityDetected
4294967295:InternetConnectivityUnknown
@IP_NEIGHBOR_CHANGE_NOTIFY_REASON
0:NeighborAddition|NeighborDeletion|NeighborUnreachable|NeighborReachable|NeighborAddressUpdate
@IP_ROUTE_STATE
0:Alive|Dead|Probe
@FEATURE_FALLBACK_INDEX
0:TCP Fastopen
@IP_ROUTER_INFORMATION_CHANGE_NOTIFY_REASON
1:RA DNS information change
@IP_ROUTE_ORIGIN
0:Manual|WellKnown|DHCP|RouterAdvertisement|6to4
@INET_INSPECT_ACTION
0:Drop|Allow|Pend|DropAndSendIcmp
@INET_INSPECT_PORT_ACTION
0:Allow|Deny|Authorize|RetryWithHint
@TCPIP_INTERFACE_CONFIG_CHANGE_EVENT
0:Received Router Advertisement|AdminConfigured|NetworkProperty
@IP_INTERFACE_NETWORK_CATEGORY
0:Unknown|Public|Private|Domain
@TCP_CUBIC_HYSTART_STATE
0:NotFound|Found|Done
@UDP_OFFLOAD_FAILURE_REASON
1:Incompatible next hop|SegmentSize is larger than MTU|Raw listeners on path|IP extension headers present|Exceeds hardware capabilities|Incompatible inspection callout
@SOCKET_OPT_LEVEL
0:IPPROTO_IP
41:IPPROTO_IPV6
65535:SOL_SOCKET
@SOCKET_IOCTL
1074033791:SIO_GET_INTERFACE_LIST
2147775612:SIO_GET_MULTICAST_FILTER|SIO_SET_MULTICAST_FILTER|SIOCSMSFILTER|SIOCGMSFILTER
2281701385:SIO_MULTIPOINT_LOOPBACK|SIO_MULTICAST_SCOPE
2550136833:SIO_RCVALL|SIO_RCVALL_MCAST|SIO_RCVALL_IGMPMCAST
2550136845:SIO_RCVALL_MCAST_IF|SIO_RCVALL_IF
3355443225:SIO_ADDRESS_LIST_SORT
@SESSION_MULTICAST_OPERATION_TYPE
1:join group|leave group|join group and add source|leave group and drop source|block source|unblock source|set filter
@TCPIP_IP_MULTICAST_INFO
1:Session state created|Session state exists already|Sources added|Sources removed|Group state updated, report follows|Not modifying multicast group state|Updated multicast discovery version
@TCPIP_IP_REASSEMBLY_WFP
0:WFP context to the fragment|WFP context moved to the reassembly
@TCPIP_IP_GROUP_CHANGE_AT_FL
0:leave|join
@IP_INVALID_ANCILLARY_DATA_REASON
1:Message length is not long enough|Shorter than the message header|Invalid message type|Invalid message level|Invalid data length for this option|Invalid hop limit value|Invalid type of service value|Invalid hop-by-hop options|Invalid routing header|Invalid ECN field value
@IP_INVALID_IPV4_OPTION_REASON
1:Invalid option|Invalid option length|Shorter than the option header|Buffer shorter than the option|Shorter than the option minimum|Option list not integral|Invalid alignment|Invalid flags|Option repeated or in an invalid combination|Invalid pointer value|Invalid address value
@IPV4_OPTION_TYPE
0:End of list|No operation
7:Record route
68:Timestamp
130:Security|Loose source route
136:Stream ID|Struct source route
148:Router alert|Multi-destination
@IPV6_OPTION_TYPE
0:Single byte pad|Multiple byte pad
4:Tunnel limit|Router alert
192:Jumbogram|NSAP address
@IP_INVALID_PKTINFO_OPTION_REASON
1:Message length is not long enough|Shorter than the message header|Invalid message level|Invalid IP_PKTINFO_EX option length|Invalid option length|Interface not found|Scope of another interface|Address not found
@TCPIP_AoAcFailFastRequestType
0:TCP connect|TCP send|UDP send|RAW send
@TCPIP_MEDIA_CONNECT_STATE
0:Unknown|Connected|Disconnected`;
