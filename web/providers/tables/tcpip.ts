import { TCPIP_MAPS } from "./tcpip-maps.js";

/** Layouts of Microsoft-Windows-TCPIP, in the notation of table-text.ts. */
export const TCPIP = `2f07e2ee-15db-40f1-90ef-9d7ba282188a Microsoft-Windows-TCPIP
${TCPIP_MAPS}
#1001!4 TcpEndpointCreation|Status:nts Endpoint:ptr AddressFamily@TCPIP_ADDRESS_FAMILY_TYPE Pid:pid
#1002!4 TcpRequestConnect,1015!2 TcpAcceptListenerInsertionFailure|Tcb:ptr LocalAddressLength LocalAddress:sock[LocalAddressLength] RemoteAddressLength RemoteAddress:sock[RemoteAddressLength] NewState@TCP_CONNECTION_STATE RexmitCount
#1003!4 TcpInspectConnectComplete,1089!4 TcpConnectTcbFailedActiveConnect,1162!5 TcpCTcpDelayWndwInactive|Tcb:ptr Status:nts AddressFamily@TCPIP_ADDRESS_FAMILY_TYPE
#1004!4 TcpTcbSynSend|Tcb:ptr ISN RcvWnd RcvWndScale:u8
#1005!4 TcpBindEndpointResolutionFailure,1006!4 TcpBindEndpointPortFailure,1007!4 TcpBindEndpointInspectionFailure,1008!4 TcpBindEndpointComplete,1009!4 TcpCloseEndpoint,1366!5 TcpDeferPortSelection,1470!4 TcpBindEndpointWakeFailure|LocalAddressLength LocalAddress:sock[LocalAddressLength] Status:nts
#1005.1!2 TcpBindEndpointResolutionFailure,1006.1!2 TcpBindEndpointPortFailure,1007.1!2 TcpBindEndpointInspectionFailure,1008.1!4 TcpBindEndpointComplete,1009.1!4 TcpCloseEndpoint,1470.1!2 TcpBindEndpointWakeFailure|Endpoint:ptr LocalAddressLength LocalAddress:sock[LocalAddressLength] Status:nts
#1010!4 TcpCreateEndpointAfFailure,1011!4 TcpCreateEndpointCompartmentFailure,1012!4 TcpCreateEndpointInspectionFailure,1013!4 TcpCreateEndpointComplete|LocalAddressLength LocalAddress:sock[LocalAddressLength] Status:nts ProcessId:pid CompartmentId AddressFamily@TCPIP_ADDRESS_FAMILY_TYPE
#1010.1!2 TcpCreateEndpointAfFailure,1011.1!2 TcpCreateEndpointCompartmentFailure,1012.1!2 TcpCreateEndpointInspectionFailure,1013.1!4 TcpCreateEndpointComplete|LocalAddressLength LocalAddress:sock[LocalAddressLength] Status:nts ProcessId:pid CompartmentId AddressFamily@TCPIP_ADDRESS_FAMILY_TYPE ProcessStartKey:u64
#1010.1!2 TcpCreateEndpointAfFailure,1011.1!2 TcpCreateEndpointCompartmentFailure,1012.1!2 TcpCreateEndpointInspectionFailure,1013.1!4 TcpCreateEndpointComplete|LocalAddressLength LocalAddress:sock[LocalAddressLength] Status:nts ProcessId:pid CompartmentId AddressFamily@TCPIP_ADDRESS_FAMILY_TYPE ProcessSequenceNumber:u64
#1013.2!4 TcpCreateEndpointComplete|Endpoint:ptr LocalAddressLength LocalAddress:sock[LocalAddressLength] Status:nts ProcessId:pid CompartmentId AddressFamily@TCPIP_ADDRESS_FAMILY_TYPE ProcessStartKey:u64
#1014!4 TcpAccpetListenerRouteLookupFailure,1016!4 TcpAcceptListenerRejected,1017!4 TcpAcceptListenerComplete,1018!4 TcpConnectTcbFailedAf,1019!4 TcpConnectTcbFailedCompartment,1020!4 TcpConnectTcbFailedInspect,1021!4 TcpConnectTcbFailedRoute,1024!4 TcpConnectTcbCheckRateLimit,1027!4 TcpConnectTcbRateLimitRelease,1029!4 TcpConnectTcbCancel,1031!4 TcpConnectTcbProceeding,1032!4 TcpConnectTcbRateLimitCancel,1033!4 TcpConnectTcbComplete,1034!4 TcpConnectTcbFailure,1035!4 TcpConnectTcbFailInspectConnectComplete,1036!4 TcpConnectTcbFailSessionState,1037!4 TcpConnectTcbFailDontFragment,1038!4 TcpCloseTcbRequest,1039!4 TcpAbortTcbRequest,1040!4 TcpAbortTcbComplete,1043!4 TcpDisconnectTcbComplete,1044!4 TcpShutdownTcb,1045!4 TcpConnectTcbTimeout,1046!4 TcpDisconnectTcbRtoTimeout,1047!4 TcpDisconnectTcbKeepaliveTimeout,1048!4 TcpDisconnectTcbTimeout,1049!4 TcpConnectTcbEstatsFailed,1050!4 TcpConnectFailedPortAcquire,1200!4 TcpDisconnectTcbZeroWindowTimeout,1201!4 TcpDisconnectTcbFinWait2Timeout,1468!4 TcpSystemAbortTcb|LocalAddressLength LocalAddress:sock[LocalAddressLength] RemoteAddressLength RemoteAddress:sock[RemoteAddressLength] Status:nts ProcessId:pid Compartment Tcb:ptr
#1014.1!2 TcpAccpetListenerRouteLookupFailure,1016.1!4 TcpAcceptListenerRejected,1017.1!4 TcpAcceptListenerComplete,1018.1!2 TcpConnectTcbFailedAf,1019.1!2 TcpConnectTcbFailedCompartment,1020.1!2 TcpConnectTcbFailedInspect,1021.1!2 TcpConnectTcbFailedRoute,1024.1!4 TcpConnectTcbCheckRateLimit,1027.1!4 TcpConnectTcbRateLimitRelease,1029.1!4 TcpConnectTcbCancel,1031.1!4 TcpConnectTcbProceeding,1032.1!4 TcpConnectTcbRateLimitCancel,1033.1!4 TcpConnectTcbComplete,1034.1!2 TcpConnectTcbFailure,1035.1!2 TcpConnectTcbFailInspectConnectComplete,1036.1!2 TcpConnectTcbFailSessionState,1037.1!2 TcpConnectTcbFailDontFragment,1038.1!4 TcpCloseTcbRequest,1039.1!4 TcpAbortTcbRequest,1040.1!4 TcpAbortTcbComplete,1043.1!4 TcpDisconnectTcbComplete,1044.1!4 TcpShutdownTcb,1045.1!4 TcpConnectTcbTimeout,1046.1!4 TcpDisconnectTcbRtoTimeout,1047.1!4 TcpDisconnectTcbKeepaliveTimeout,1048.1!4 TcpDisconnectTcbTimeout,1049.1!4 TcpConnectTcbEstatsFailed,1050.1!4 TcpConnectFailedPortAcquire,1200.1!4 TcpDisconnectTcbZeroWindowTimeout,1201.1!4 TcpDisconnectTcbFinWait2Timeout,1468.1!4 TcpSystemAbortTcb|LocalAddressLength LocalAddress:sock[LocalAddressLength] RemoteAddressLength RemoteAddress:sock[RemoteAddressLength] Status:nts ProcessId:pid Compartment Tcb:ptr ProcessStartKey:u64
#1014.1!2 TcpAccpetListenerRouteLookupFailure,1016.1!4 TcpAcceptListenerRejected,1017.1!4 TcpAcceptListenerComplete,1018.1!2 TcpConnectTcbFailedAf,1019.1!2 TcpConnectTcbFailedCompartment,1020.1!2 TcpConnectTcbFailedInspect,1021.1!2 TcpConnectTcbFailedRoute,1024.1!4 TcpConnectTcbCheckRateLimit,1027.1!4 TcpConnectTcbRateLimitRelease,1029.1!4 TcpConnectTcbCancel,1031.1!4 TcpConnectTcbProceeding,1032.1!4 TcpConnectTcbRateLimitCancel,1033.1!4 TcpConnectTcbComplete,1034.1!2 TcpConnectTcbFailure,1035.1!2 TcpConnectTcbFailInspectConnectComplete,1036.1!2 TcpConnectTcbFailSessionState,1037.1!2 TcpConnectTcbFailDontFragment,1038.1!4 TcpCloseTcbRequest,1039.1!4 TcpAbortTcbRequest,1040.1!4 TcpAbortTcbComplete,1043.1!4 TcpDisconnectTcbComplete,1044.1!4 TcpShutdownTcb,1045.1!4 TcpConnectTcbTimeout,1046.1!4 TcpDisconnectTcbRtoTimeout,1047.1!4 TcpDisconnectTcbKeepaliveTimeout,1048.1!4 TcpDisconnectTcbTimeout,1049.1!4 TcpConnectTcbEstatsFailed,1050.1!4 TcpConnectFailedPortAcquire,1200.1!4 TcpDisconnectTcbZeroWindowTimeout,1201.1!4 TcpDisconnectTcbFinWait2Timeout,1468.1!4 TcpSystemAbortTcb|LocalAddressLength LocalAddress:sock[LocalAddressLength] RemoteAddressLength RemoteAddress:sock[RemoteAddressLength] Status:nts ProcessId:pid Compartment Tcb:ptr ProcessSequenceNumber:u64
#1022!4 TcpConnectTcbSkipRateLimit,1023!4 TcpConnectTcbPassRateLimit,1026!4 TcpRateLimitPathRelease,1028!4 TcpRateLimitPathCancel|LocalAddressLength LocalAddress:sock[LocalAddressLength] RemoteAddressLength RemoteAddress:sock[RemoteAddressLength] Path:ptr
#1025!4 TcpSecurityRateLimit,1055!3 TcpGlobalSynAttackEntry,1056!3 TcpGlobalReassemblyLimitViolation,1057!3 TcpGlobalConnectionRateLimitViolation,1058!3 TcpGlobalLandAttackSegmentDrop,1063!4 TcpGlobalSynAttackExit|SynAttacksDetected ReassemblyLimitViolations ConnectionRateLimitBacklog ConnectionRateLimitViolations LandAttackSegmentsDropped ConnectionRateLimitDepth
#1030!2 TcpConnectTcbFailInsertion,1182!4 TcpInitiateSynRstValidation,1183!4 TcpConnectTcbFailedRcvdRst,1184!4 TcpConnectionTerminatedRcvdRst,1185!4 TcpConnectionTerminatedRcvdSyn,1186!4 TcpConnectRestransmit,1187!4 TcpDataTransferRestransmit,1364!5 TcpInsertConnectionTuple,1365!5 TcpRemoveConnectionTuple|Tcb:ptr LocalAddressLength LocalAddress:sock[LocalAddressLength] RemoteAddressLength RemoteAddress:sock[RemoteAddressLength] NewState RexmitCount
#1041!4 TcpDisconnectTcbInjectFailed,1156!4 TcpReceiveRequest,1157!4 TcpDeliveryIndicated,1158!4 TcpDeliverySatisfied,1171!5 TcpDeliveryFlush,1172!3 TcpTcbInjectRcvFailure,1173!5 TcpDeliveryInjectingData,1174!3 TcpTcbInjectFinFailure,1175!5 TcpDeliveryAccept,1176!4 TcpDeliveryFin,1178!5 TcpDeliveryPush,1180!5 TcpTcbInjectFinComplete,1181!5 TcpDeliveryCompleting,1190!4 TcpDeliveryDataDropped|Tcb:ptr Delivery:ptr Request:ptr NumBytes:ptr RequestFlags Length:ptr RequestStatus IsUrgentDelivery FullySatisfiedORDelayedPush RcvNxt
#1042!4 TcpDisconnectTcbRequest|Length:ptr Timeout:u64 Injected:z
#1043.2!4 TcpDisconnectTcbComplete|LocalAddressLength LocalAddress:sock[LocalAddressLength] RemoteAddressLength RemoteAddress:sock[RemoteAddressLength] Status:nts ProcessId:pid Compartment Tcb:ptr ProcessStartKey:u64 Inspect:bool
#1051!4 TcpTcbStateChange|OldState NewState SndNxt Tcb:ptr
#1052!4 TcpEndpointAcquirePortReservation,1053!4 TcpEndpointFailedPortReservation,1054!4 TcpGlobalPortReservation|ProcessId:pid Status:nts StartPort:u16 NumberOfPorts:u16
#1052.1!4 TcpEndpointAcquirePortReservation,1053.1!4 TcpEndpointFailedPortReservation,1054.1!4 TcpGlobalPortReservation|ProcessId:pid Status:nts StartPort:u16 NumberOfPorts:u16 ProcessStartKey:u64
#1052.1!4 TcpEndpointAcquirePortReservation,1053.1!4 TcpEndpointFailedPortReservation,1054.1!4 TcpGlobalPortReservation|ProcessId:pid Status:nts StartPort:u16 NumberOfPorts:u16 ProcessSequenceNumber:u64
#1059!3 TcpGlobalIsbBeginThrottle,1060!4 TcpGlobalIsbEndThrottle|HighMemoryEvent HighPagedPoolEvent LowMemoryEvent LowPagedPoolEvent
#1061!4 TcpGlobalAddInterface,1062!4 TcpGlobalDeleteInterface,1403!4 UdpGlobalAddInterface,1404!4 UdpGlobalDeleteInterface,1494!2 IpReassembly|InterfaceIndex AddressFamily@TCPIP_ADDRESS_FAMILY_TYPE
#1064!5 TcpTcbStartTimer,1065!5 TcpTcbStopTimer,1066!5 TcpTcbExpireTimer|Tcb:ptr TimerType@TCP_TIMER_TYPE WaitTimeMilliseconds
#1064.1!5 TcpTcbStartTimer|Tcb:ptr TimerType@TCP_TIMER_TYPE WaitTimeMilliseconds Processor LastInterruptTime:u64 LastMicroseconds:u64 CachedKQPCValues:i64 CachedFrequencyValues:i64
#1064.2!5 TcpTcbStartTimer|Tcb:ptr TimerType@TCP_TIMER_TYPE WaitTimeMilliseconds Processor LastInterruptTime:u64 LastMicroseconds:u64
#1067!4 TcpTcbChangeIsb|IsbSize Cwnd SndWnd SendAvailable SSThresh
#1068!4 TcpRssTableChange|SourceProcessor SourceActivity DestinationProcessor DestinationActivity PartitionMovesRemaining TableEntry:u8
#1069!5 TcpDataTransferTimeout,1070!5 TcpDataTransferRttSample,1071!4 TcpDataTransferCumAck,1072!4 TcpDataTransferDupAck,1073!4 TcpDataTransferSend,1076!4 TcpDataTransferSpuriousTimeout,1077!4 TcpDataTransferRetransmitRound,1082!4 TcpSlowStartToCongestionAvoidance,1087!4 TcpSpuriousRtoDetectionBegin,1088!4 TcpSpuriousRtoDetectionEnd,1091!4 TcpAppSendBufferSize,1098!4 TcpRttResiliencyDetection,1150!4 TcpCtcpDataTransferTimeout,1151!4 TcpCtcpDataTransferCumAck,1152!4 TcpCtcpDataTransferDupAck,1153!5 TcpCtcpDataTransferSend,1155!5 TcpCtcpDataTransferSpuriousTimeout|Tcb:ptr Cwnd SSThresh RttSample NumBytes SeqNo SndUna Round SRTT RTO DWnd BaseRtt DupAckCount
#1074!4 TcpDataTransferReceive|Tcb:ptr NumBytes SeqNo
#1074.1!4 TcpDataTransferReceive|Tcb:ptr NumBytes SeqNo NumPkt
#1075!4 TcpDataTransferEcn,1154!4 TcpCtcpDataTransferEcn|Tcb:ptr Cwnd SSThresh SndUna Mss ThAck DWnd BaseRtt
#1078!4 TcpLossRecoveryEntry,1079!4 TcpLossRecoveryExit,1102!4 TcpZeroWindowProbingBegin,1103!4 TcpZeroWindowProbingEnd,1188!4 TcpConnectionKeepAlive,1198!5 TcpReassemblyEntry,1199!5 TcpReassemblyExit|Tcb:ptr SndUna SndMax
#1080!4 TcpLossRecoverySackEntry,1081!4 TcpLossRecoverySackExit,1196!4 TcpBhDetectFullSizeAck,1197!4 TcpFlushSack,1204!4 TcpReassemblyFlush|Tcb:ptr SndUna SndMax Reason:z IsSack@TCPIP_BOOLEAN
#1084!4 TcpBlackHoleDetectionEntry,1085!4 TcpBlackHoleDetectionExit,1086!4 TcpBlackHoleDetectionFailed|Tcb:ptr BHMSS OriginalMSS TraceString:z
#1090!5 TcpReleaseIndication|NBL:ptr
#1092!5 TcpAutoTuningBegin,1093!5 TcpAutoTuningEnd,1094!4 TcpAutoTuningFailedRttEstimation,1095!4 TcpAutoTuningFailedBandwidthEstimation,1096!4 TcpAutoTuningFailedAllocationFailure,1097!4 TcpAutoTuningChangeRcvBufferSize|LocalAddressLength LocalAddress:sock[LocalAddressLength] RemoteAddressLength RemoteAddress:sock[RemoteAddressLength] BufferSize
#1099!4 TcpConnectionOffloadStateChange|TcbState OcbState@TCP_CONNECTION_OFFLOAD_STATE SndNxt RcvNxt Tcb:ptr Status:nts
#1100!4 TcpSwsAvoidanceBegin,1101!5 TcpSwsAvoidanceEnd|Tcb:ptr TimerValue BytesToSend:ptr SendAvailable Cwnd MaxSndWnd:ptr
#1104!4 TcpSetTcpOption,1105!4 TcpSetTcpSoOption|Tcb:ptr OptionType@TCP_OPTION_TYPE SoOptionType@TCP_SO_OPTION_TYPE
#1106!4 TcpMediaDisconnect,1136!4 FramingNdisPause,1137!4 FramingNdisRestart,1321!4 TcpipMediaConnect,1322!4 TcpipLimitedLinkConnectivity,1323!4 TcpipLimitedLinkConnectivity|InterfaceIndex TraceString:az
#1106.1!4 TcpMediaDisconnect,1136.1!4 FramingNdisPause,1137.1!4 FramingNdisRestart,1321.1!4 TcpipMediaConnect,1322.1!4 TcpipLimitedLinkConnectivity,1323.1!4 TcpipLimitedLinkConnectivity|InterfaceIndex TraceString:az CompartmentId
#1107!4 TcpModuleStarted,1108!4 TcpModuleStopped|ModuleNameString:z
#1109!2 TcpMemoryFailures|AllocationObjectString:z
#1110!4 TcpGlobalParameters|AddressFamily@TCPIP_ADDRESS_FAMILY_TYPE EnablePMTUDiscovery:u8 TcpUseRFC1122UrgentPointer:u8 DisableTaskOffload:u8 EnablePMTUBHDetect:u8 DisableTcpChimneyOffload:u8 DisableRss:u8 EcnCapability:u8 TcpMaxDataRetransmissions:u8 KeepAliveTime KeepAliveInterval TcpTimedWaitDelay SillyWindowTimeout TcpFinWait2Delay CongestionAlgorithm:u8 Tcp1323Opts:u8 AutoTuningLevelLocal AutoTuningLevelGroupPolicy
#1111!5 TcpLso|Tcb:ptr BytesInSegment BytesRemaining
#1112!4 TcpConnectionOffloadStatus,1113!5 TcpConnectionOffloadPmax|Tcb:ptr Status:nts Interface PMax
#1114!4 IpDadSuccessful,1115!3 IpDadFailed,1116!4 IpDadStarted,1127!4 IpAddressAdded,1128!4 IpAddressDeleted,1138!4 IpAddressStatePreferred,1139!4 IpAddressStateNonPreferred|Interface Protocol:az DadState@TCPIP_IP_DAD_STATE DlAddrLength DLAddress:sock[DlAddrLength] IpAddrLength IPv4Address:ip4 IPv6Address:sock[IpAddrLength] IPProtocol@TCPIP_Protocol
#1114.1!4 IpDadSuccessful,1115.1!3 IpDadFailed,1116.1!4 IpDadStarted,1127.1!4 IpAddressAdded,1128.1!4 IpAddressDeleted|Interface Protocol:az DadState@TCPIP_IP_DAD_STATE DlAddrLength DLAddress:sock[DlAddrLength] IpAddrLength IPv4Address:ip4 IPv6Address:sock[IpAddrLength] IPProtocol@TCPIP_Protocol CompartmentId
#1117!4 TcpListenerActivationFailedAf,1118!4 TcpListenerActivationFailedCompartment,1119!4 TcpListenerActivationFailedInspection1,1120!4 TcpListenerActivationFailedInspection2,1121!4 TcpListenerBindFailedResolution,1122!4 TcpListenerBindFailedPort,1123!4 TcpListenerActivated,1124!4 TcpListenerUnbound|Listener:ptr AddressLength SocketAddress:sock[AddressLength] Status:nts ProcessId:pid CompartmentId AddressFamily@TCPIP_ADDRESS_FAMILY_TYPE
#1117.1!4 TcpListenerActivationFailedAf,1118.1!4 TcpListenerActivationFailedCompartment,1119.1!4 TcpListenerActivationFailedInspection1,1120.1!4 TcpListenerActivationFailedInspection2,1121.1!4 TcpListenerBindFailedResolution,1122.1!4 TcpListenerBindFailedPort,1123.1!4 TcpListenerActivated,1124.1!4 TcpListenerUnbound|Listener:ptr AddressLength SocketAddress:sock[AddressLength] Status:nts ProcessId:pid CompartmentId AddressFamily@TCPIP_ADDRESS_FAMILY_TYPE ProcessStartKey:u64
#1117.1!4 TcpListenerActivationFailedAf,1118.1!4 TcpListenerActivationFailedCompartment,1119.1!4 TcpListenerActivationFailedInspection1,1120.1!4 TcpListenerActivationFailedInspection2,1121.1!4 TcpListenerBindFailedResolution,1122.1!4 TcpListenerBindFailedPort,1123.1!4 TcpListenerActivated,1124.1!4 TcpListenerUnbound|Listener:ptr AddressLength SocketAddress:sock[AddressLength] Status:nts ProcessId:pid CompartmentId AddressFamily@TCPIP_ADDRESS_FAMILY_TYPE ProcessSequenceNumber:u64
#1127.2!4 IpAddressAdded|Interface Protocol:az DadState@TCPIP_IP_DAD_STATE DlAddrLength DLAddress:sock[DlAddrLength] IpAddrLength IPv4Address:ip4 IPv6Address:sock[IpAddrLength] IPProtocol@TCPIP_Protocol CompartmentId PrefixOrigin SuffixOrigin
#1130!4 FramingIfOperStatus|Interface OperationalStatus@TCPIP_IP_IF_STATUS Status:u64
#1130.1!4 FramingIfOperStatus|Interface OperationalStatus@TCPIP_IP_IF_STATUS Status:u64 CompartmentId
#1144!4 IpInterfacePropertyChange|Interface Advertise AdvertiseDefaultRoute Forward ForwardMulticast UseNud AdvertisingEnabled
#1144.1!4 IpInterfacePropertyChange|Interface Advertise AdvertiseDefaultRoute Forward ForwardMulticast UseNud AdvertisingEnabled WeakHostSend WeakHostReceive CompartmentId AddressFamily@TCPIP_ADDRESS_FAMILY_TYPE
#1144.2!4 IpInterfacePropertyChange|Interface Advertise AdvertiseDefaultRoute Forward ForwardMulticast UseNud AdvertisingEnabled WeakHostSend WeakHostReceive CompartmentId AddressFamily@TCPIP_ADDRESS_FAMILY_TYPE StrictSourceForwarding
#1145!4 IpRouteCreated,1146!4 IpRouteDeleted,1147!4 IpRoutePropertyChange|Route:ptr Interface DestinationPrefixAddressLength NextHopAddressLength Protocol:az DestinationPrefixLength DestinationPrefix:bin[DestinationPrefixAddressLength] NextHopAddress:sock[NextHopAddressLength] ValidLifetime:u64 PreferredLifetime:u64 Metric Loopback AutoconfigureAddress Publish Immortal IPv4DestinationPrefix IPv4NextHopAddress:ip4 IPProtocol@TCPIP_Protocol IPUnicastroutedeletionreason
#1145!4 IpRouteCreated,1146!4 IpRouteDeleted,1147!4 IpRoutePropertyChange|Route:ptr Interface DestinationPrefixAddressLength NextHopAddressLength Protocol:az DestinationPrefixLength DestinationPrefix:bin[DestinationPrefixAddressLength] NextHopAddress:sock[NextHopAddressLength] ValidLifetime:u64 PreferredLifetime:u64 Metric Loopback AutoconfigureAddress Publish Immortal IPv4DestinationPrefix IPv4NextHopAddress:ip4 IPProtocol@TCPIP_Protocol
#1145.1!4 IpRouteCreated,1146.1!4 IpRouteDeleted,1147.1!4 IpRoutePropertyChange|Route:ptr Interface CompartmentId DestinationPrefixAddressLength DestinationPrefix:bin[DestinationPrefixAddressLength] NextHopAddressLength NextHopAddress:sock[NextHopAddressLength] DestinationPrefixLength ValidLifetime:u64 PreferredLifetime:u64 Metric Loopback AutoconfigureAddress Publish Immortal IPUnicastroutedeletionreason
#1148!5 IpNeighborUnreachable,1149!5 IpNeighborReachable|Interface DlAddrLength DlAddress:bin[DlAddrLength] IpAddrLength IPv4Address:ip4 IPv6Address:sock[IpAddrLength] IPProtocol@TCPIP_Protocol
#1159!4 TcpSendPosted,1160!5 TcpSendTransmitted,1161!5 TcpSendAdvance,1426!5 TcpSendComplete|Tcb:ptr Injected:z NumBytes SndNxt
#1159.1!4 TcpSendPosted|Tcb:ptr Injected:z NumBytes SndNxt SendAvailable ActivityID:ptr
#1159.2!4 TcpSendPosted|Tcb:ptr Injected:z NumBytes SndNxt SendAvailable ActivityID:ptr SndLimBytesSnd:u64 SndLimBytesRwin:u64 SndLimBytesCwnd:u64 CWnd SRtt LossRecoveryEpisodes RtoEpisodes PtoEpisodes
#1161.1!5 TcpSendAdvance|Tcb:ptr Injected:z NumBytes SndNxt SendAvailable
#1163!5 TcpCTcpAssignedBlocks|AssignedBlocks AllocatedBlocks
#1164!5 TcpCTcpCongestionWndw|Tcb:ptr DWnd PrevDWnd BaseRtt AvgRtt Cwnd DiffWnd DwndIncrement
#1165!5 TcpCTcpGamma|Tcb:ptr Gamma AverageBacklog AverageBacklogAcrossLFP
#1166!5 TcpSrttMeasurementStarted,1167!4 TcpSrttMeasurementComplete,1168!5 TcpSrttMeasurementCancelled|Tcb:ptr SeqNum Tick RttSample NewSrtt
#1169!4 UdpEndpointSendMessages,1170!4 UdpEndpointReceiveMessages|Endpoint:ptr NumMessages NumBytes LocalSockAddrLength LocalSockAddr:sock[LocalSockAddrLength] RemoteSockAddrLength RemoteSockAddr:sock[RemoteSockAddrLength] Pid:pid
#1169.1!4 UdpEndpointSendMessages,1170.1!4 UdpEndpointReceiveMessages|Endpoint:ptr NumMessages NumBytes LocalSockAddrLength LocalSockAddr:sock[LocalSockAddrLength] RemoteSockAddrLength RemoteSockAddr:sock[RemoteSockAddrLength] Pid:pid ProcessStartKey:u64
#1189!5 TcpDeliveryStateChange|Tcb:ptr Delivery:ptr OldDeliveryState@TCPIP_TCP_DELIVERY_STATE NewDeliveryState
#1191!4 TcpAcquirePort,1192!4 TcpAcquireWeakRefPort,1193!4 TcpReleasePort,1194!4 TcpReplacePort,1195!4 TcpAssignedWeakReferencePort|PortAcquirer:ptr PortNumber:u16 WeakReference OriginalAcquirer:ptr
#1202!4 IpInterfaceRundown,1203!4 IpInterfaceSpeedChange|IfIndex LinkSpeed:u64 IPProtocol@TCPIP_Protocol IPv4Address:ip4 IpAddrLength IPv6Address:sock[IpAddrLength] PhysicalMediumType@TCPIP_IP_PHYSICALMEDIUM_TYPE
#1202.1!4 IpInterfaceRundown,1203.1!4 IpInterfaceSpeedChange|IfIndex CurrLinkSpeed:u64 IPProtocol@TCPIP_Protocol IPv4Address:ip4 IpAddrLength IPv6Address:sock[IpAddrLength] PhysicalMediumType@TCPIP_IP_PHYSICALMEDIUM_TYPE CompartmentId OldLinkSpeed:u64
#1202.2!4 IpInterfaceRundown|IfIndex CurrLinkSpeed:u64 IPProtocol@TCPIP_Protocol IPv4Address:ip4 IpAddrLength IPv6Address:sock[IpAddrLength] PhysicalMediumType@TCPIP_IP_PHYSICALMEDIUM_TYPE CompartmentId OldLinkSpeed:u64 NetworkCategory@IP_INTERFACE_NETWORK_CATEGORY
#1202.3!4 IpInterfaceRundown|IfIndex CurrLinkSpeed:u64 IPProtocol@TCPIP_Protocol IPv4Address:ip4 IpAddrLength IPv6Address:sock[IpAddrLength] PhysicalMediumType@TCPIP_IP_PHYSICALMEDIUM_TYPE CompartmentId OldLinkSpeed:u64 NetworkCategory@IP_INTERFACE_NETWORK_CATEGORY Metric Connected InternetConnectivityStatus Flags:u64
#1202.4!4 InterfaceRundown|IfIndex CurrLinkSpeed:u64 IPProtocol@TCPIP_Protocol IPv4Address:ip4 IpAddrLength IPv6Address:sock[IpAddrLength] PhysicalMediumType@TCPIP_IP_PHYSICALMEDIUM_TYPE CompartmentId OldLinkSpeed:u64 NetworkCategory@IP_INTERFACE_NETWORK_CATEGORY Metric Connected InternetConnectivityStatus Flags:u64 IsolationId
#1202.5!4 InterfaceRundown|IfIndex CurrLinkSpeed:u64 IPProtocol@TCPIP_Protocol IPv4Address:ip4 IpAddrLength IPv6Address:sock[IpAddrLength] PhysicalMediumType@TCPIP_IP_PHYSICALMEDIUM_TYPE CompartmentId OldLinkSpeed:u64 NetworkCategory@IP_INTERFACE_NETWORK_CATEGORY Metric Connected InternetConnectivityStatus Flags:u64 IsolationId NlMtu
#1202.6!4 InterfaceRundown|IfIndex CurrLinkSpeed:u64 IPProtocol@TCPIP_Protocol IPv4Address:ip4 IpAddrLength IPv6Address:sock[IpAddrLength] PhysicalMediumType@TCPIP_IP_PHYSICALMEDIUM_TYPE CompartmentId OldLinkSpeed:u64 NetworkCategory@IP_INTERFACE_NETWORK_CATEGORY Metric Connected InternetConnectivityStatus Flags:u64 IsolationId NlMtu ForwardingTag
#1203.2!4 IpInterfaceSpeedChange|IfIndex CurrLinkSpeed:u64 IPProtocol@TCPIP_Protocol IPv4Address:ip4 IpAddrLength IPv6Address:sock[IpAddrLength] PhysicalMediumType@TCPIP_IP_PHYSICALMEDIUM_TYPE CompartmentId OldLinkSpeed:u64 ReceiveLinkSpeed:u64 MediaConnectState@TCPIP_MEDIA_CONNECT_STATE
#1205!5 TcpipReceiveSlowPath,1206!5 TcpipSendSlowPath|Nbl:ptr IPTransportProtocol@TCPIP_Transport_Protocol AddressFamily@TCPIP_ADDRESS_FAMILY_TYPE SourceIPv4Address:ip4 DestIPv4Address:ip4 IPv6SourceIpAddrLength IPv6SourceAddress:sock[IPv6SourceIpAddrLength] IPv6DestIpAddrLength IPv6DestAddress:sock[IPv6DestIpAddrLength] Reason@TCPIP_SLOW_PATH_REASON NblCount IPProtocol@TCPIP_Protocol
#1207!2 TcpWsdInitializationErrors,1208!4 TcpWsdInitializationInformation|TcpWsdEtwPoint@TCP_WSD Status:nts
#1209!4 TcpWsdWsRestrictedProfile,1210!4 TcpWsdWsRestrictedDestination|TcpWsdEtwPoint@TCP_WSD Tcb:ptr
#1211!4 TcpWsdCacheEntryStateChange|TcpWsdEtwPoint@TCP_WSD Processor Entry OldState@TCP_WSD_CACHE_ENTRY_STATE NewState ProbeCount ProbeCountWs
#1212!4 TcpWsdProfileStateChange|Profile State Qualified EreQualified
#1213!4 TcpWsdStateChange|OldEnabledState NewEnabledState OldThreshold NewThreshold
#1214!4 TcpipTransportPacketDrops|IPTransportProtocol@TCPIP_Transport_Protocol AddressFamily@TCPIP_ADDRESS_FAMILY_TYPE LocalSockAddrLength LocalSockAddr:sock[LocalSockAddrLength] RemoteSockAddrLength RemoteSockAddr:sock[RemoteSockAddrLength] Reason@TCPIP_TRANSPORT_PACKET_DROP_REASON PacketCount
#1215!4 TcpipNetworkPacketDrops|IPTransportProtocol@TCPIP_Transport_Protocol AddressFamily@TCPIP_ADDRESS_FAMILY_TYPE SourceIPv4Address:ip4 DestIPv4Address:ip4 IPv6SourceIpAddrLength IPv6SourceAddress:sock[IPv6SourceIpAddrLength] IPv6DestIpAddrLength IPv6DestAddress:sock[IPv6DestIpAddrLength] Reason@TCPIP_NETWORK_PACKET_DROP_REASON PacketCount IPProtocol@TCPIP_Protocol
#1215.1!4 TcpipNetworkPacketDrops|IPTransportProtocol@TCPIP_Transport_Protocol AddressFamily@TCPIP_ADDRESS_FAMILY_TYPE SourceIPv4Address:ip4 DestIPv4Address:ip4 IPv6SourceIpAddrLength IPv6SourceAddress:sock[IPv6SourceIpAddrLength] IPv6DestIpAddrLength IPv6DestAddress:sock[IPv6DestIpAddrLength] Reason@TCPIP_NETWORK_PACKET_DROP_REASON PacketCount IPProtocol@TCPIP_Protocol SourceAddressLength SourceAddress:sock[SourceAddressLength] DestAddressLength DestAddress:sock[DestAddressLength] IfIndex PathDirection@TCPIP_Path_Direction
#1215.2!4 TcpipNetworkPacketDrops|IPTransportProtocol@TCPIP_Transport_Protocol AddressFamily@TCPIP_ADDRESS_FAMILY_TYPE SourceIPv4Address:ip4 DestIPv4Address:ip4 IPv6SourceIpAddrLength IPv6SourceAddress:sock[IPv6SourceIpAddrLength] IPv6DestIpAddrLength IPv6DestAddress:sock[IPv6DestIpAddrLength] Reason@TCPIP_NETWORK_PACKET_DROP_REASON PacketCount IPProtocol@TCPIP_Protocol SourceAddressLength SourceAddress:sock[SourceAddressLength] DestAddressLength DestAddress:sock[DestAddressLength] IfIndex PathDirection@TCPIP_Path_Direction Nbl:ptr
#1216!5 TcpMppNppEvaluation|PhysicalPages NonPagedPoolPages CurrentWatermark PeakWatermark HighWatermark LowWatermark
#1217!4 TcpMppStartEpisode|LowNppEventState HighNppEventState EpisodeStartTick:u64 EpisodeStopTick:u64 CurrentWatermark LowWatermark ReentryWatermark
#1218!4 TcpMppStopEpisode|LowNppEventState HighNppEventState EpisodeStartTick:u64 EpisodeStopTick:u64 ReentryWatermark
#1219!4 TcpMppStartEpoch|Epoch LowNppEventState HighNppEventState EpochStartTick:u64 EpochStopTick:u64 OldSynDropRate NewSynDropRate OldTcbKillRate NewTcbKillRate CurrentWatermark
#1219!4 TcpMppStartEpoch|Epoch LowNppEventState HighNppEventState EpochStartTick:u64 EpochStopTick:u64 OldSynDropRate NewSynDropRate OldTcbAbortionRate NewTcbAbortionRate CurrentWatermark
#1220!4 TcpMppStopEpoch|Epoch LowNppEventState HighNppEventState EpochStartTick:u64 EpochStopTick:u64 SynDropRate TcbKillRate CurrentWatermark
#1220!4 TcpMppStopEpoch|Epoch LowNppEventState HighNppEventState EpochStartTick:u64 EpochStopTick:u64 SynDropRate TcbAbortionRate CurrentWatermark
#1221!4 TcpCwndRestart,1222!4 TcpInitialCwndAdjusted,1229!4 TcpCwndRestart,1625!4 TcpCwndRestart|Tcb:ptr OldCwnd NewCwnd Processor CurrentTick IdleTick Rto
#1223!4 TcpTemplateParameters|Tcb:ptr TemplateType@TCPIP_TEMPLATE_TYPE MinRto EnableCwndRestart InitialCwnd CongestionAlgorithm@TCP_CONGESTION_ALGORITHM MaxDataRetransmissions DelayedAckTicks DelayedAckFrequency Rack TailLossProbe
#1223!4 TcpTemplateParameters|Tcb:ptr TemplateType@TCPIP_TEMPLATE_TYPE MinRto EnableCwndRestart InitialCwnd CongestionAlgorithm@TCP_CONGESTION_ALGORITHM MaxDataRetransmissions DelayedAckTicks DelayedAckFrequency
#1224!5 TcpTemplateChanged|Tcb:ptr TemplateType@TCPIP_TEMPLATE_TYPE Context:z
#1225!4 TcpDataTransferEcnAlpha|Tcb:ptr SndRound EcnTotalByteCount EcnTotalMarkedCount ThAck EcnAlpha
#1226!4 TcpInterfaceRscStateChange|IfIndex StateV4@TCPIP_PROPERTY FailureReasonV4 StateV6 FailureReasonV6@TCPIP_OFFLOAD_FAILURE_REASON Event@TCPIP_RSC_EVENT
#1226!4 TcpInterfaceRscStateChange|IfIndex StateV4@TCPIP_PROPERTY FailureReasonV4 StateV6 FailureReasonV6@TCPIP_OFFLOAD_FAILURE_REASON
#1227!5 TcpRscNblOobInfo|Tcb:ptr CoalescedSegCount:u16 DupAckCount:u16 RscTcpTimestampDelta HeaderFlags:u16 EcnCePresent
#1228!4 TcpLoopbackFastPathFailReason|Tcb:ptr Cause@TCPIP_LOOPBACK_FASTPATH_FAIL_REASON
#1230!4 RssBindingChange|InterfaceIndex AddressFamily:u16@TCPIP_AF Bind@TCPIP_RSS_BINDING_NOTIFICATION
#1231!4 RssPortChange|AdapterIndex InterfaceIndex PortNumber Bind@TCPIP_RSS_BINDING_NOTIFICATION
#1232!5 RssPortReference|AdapterIndex ExistingInterfaceIndex ExistingPortNumber ReferenceAdded:u8@TCPIP_RSS_ADDING
#1233!4 RssPortCapabilities|AdapterIndex CapabilitiesFlags NumberOfInterruptMessages NumberOfReceiveQueues
#1234!4 RssPortProcessors|AdapterIndex GroupNumber:u16 MaximumProcessors GroupAffinity:u64
#1234.1!4 RssPortProcessors|AdapterIndex GroupNumber:u16 MaximumProcessors GroupAffinity:u64 AvailableProcessorsSize AvailableProcessors:bin[AvailableProcessorsSize]
#1235!4 RssProcessorAssignment|NewAdapterIndex ProcessorIndex PreviousAdapterIndex TriggeringProcessorIndex
#1236!4 RssProcessorUnassignment|PreviousAdapterIndex ProcessorIndex
#1237!4 RssIndirectionChange|AdapterIndex IndirectionIndex:u16 OldProcessorIndex NewProcessorIndex
#1238!4 RssProcessorConsolidation|AdapterIndex ProcessorIndex:u8
#1239!4 RssConfigurationChange|AdapterIndex Setting Value
#1240!2 RssFailure|InterfaceIndex FailureDescription Status:nts
#1241!5 RssBindingBindComplete|InterfaceIndex AddressFamily:u16@TCPIP_AF
#1242!4 RssPortBindComplete,1243!4 RssPortNotSupported|AdapterIndex
#1244!4 RssInitializeIndirectionTable|AdapterIndex IndirectionTableSize IndirectionTable:bin[IndirectionTableSize] GroupNumber:u16 ActiveAffinity:u64
#1245!4 RssBindingRundown|InterfaceIndex AdapterIndex PortNumber
#1246!4 RssPortRundown,1246.1!4 RssPortRundown|AdapterIndex HashInfo MaximumProcessors GroupNumber:u16 GroupAffinity:u64 ActiveAffinity:u64 ActiveMode@TCPIP_RSS_SETTING_VALUE IndirectionTableSize IndirectionTable:bin[IndirectionTableSize]
#1247!4 RssBindingCapability|InterfaceIndex Capability@TCPIP_RSS_BINDING_CAPABILITY
#1248!4 Ndkpi_Create_Cq|NdkAdapter:ptr CqDepth CqNotificationContext:ptr AffinityMask:u64 AffinityGroup:u16 RequestContext:ptr
#1249!4 Ndkpi_Create_Completion|RequestContext:ptr Status:nts NdkObject:ptr CompletionType@TCPIP_NDKPI_COMPLETION_TYPE NdkObjectType@TCPIP_NDKPI_OBJECT_TYPE
#1250!4 Ndkpi_Close_Obj|NdkObject:ptr NdkObjectType@TCPIP_NDKPI_OBJECT_TYPE RequestContext:ptr
#1251!4 Ndkpi_Close_Completion|RequestContext:ptr CompletionType@TCPIP_NDKPI_COMPLETION_TYPE
#1252!4 Ndkpi_Resize_Cq|NdkCq:ptr CqDepth RequestContext:ptr
#1253!4 Ndkpi_Request_Completion|RequestContext:ptr Status:nts CompletionType@TCPIP_NDKPI_COMPLETION_TYPE
#1254!4 Ndkpi_Arm_Cq|NdkCq:ptr ArmType@TCPIP_NDKPI_CQ_ARM_TYPE
#1255!4 Ndkpi_Cq_Result|NdkCq:ptr Status:nts BytesTransferred QpContext:ptr RequestContext:ptr ResultIndex:i32 ResultCount:i32
#1256!4 Ndkpi_Create_Mr|NdkPd:ptr FastRegister RequestContext:ptr
#1257!4 Ndkpi_Flush|NdkQp:ptr
#1258!4 Ndkpi_Send,1259!4 Ndkpi_Receive|NdkQp:ptr RequestContext:ptr SgeAddress:ptr SgeLength SgeMemoryRegionToken NumSge:i32 Flags SgeIndex:i32
#1260!4 Ndkpi_Register_Mr|NdkMr:ptr Mdl:ptr Length:u64 Flags RequestContext:ptr
#1261!4 Ndkpi_Deregister_Mr,1268!4 Ndkpi_Disconnect,1270!4 Ndkpi_Create_Mw,1274!4 Ndkpi_Create_Pd,1276!4 Ndkpi_Create_Connector|NdkObject:ptr RequestContext:ptr
#1262!4 Ndkpi_Initialize_Fast_Register_Mr|NdkMr:ptr AdapterPageCount RemoteAccess RequestContext:ptr
#1263!4 Ndkpi_Modify_Srq|NdkSrq:ptr SrqDepth NotifyThreshold RequestContext:ptr
#1264!4 Ndkpi_Connect,1265!4 Ndkpi_Connect_Shared_Endpoint|NdkConnector:ptr NdkQp:ptr SrcSockAddrLength SrcSockAddr:sock[SrcSockAddrLength] DestSockAddrLength DestSockAddr:sock[DestSockAddrLength] IRD ORD RequestContext:ptr NdkSharedEndpoint:ptr PrivateDataLength
#1266!4 Ndkpi_Complete_Connect,1606!4 Ndkpi_Complete_Connect_Ex|NdkConnector:ptr DisconnectEventContext:ptr RequestContext:ptr
#1267!4 Ndkpi_Accept,1605!4 Ndkpi_Accept_Ex|NdkConnector:ptr NdkQp:ptr IRD ORD DisconnectEventContext:ptr RequestContext:ptr PrivateDataLength
#1269!4 Ndkpi_Listen,1275!4 Ndkpi_Create_Shared_Endpoint|NdkListener:ptr SockAddrLength SockAddr:sock[SockAddrLength] RequestContext:ptr
#1271!4 Ndkpi_Create_Srq|NdkPd:ptr SrqDepth MaxReceiveRequestSge NotifyThreshold SrqNotificationContext:ptr AffinityMask:u64 AffinityGroup:u16 RequestContext:ptr
#1272!4 Ndkpi_Create_Qp,1273!4 Ndkpi_Create_Qp_Srq|NdkPd:ptr ReceiveCq:ptr InitiatorCq:ptr QPContext:ptr ReceiveQueueDepth InitiatorQueueDepth MaxReceiveRequestSge MaxInitiatorRequestSge RequestContext:ptr NdkSrq:ptr
#1277!4 Ndkpi_Create_Listener|NdkAdapter:ptr ConnectEventContext:ptr RequestContext:ptr
#1278!4 Ndkpi_Build_Lam|NdkAdapter:ptr Mdl:ptr Length:u64 RequestContext:ptr LAMBuffer:ptr LAMBufferSize
#1279!4 Ndkpi_Release_Lam|NdkAdapter:ptr LAMBuffer:ptr
#1280!4 Ndkpi_Cq_Notification_Callback|CqNotificationContext:ptr CqStatus
#1281!4 Ndkpi_Srq_Notification_Callback|SrqNotificationContext:ptr SrqStatus
#1282!4 Ndkpi_Disconnect_Event_Callback|DisconnectEventContext:ptr
#1283!4 Ndkpi_Connect_Event_Callback|ConnectEventContext:ptr NdkConnector:ptr
#1284!4 Ndkpi_Get_Token|NdkObject:ptr NdkObjectType@TCPIP_NDKPI_OBJECT_TYPE TokenType@TCPIP_NDKPI_TOKEN_TYPE Token
#1285!4 Ndkpi_Get_Sockaddr|NdkObject:ptr NdkObjectType@TCPIP_NDKPI_OBJECT_TYPE SockAddrType@TCPIP_NDKPI_SOCKADDR_TYPE SockAddrLength SockAddr:sock[SockAddrLength]
#1286!2 Ndkpi_Get_Sockaddr_Failure|NdkObject:ptr NdkObjectType@TCPIP_NDKPI_OBJECT_TYPE SockAddrType@TCPIP_NDKPI_SOCKADDR_TYPE Status:nts
#1287!4 Ndkpi_Reject|NdkConnector:ptr PrivateDataLength Status:nts
#1288!4 Ndkpi_Get_Connect_Data|NdkConnector:ptr IRD ORD PrivateDataLength Status:nts
#1289!2 Ndkpi_Work_Request_Inline_Failure|NdkQp:ptr RequestContext:ptr Status:nts
#1290!4 Ndkpi_Bind|NdkQp:ptr RequestContext:ptr NdkMr:ptr NdkMw:ptr VirtualAddress:ptr Length:u64 Flags
#1291!4 Ndkpi_Fast_Register|NdkQp:ptr RequestContext:ptr NdkMr:ptr AdapterPageCount AdapterPageArray:ptr FBO Length:u64 BaseVirtualAddress:ptr Flags
#1292!4 Ndkpi_Invalidate|NdkQp:ptr RequestContext:ptr NdkObject:ptr NdkObjectType@TCPIP_NDKPI_OBJECT_TYPE Flags
#1293!4 Ndkpi_Read,1294!4 Ndkpi_Write|NdkQp:ptr RequestContext:ptr SgeAddress:ptr SgeLength SgeMemoryRegionToken NumSge:i32 Flags SgeIndex:i32 RemoteAddress:u64 RemoteToken
#1295!4 Ndkpi_SrqReceive|NdkSrq:ptr RequestContext:ptr SgeAddress:ptr SgeLength SgeMemoryRegionToken NumSge:i32 Flags SgeIndex:i32
#1296!2 Ndkpi_Srq_Work_Request_Inline_Failure|NdkSrq:ptr RequestContext:ptr Status:nts
#1297!4 Ndkpi_Open_Adapter|InterfaceIndex NdkAdapter:ptr Status:nts
#1298!4 Ndkpi_Close_Adapter_Enter,1299!4 Ndkpi_Close_Adapter_Exit|NdkAdapter:ptr
#1300!4 TcpConnectionRundown|Tcb:ptr LocalAddressLength LocalAddress:sock[LocalAddressLength] RemoteAddressLength RemoteAddress:sock[RemoteAddressLength] State Pid:pid
#1300.1!4 TcpConnectionRundown|Tcb:ptr LocalAddressLength LocalAddress:sock[LocalAddressLength] RemoteAddressLength RemoteAddress:sock[RemoteAddressLength] State Pid:pid ProcessStartKey:u64
#1300.1!4 TcpConnectionRundown|Tcb:ptr LocalAddressLength LocalAddress:sock[LocalAddressLength] RemoteAddressLength RemoteAddress:sock[RemoteAddressLength] State Pid:pid ProcessSequenceNumber:u64
#1300.2!4 TcpConnectionRundown|Tcb:ptr LocalAddressLength LocalAddress:sock[LocalAddressLength] RemoteAddressLength RemoteAddress:sock[RemoteAddressLength] State Pid:pid ProcessStartKey:u64 SendTrackerEnabled
#1300.3!4 TcpConnectionRundown|Tcb:ptr LocalAddressLength LocalAddress:sock[LocalAddressLength] RemoteAddressLength RemoteAddress:sock[RemoteAddressLength] State Pid:pid ProcessStartKey:u64 SendTrackerEnabled RcvBufSet
#1301!4 Ndkpi_Interface_Event|InterfaceIndex EventDescription NDKOperational StatusCode:nts
#1302!4 TcpipWakePacketIndicated|AdapterLuid:u64 PatternFriendlyName:z DlAddrLength SrcDLAddress:sock[DlAddrLength] DestDLAddress:sock[DlAddrLength] SrcAddress DestAddress Protocol SrcPort:u16 DestPort:u16
#1303!4 TcpipWakePacketIndicated|AdapterLuid:u64 PatternFriendlyName:z DlAddrLength SrcDLAddress:sock[DlAddrLength] DestDLAddress:sock[DlAddrLength] IpAddrLength SrcAddress:sock[IpAddrLength] DestAddress:sock[IpAddrLength] Protocol SrcPort:u16 DestPort:u16
#1304!4 TcpipSilentMode|Tcb:ptr SilentModeEvent@TCPIP_SILENT_MODE_EVENT Context:ptr
#1305!4 TcpCreateNotificationChannelRequest,1306!4 TcpQueryNotificationChannelStatusRequest,1309!4 TcpDetachNotificationChannel,1310!4 TcpUnlinkNotificationChannel|Tcb:ptr NcmContext:ptr State Pid:pid IsLoopback ChannelStatus@TCP_NOTIFICATION_CHANNEL_STATUS Status:nts
#1307!4 TcpCreateNotificationChannelRequestProcessed|Tcb:ptr NcmContext:ptr Pid:pid Status:nts PushNotificationGuid:guid
#1308!5 TcpSignalNotificationChannelEvent|Tcb:ptr NcmContext:ptr Pid:pid RcvNxt Delivered Indicated FinalEvent
#1311!4 TcpPlumbWakePattern,1312!4 TcpDeplumbWakePattern|Tcb:ptr SystemReserved WolHandle Status:nts
#1313!4 TcpipPlumbWakePatternOnInterface|InterfaceIndex AoAcCapable BitmapPatternSupported ARPNDOffloadSupported IPAddressWakeReady PatternPriority PhysicalMediumType@TCPIP_IP_PHYSICALMEDIUM_TYPE IpAddrLength IPv4Address:ip4 IPv6Address:sock[IpAddrLength] IPProtocol@TCPIP_Protocol Status:nts
#1313.1!4 TcpipPlumbWakePatternOnInterface|InterfaceIndex AoAcCapable BitmapPatternSupported ARPNDOffloadSupported IPAddressWakeReady PatternPriority PhysicalMediumType@TCPIP_IP_PHYSICALMEDIUM_TYPE IpAddrLength IPv4Address:ip4 IPv6Address:sock[IpAddrLength] IPProtocol@TCPIP_Protocol Status:nts HasBeenAoAcCapable
#1313.2!4 TcpipPlumbWakePatternOnInterface|InterfaceIndex AoAcCapable BitmapPatternSupported ARPNDOffloadSupported IPAddressWakeReady PatternPriority PhysicalMediumType@TCPIP_IP_PHYSICALMEDIUM_TYPE IpAddrLength IPv4Address:ip4 IPv6Address:sock[IpAddrLength] IPProtocol@TCPIP_Protocol Status:nts HasBeenAoAcCapable WolHandle
#1314!4 Ndkpi_Control_Cq_Im|NdkCq:ptr ModerationInterval ModerationCount Status:nts
#1315!4 TcpCreateNotificationChannelRequestProcessing|Tcb:ptr IsRedirected WfpFailure Status:nts WaitStatus IpAddrLength LocalIPv4Address:ip4 LocalIPv6Address:sock[IpAddrLength] IPProtocol@TCPIP_Protocol RemoteIPv4Address:ip4 RemoteIPv6Address:sock[IpAddrLength] SrcPort:u16 DestPort:u16
#1316!4 TcpipIpAddressLifetime|Interface Protocol:az IpAddrLength IPv4Address:ip4 IPv6Address:sock[IpAddrLength] IPProtocol@TCPIP_Protocol CurrentTime OldBaseTime OldValidTime OldPreferredTime NewBaseTime NewValidTime NewPreferredTime
#1316.1!4 TcpipIpAddressLifetime|Interface Protocol:az IpAddrLength IPv4Address:ip4 IPv6Address:sock[IpAddrLength] IPProtocol@TCPIP_Protocol CurrentTime OldBaseTime OldValidTime OldPreferredTime NewBaseTime NewValidTime NewPreferredTime InterfaceGuid:guid IpAddressLifetimeChangeReason
#1317!4 TcpRepartitionEvent|Event:ptr Type@TCP_REPARTITION_EVENT_TYPE Processor PowerSource OldPartitionCount NewPartitionCount Progress
#1318!4 TcpipPowerStateTransitionEvent|Component@TCPIP_COMPONENT PowerStateTransition IndicatingProcessor CurrentTick CurrentTime:u64
#1319!5 TcpipTimerDpcRescheduleEvent|Component@TCPIP_COMPONENT IndicatingProcessor TargetProcessor CurrentTick NextExpirationTick OldScheduledExpiration:u64 NewScheduledExpiration:u64 DueTime:i64 Aperiodic
#1319.1!5 TcpipTimerDpcRescheduleEvent|Component@TCPIP_COMPONENT IndicatingProcessor TargetProcessor CurrentTick NextExpirationTick DueTime:i64 Aperiodic
#1320!5 TcpipTimerDpcFiredEvent|Component@TCPIP_COMPONENT TargetProcessor CurrentTick NextExpiration CurrentInterruptTime:u64 ScheduledExpirationTime:u64 ExternalTrigger
#1320.1!5 TcpipTimerDpcFiredEvent|Component@TCPIP_COMPONENT TargetProcessor CurrentTick NextExpiration ExternalTrigger
#1324!4 IpNeighborState|Interface IpAddrLength IPAddress:sock[IpAddrLength] DlAddrLength DLAddress:sock[DlAddrLength] OldNeighborState NewNeighborState@TCPIP_NEIGHBOR_STATE NeighborEvent@TCPIP_NEIGHBOR_EVENT
#1324.1!4 IpNeighborState|Interface IpAddrLength IPAddress:sock[IpAddrLength] DlAddrLength DLAddress:sock[DlAddrLength] OldNeighborState NewNeighborState@TCPIP_NEIGHBOR_STATE NeighborEvent@TCPIP_NEIGHBOR_EVENT CompartmentId
#1325!5 IpNeighborDiscovery|Interface IpAddrLength SourceIPAddress:sock[IpAddrLength] TargetIPAddress:sock[IpAddrLength] NeighborEvent@TCPIP_NEIGHBOR_EVENT
#1325.1!4 IpNeighborDiscovery|Interface IpAddrLength SourceIPAddress:sock[IpAddrLength] TargetIPAddress:sock[IpAddrLength] NeighborEvent@TCPIP_NEIGHBOR_EVENT CompartmentId
#1326!5 IpSourceAddressSelection|IpAddrLength PreferredSourceIPAddress:sock[IpAddrLength] NonPreferredSourceIPAddress:sock[IpAddrLength] DestinationIPAddress:sock[IpAddrLength] CompartmentId Rule RuleExtension RuleName@IP_SOURCE_ADDRESS_PREFERENCE_RULE
#1326!5 IpSourceAddressSelection|IpAddrLength PreferredSourceIPAddress:sock[IpAddrLength] NonPreferredSourceIPAddress:sock[IpAddrLength] DestinationIPAddress:sock[IpAddrLength] Rule RuleExtension
#1327!5 IpSortedAddressPairs|IpAddrLength PreferredSourceIPAddress:sock[IpAddrLength] PreferredDestinationIPAddress:sock[IpAddrLength] NonPreferredSourceIPAddress:sock[IpAddrLength] NonPreferredDestinationIPAddress:sock[IpAddrLength] SortOption RuleType:az RuleMajor RuleMinor
#1327.1!5 IpSortedAddressPairs|IpAddrLength PreferredSourceIPAddress:sock[IpAddrLength] PreferredDestinationIPAddress:sock[IpAddrLength] NonPreferredSourceIPAddress:sock[IpAddrLength] NonPreferredDestinationIPAddress:sock[IpAddrLength] SortOption RuleType:az RuleMajor RuleMinor RuleName@IP_SOURCE_ADDRESS_PREFERENCE_RULE
#1328!4 Ndkpi_Cq_Result_Ex|NdkCq:ptr Status:nts BytesTransferred QpContext:ptr RequestContext:ptr ResultIndex:i32 ResultCount:i32 Type@TCPIP_NDKPI_OPERATION_TYPE TypeSpecificCompletionOutput:u64
#1328.1!4 Ndkpi_Cq_Result_Ex|NdkCq:ptr Status:nts BytesTransferred QpContext:ptr RequestContext:ptr ResultIndex:i32 ResultCount:i32 Type@TCPIP_NDKPI_OPERATION_TYPE TypeSpecificCompletionOutput:u64 ProviderErrorCode
#1329!4 Ndkpi_Send_Invalidate|NdkQp:ptr RequestContext:ptr SgeAddress:ptr SgeLength SgeMemoryRegionToken NumSge:i32 Flags SgeIndex:i32 RemoteToken
#1330!4 TcpDataTransferCumAck,1331!4 TcpCtcpDataTransferCumAck|Tcb:ptr Cwnd SndWnd BytesAcked SeqNo
#1332!4 TcpDataTransferSend,1333!5 TcpCtcpDataTransferSend|Tcb:ptr Cwnd SndWnd BytesSent SeqNo SRtt RttVar RTO
#1332.1!4 TcpDataTransferSend,1333.1!5 TcpCtcpDataTransferSend|Tcb:ptr Cwnd SndWnd BytesSent SeqNo SRtt RttVar RTO RcvWnd
#1332.2!4 TcpDataTransferSend|Tcb:ptr Cwnd SndWnd BytesSent SeqNo SRtt RttVar RTO RcvWnd PacingRate
#1332.3!4 TcpDataTransferSend|Tcb:ptr Cwnd SndWnd BytesSent SeqNo SRtt RttVar RTO RcvWnd PacingRate TcpState CongestionState SndUna SndMax RecoveryMax
#1332.4!4 TcpDataTransferSend|Tcb:ptr Cwnd SndWnd BytesSent SeqNo SRtt RttVar RTO RcvWnd PacingRate TcpState CongestionState SndUna SndMax RecoveryMax RcvBufSet MaxRcvBuf
#1332.5!4 TcpDataTransferSend|Tcb:ptr Cwnd SndWnd BytesSent SeqNo SRtt RttVar RTO RcvWnd PacingRate TcpState CongestionState SndUna SndMax RecoveryMax RcvBufSet MaxRcvBuf LocalAddressLength LocalAddress:sock[LocalAddressLength] RemoteAddressLength RemoteAddress:sock[RemoteAddressLength]
#1334!4 UdpCreateNotificationChannelRequest,1335!4 UdpQueryNotificationChannelStatusRequest,1338!4 UdpDetachNotificationChannel,1339!4 UdpUnlinkNotificationChannel|UdpEndpoint:ptr NcmContext:ptr Activated@UDP_ENDPOINT_STATE Pid:pid IsLoopback ChannelStatus@TCP_NOTIFICATION_CHANNEL_STATUS Status:nts
#1336!4 UdpCreateNotificationChannelRequestProcessed|UdpEndpoint:ptr NcmContext:ptr Pid:pid Status:nts PushNotificationGuid:guid
#1337!5 UdpSignalNotificationChannelEvent|UdpEndpoint:ptr NcmContext:ptr Pid:pid Delivered FinalEvent
#1340!4 UdpCreateNotificationChannelRequestProcessing|UdpEndpoint:ptr IpAddrLength LocalIPv4Address:ip4 LocalIPv6Address:sock[IpAddrLength] IPProtocol@TCPIP_Protocol SrcPort:u16
#1341!5 TcpDataTransferRttSample,1342!4 TcpRttResiliencyDetection|Tcb:ptr RttSample RttVar SRTT
#1343!4 TcpDataTransferDupAck,1344!4 TcpCtcpDataTransferDupAck|Tcb:ptr Cwnd SSThresh DupAckCount SeqNo
#1345!4 TcpDataTransferSpuriousTimeout,1346!4 TcpSpuriousRtoDetectionBegin,1347!4 TcpSpuriousRtoDetectionEnd|Tcb:ptr SeqNo
#1348!4 TcpCtcpDataTransferTimeout,1349!5 TcpCtcpDataTransferSpuriousTimeout,1350!4 TcpSlowStartToCongestionAvoidance|Tcb:ptr Cwnd SSThresh
#1351!4 TcpDataTransferRetransmitRound|Tcb:ptr SndUna RexmitCount SRTT RTO
#1351.1!4 TcpDataTransferRetransmitRound|Tcb:ptr SndUna RexmitCount SRTT RTO SndMax RecoveryMax TcpState CongestionState Frto TotalRT MaxRT
#1352 TcpConnectionSummary|Tcb:ptr DataBytesOut:u64 DataBytesIn:u64 DataSegmentsOut:u64 DataSegmentsIn:u64 SegmentsOut:u64 SegmentsIn:u64 NonRecovDa NonRecovDaEpisodes DupAcksIn BytesRetrans Timeouts SpuriousRtoDetections FastRetran MaxSsthresh MaxSsCwnd MaxCaCwnd SndLimTransRwin SndLimTimeRwin SndLimBytesRwin:u64 SndLimTransCwnd SndLimTimeCwnd SndLimBytesCwnd:u64 SndLimTransSnd SndLimTimeRSnd SndLimBytesRSnd:u64
#1353!5 TcpipGeneric|AllocationObjectString:z Param1:ptr Param2:ptr Param3 Param4
#1354!5 TcpSackUpdate|Tcb:ptr SndUna SndMax SackCount SackBytes SackInFlight SackIsLost
#1355!4 TcpIsPatternCoalescingRequired|Tcb:ptr RequireAddressCoalescing LocalPort:u16 RtcStartPort:u16 RtcEndPort:u16 Status:nts
#1356!4 TcpRtcPortRangeAssignment|AssignedFromRtcRange Port:u16
#1357!3 TcpipAoacFailFast|RequestType@TCPIP_AoAcFailFastRequestType TcbOrEndpoint:ptr LocalAddressLength LocalAddress:sock[LocalAddressLength] RemoteAddressLength RemoteAddress:sock[RemoteAddressLength] Status:nts ProcessId:pid InterfaceIndex
#1357.1!3 TcpipAoacFailFast|RequestType@TCPIP_AoAcFailFastRequestType TcbOrEndpoint:ptr LocalAddressLength LocalAddress:sock[LocalAddressLength] RemoteAddressLength RemoteAddress:sock[RemoteAddressLength] Status:nts ProcessId:pid InterfaceIndex ProcessStartKey:u64
#1357.1!3 TcpipAoacFailFast|RequestType@TCPIP_AoAcFailFastRequestType TcbOrEndpoint:ptr LocalAddressLength LocalAddress:sock[LocalAddressLength] RemoteAddressLength RemoteAddress:sock[RemoteAddressLength] Status:nts ProcessId:pid InterfaceIndex ProcessSequenceNumber:u64
#1358!4 TcpipUpdateInterfaceConfigFlags|InterfaceIndex Property:az Value InterfaceUpdateEvent@TCPIP_INTERFACE_CONFIG_CHANGE_EVENT
#1358.1!4 TcpipUpdateInterfaceConfigFlags|InterfaceIndex Property:az Value InterfaceUpdateEvent@TCPIP_INTERFACE_CONFIG_CHANGE_EVENT CompartmentId AddressFamily@TCPIP_ADDRESS_FAMILY_TYPE
#1359!4 TcpCreateNotificationChannelUnmarkRequest|Tcb:ptr NcmContext:ptr State Pid:pid IsLoopback IsShutdown Status:nts
#1360!5 TcpipNblClonedForRaw|Nbl:ptr ClonedNbl:ptr IPTransportProtocol@TCPIP_Transport_Protocol AddressFamily@TCPIP_ADDRESS_FAMILY_TYPE
#1361!5 TcpipCloneDropped|Nbl:ptr ClonedNbl:ptr AddressFamily@TCPIP_ADDRESS_FAMILY_TYPE
#1362!5 IpAddressWolStateChange|Interface IpAddrLength IPAddress:sock[IpAddrLength] WoLEvent@TCPIP_IP_WOL_EVENT Status:nts
#1363!5 IpWolContextChange|Interface IpAddrLength WolHandle DestinationIPAddress:sock[IpAddrLength] TargetIPAddress1:sock[IpAddrLength] TargetIPAddress2:sock[IpAddrLength] Flags WoLEvent@TCPIP_IP_WOL_EVENT Status:nts
#1367 TcpipNblOob|Nbl:ptr PathDirection@TCPIP_Path_Direction TcpIpChecksumNetBufferListInfo:ptr TcpLargeSendNetBufferListInfo:ptr Ieee8021QNetBufferListInfo:ptr NetBufferListHashValue:ptr NetBufferListHashInfo:ptr VirtualSubnetInfo:ptr TcpRecvSegCoalesceInfo:ptr
#1367.1 TcpipNblOob|Nbl:ptr PathDirection@TCPIP_Path_Direction TcpIpChecksumNetBufferListInfo:ptr TcpLargeSendNetBufferListInfo:ptr Ieee8021QNetBufferListInfo:ptr NetBufferListHashValue:ptr NetBufferListHashInfo:ptr VirtualSubnetInfo:ptr TcpRecvSegCoalesceInfo:ptr NrtNameResolutionInfo:ptr
#1368!5 TcpipTeredoOpen,1369!5 TcpipTeredoClose|PID:u64 LocalAddressLength LocalAddress:sock[LocalAddressLength] AddressType ScopeLevel Port EndpointRecord:ptr
#1370!5 TcpipRouteLookup|API:az IpAddrLength DestinationAddress:sock[IpAddrLength] ConstrainSourceAddress:sock[IpAddrLength] ConstrainInterfaceIndex ConstraintOverridden ReturnConstrained OutgoingInterfaceIndex NextHopAddress:sock[IpAddrLength] Status:nts
#1370.1!5 TcpipRouteLookup|API:az IpAddrLength DestinationAddress:sock[IpAddrLength] ConstrainSourceAddress:sock[IpAddrLength] ConstrainInterfaceIndex ConstrainForwardingTag ConstraintOverridden ReturnConstrained OutgoingInterfaceIndex NextHopAddress:sock[IpAddrLength] Status:nts
#1371!5 TcpipSrcAddrLookup|IpAddrLength DestinationAddress:sock[IpAddrLength] ConstrainSourceAddress:sock[IpAddrLength] ConstrainInterfaceIndex OutgoingInterfaceIndex ReturnConstrained SelectedSourceAddress:sock[IpAddrLength]
#1372!4 Partition|PartitionCount:u64 PartitionMask:u64 PartitionId:u64 NumEntries:u64
#1373!4 Partition|OldPartitionCount:u64 OldPartitionMask:u64 NewPartitionCount:u64 NewPartitionMask:u64
#1374!4 RemoteEndpoint,1375!4 RemoteEndpoint|AddressLength RemoteAddress:sock[AddressLength] RemotePort:u64 LocalAddress:sock[AddressLength] LocalPort:u16 PartitionId:u64 NumEntries:u64
#1376!3 Memory,1377!4 Memory,1378!4 Memory,1379!5 Memory|HighMemoryEvent HighNonPagedPoolEvent LowMemoryEvent LowNonPagedPoolEvent
#1380!4 TcpLedbatState|Tcb:ptr LedbatEvent Cwnd SsThresh SndWnd BaseDelayMs:u16 CurrentDelayMs:u16 RemainingTimeMs DelayBasedCwndFactorPercent:i32
#1381!4 TcpAssociateNameResContext|Endpoint:ptr NameResContext:ptr DnsName:z InterfaceIndex IpCount IpAddr1Length IpAddr1:sock[IpAddr1Length] IpAddr2Length IpAddr2:sock[IpAddr2Length] IpAddr3Length IpAddr3:sock[IpAddr3Length] IpAddr4Length IpAddr4:sock[IpAddr4Length] IpAddr5Length IpAddr5:sock[IpAddr5Length] Status:nts
#1381.1!4 TcpAssociateNameResContext|EndpointObj:ptr IsConnectionObj NameResContext:ptr Status:nts
#1382!4 TcpInspectConnectWithNameResContext|LocalAddressLength LocalAddress:sock[LocalAddressLength] RemoteAddressLength RemoteAddress:sock[RemoteAddressLength] Tcb:ptr NameResContext:ptr DnsName:z Status:nts
#1383!5 IpRouteSelection|CompartmentId DestinationAddressLength DestinationAddress:sock[DestinationAddressLength] PrDestinationPrefixLength PrDestinationPrefixAddressLength PrDestinationPrefix:bin[PrDestinationPrefixAddressLength] PrNextHopAddressLength PrNextHopAddress:sock[PrNextHopAddressLength] PrInterfaceIndex PrInterfaceMetric PrRouteMetric NonPrDestinationPrefixLength NonPrDestinationPrefixAddressLength NonPrDestinationPrefix:bin[NonPrDestinationPrefixAddressLength] NonPrNextHopAddressLength NonPrNextHopAddress:sock[NonPrNextHopAddressLength] NonPrInterfaceIndex NonPrInterfaceMetric NonPrRouteMetric PreferenceReason
#1384!5 IpRouteBlocked|CompartmentId DestinationAddressLength DestinationAddress:sock[DestinationAddressLength] DestinationPrefixLength DestinationPrefixAddressLength DestinationPrefix:bin[DestinationPrefixAddressLength] NextHopAddressLength NextHopAddress:sock[NextHopAddressLength] InterfaceIndex RouteMetric ConstrainInterfaceIndex ConstrainScope BlockReason
#1385!4 TcpTailLossProbe|Tcb:ptr SndUna SndMax SendAvailable TailProbeSeq TailProbeLast ControlsToSend ThFlags:u8
#1386!4 TcpTailLossProbe|Tcb:ptr TlpEvent@TCP_TAIL_LOSS_PROBE_EVENT
#1387!4 TcpRack|Tcb:ptr RackEvent RackMinRtt RackReoWind RackTimeSlotDeltaMin SequenceNumber Timestamp RttSample
#1388!4 TcpFastopenStateChange|Tcb:ptr OldState NewState@TCP_FASTOPEN_STATE
#1389!4 UdpCreateEndpointAfFailure,1390!4 UdpCreateEndpointCompartmentFailure,1391!4 UdpCreateEndpointComplete,1392!4 UdpCreateEndpointInspectionFailure|Endpoint:ptr Status:nts ProcessId:pid CompartmentId AddressFamily@TCPIP_ADDRESS_FAMILY_TYPE
#1389.1!2 UdpCreateEndpointAfFailure,1390.1!2 UdpCreateEndpointCompartmentFailure,1391.1!4 UdpCreateEndpointComplete,1392.1!2 UdpCreateEndpointInspectionFailure|Endpoint:ptr Status:nts ProcessId:pid CompartmentId AddressFamily@TCPIP_ADDRESS_FAMILY_TYPE ProcessStartKey:u64
#1389.1!2 UdpCreateEndpointAfFailure,1390.1!2 UdpCreateEndpointCompartmentFailure,1391.1!4 UdpCreateEndpointComplete,1392.1!2 UdpCreateEndpointInspectionFailure|Endpoint:ptr Status:nts ProcessId:pid CompartmentId AddressFamily@TCPIP_ADDRESS_FAMILY_TYPE ProcessSequenceNumber:u64
#1393!2 UdpBindEndpointResolutionFailure,1394!2 UdpBindEndpointPortFailure,1395!2 UdpBindEndpointInspectionFailure,1396!4 UdpBindEndpointComplete,1397!4 UdpCloseEndpointBound,1398!4 UdpCloseEndpointUnBound,1471!2 UdpBindEndpointWakeFailure|LocalAddressLength LocalAddress:sock[LocalAddressLength] Status:nts Endpoint:ptr
#1396.1!4 UdpBindEndpointComplete|LocalAddressLength LocalAddress:sock[LocalAddressLength] Status:nts Endpoint:ptr Pid:pid ProcessStartKey:u64
#1399!2 UdpSendMessagesResolutionFailure,1400!2 UdpSendMessagesValidationFailure,1401!2 UdpSendMessagesSrcAddrSelectionFailure,1402!5 UdpSendMessagesFullPendingJoinPathQueue,1411!2 UdpSendMessagesSendContextResourceFailure,1412!2 UdpSendMessagesPathAfFailure,1413!2 UdpSendMessagesPathNextHopMissingFailure,1414!2 UdpSendMessagesPathNextHopAddrFailure|Endpoint:ptr EndpointAddressLength EndpointAddress:sock[EndpointAddressLength] SendAddressLength SendAddress:sock[SendAddressLength] Status:nts
#1405!1 UdpStartInetModuleFailure,1406!1 UdpStartNlnpiClientFailure,1407!1 UdpStartNsiProviderFailure,1408!1 UdpStartTlnpiProviderFailure,1409!1 UdpStartQosClientFailure,1591!2 TcpipAllocHooksSetup|Status:nts
#1410!1 UdpStartEndpointModuleFailure|FailedQueueString:z Status:nts
#1415!4 TcpEarlyRetransmit|Tcb:ptr SndUna SackIsLostSeq DupAckCount
#1416!5 TcpFastopenSynRcvdLimit|Tcb:ptr SynRcvdLimit
#1417!3 TcpFastopenKeyUpdateFailure|Location Status:nts
#1418!4 TcpLossRecoverySend,1419!4 TcpLossRecoverySend,1420!4 TcpLossRecoverySend,1421!4 TcpLossRecoverySend|Tcb:ptr BytesToSend SndNxt
#1422!4 IcmpSendRecv|IPTransportProtocol@TCPIP_Transport_Protocol PathDirection@TCPIP_Path_Direction IcmpType@ICMPV4V6_TYPE IcmpCode CompartmentId SourceAddressLength SourceAddress:sock[SourceAddressLength] DestAddressLength DestAddress:sock[DestAddressLength]
#1423!4 IcmpPacketDrops,1424!4 IcmpEchoTimeout|IPTransportProtocol@TCPIP_Transport_Protocol PathDirection@TCPIP_Path_Direction IcmpType@ICMPV4V6_TYPE IcmpCode DropReason@ICMP_PACKET_DROP_REASON Status:nts CompartmentId SourceAddressLength SourceAddress:sock[SourceAddressLength] DestAddressLength DestAddress:sock[DestAddressLength]
#1423.1!4 IcmpPacketDrops|IPTransportProtocol@TCPIP_Transport_Protocol PathDirection@TCPIP_Path_Direction IcmpType@ICMPV4V6_TYPE IcmpCode DropReason@ICMP_PACKET_DROP_REASON Status:nts CompartmentId SourceAddressLength SourceAddress:sock[SourceAddressLength] DestAddressLength DestAddress:sock[DestAddressLength] IfIndex
#1425!5 TcpipTimerStateChange|Component@TCPIP_COMPONENT Processor CurrentState@TCPIP_TIMER_STATE ProcessorUsage CurrentTick
#1426.1!5 TcpSendComplete|Tcb:ptr Injected:z NumBytes SndNxt ActivityID:ptr
#1427!4 IpCompartmentCreation,1428!4 IpCompartmentDeletion,1431!4 IpCompartmentCleanup|CompartmentId AddressFamily@TCPIP_ADDRESS_FAMILY_TYPE Private Status:nts
#1429!4 TcpCubicDataTransferCumAck|Tcb:ptr Cwnd SndWnd BytesAcked SeqNo InRecovery:u8 TimeSinceLastLossMS:u64 CubicCwnd:u64 AimdCwnd K:u64 Wmax LastWmax MaxSndWnd
#1429.1!4 TcpCubicDataTransferCumAck|Tcb:ptr Cwnd SndWnd BytesAcked SeqNo InRecovery:u8 TimeSinceLastLossMS:u64 CubicCwnd:u64 AimdCwnd K:u64 Wmax LastWmax MaxSndWnd IsLimitedSlowStart:u8
#1430!4 TcpCubicDataTransferDupAck|Tcb:ptr Cwnd SSThresh DupAckCount SeqNo CwrMax
#1432!5 IpUpdateInterfaceNetworkCategoryState|IfIndex CompartmentId AddressFamily@TCPIP_ADDRESS_FAMILY_TYPE NetworkCategory@IP_INTERFACE_NETWORK_CATEGORY DomainNetworkLocation@IP_INTERFACE_DOMAIN_NETWORK_LOCATION DomainType NetworkSignature:guid
#1433!4 IpInterfaceCreation,1434!4 IpInterfaceDeletion,1435!4 IpInterfaceCleanup|IfIndex CompartmentId AddressFamily@TCPIP_ADDRESS_FAMILY_TYPE PhysicalMediumType@TCPIP_IP_PHYSICALMEDIUM_TYPE Status:nts
#1436!4 IpSubInterfaceCreation,1437!4 IpSubInterfaceDeletion,1438!4 IpSubInterfaceCleanup|SubIfIndex IfIndex CompartmentId AddressFamily@TCPIP_ADDRESS_FAMILY_TYPE Status:nts
#1439!5 IpInterfaceChangeNotification|IfIndex CompartmentId AddressFamily@TCPIP_ADDRESS_FAMILY_TYPE Reason
#1439.1!5 IpInterfaceChangeNotification|IfIndex CompartmentId AddressFamily@TCPIP_ADDRESS_FAMILY_TYPE Reason State NotificationType
#1440!5 IpInterfaceInternetConnectivityStatus|IfIndex CompartmentId AddressFamily@TCPIP_ADDRESS_FAMILY_TYPE OldConnectivityStatus@IP_INTERFACE_INTERNET_CONNECTIVITY_STATUS NewConnectivityStatus
#1441!5 IpAddressChangeNotification|SourceAddressLength SourceAddress:sock[SourceAddressLength] IfIndex CompartmentId Protocol:az Reason
#1441.1!5 IpAddressChangeNotification|SourceAddressLength SourceAddress:sock[SourceAddressLength] IfIndex CompartmentId Protocol:az Reason State NotificationType DadState@TCPIP_IP_DAD_STATE
#1442!5 IpRouteChangeNotification|DestinationPrefixAddressLength DestinationPrefix:bin[DestinationPrefixAddressLength] NextHopAddressLength NextHopAddress:sock[NextHopAddressLength] DestinationPrefixLength CompartmentId IfIndex NotifyFlags:u64
#1442.1!5 IpRouteChangeNotification|DestinationPrefixAddressLength DestinationPrefix:bin[DestinationPrefixAddressLength] NextHopAddressLength NextHopAddress:sock[NextHopAddressLength] DestinationPrefixLength CompartmentId IfIndex NotifyFlags:u64 State NotificationType
#1443!5 IpNeighborChangeNotification|IpAddrLength IPAddress:sock[IpAddrLength] DlAddrLength DLAddress:sock[DlAddrLength] IfIndex CompartmentId NeighborState Reason@IP_NEIGHBOR_CHANGE_NOTIFY_REASON
#1443.1!5 IpNeighborChangeNotification|IpAddrLength IPAddress:sock[IpAddrLength] DlAddrLength DLAddress:sock[DlAddrLength] IfIndex CompartmentId NeighborState Reason@IP_NEIGHBOR_CHANGE_NOTIFY_REASON NotificationState NotificationType
#1444!4 IpAddressDadStateChange|SourceAddressLength SourceAddress:sock[SourceAddressLength] IfIndex CompartmentId OldDadState NewDadState Reason
#1445!5 IpRouteDGDStateChange|DestinationPrefixAddressLength DestinationPrefix:bin[DestinationPrefixAddressLength] NextHopAddressLength NextHopAddress:sock[NextHopAddressLength] DestinationPrefixLength CompartmentId IfIndex OldState@IP_ROUTE_STATE NewState OldProbeCount NewProbeCount OldUnreachablePaths NewUnreachablePaths OldMovedPaths NewMovedPaths TotalPaths OldStateChangeTick NewStateChangeTick DgdNeedsReset Reason
#1446!4 IpInterfaceDisconnect|AddressLength Address:sock[AddressLength] IfIndex CompartmentId SkipLocal SkipOnLink
#1447!5 TcpPacingSend|Tcb:ptr Cwnd SndWnd BytesAvailable BytesOutstanding ChunkSize
#1447.1!5 TcpPacingSend|Tcb:ptr Cwnd SndWnd BytesAvailable BytesOutstanding QuantizedAllowance Allowance OriginalBytesToSend
#1448!5 FeatureFallback|Fallback:ptr Feature@FEATURE_FALLBACK_INDEX Reason Confidence:i32 Successes Failures
#1449!4 TcpLoopbackFastPathSuccess,1474!5 TcpFastopenRequested,1549!4 TcpSendTrackerEnabled|Tcb:ptr
#1450!5 IpRouterInformationChangeNotification|IfIndex CompartmentId AddressFamily@TCPIP_ADDRESS_FAMILY_TYPE Reason@IP_ROUTER_INFORMATION_CHANGE_NOTIFY_REASON
#1451!5 IpRaDnsEvent|Event@TCPIP_RSC_EVENT Interface CompartmentId RouterAddrLength RouterAddress:sock[RouterAddrLength] DnsAddrLength DNSServerAddress:sock[DnsAddrLength] DNSSuffix:az Lifetime
#1452!4 IpRouteRundown|Interface Compartment DestinationPrefixAddressLength DestinationPrefix:bin[DestinationPrefixAddressLength] DestinationPrefixLength NextHopAddressLength NextHopAddress:sock[NextHopAddressLength] Metric State Origin@IP_ROUTE_ORIGIN Age:u64 ValidLifetime:u64 PreferredLifetime:u64 Flags
#1453!4 TcpCubicDataTransferEcn|Tcb:ptr Cwnd SSThresh SndUna
#1454!4 InetInspect|Owner:ptr InspectHandle:ptr InspectType InspectAction@INET_INSPECT_ACTION Status:nts
#1455!4 InetInspect|Owner:ptr InspectHandle:ptr InspectType InspectPort@INET_INSPECT_PORT_ACTION Status:nts
#1456!5 FeatureFallback,1457!5 FeatureFallback,1458!3 FeatureFallback,1459!4 FeatureFallback,1460!5 FeatureFallback|Fallback:ptr Feature@FEATURE_FALLBACK_INDEX Failed Succeeded InProbe PathsProbed Status:nts
#1461!5 TcpFastopenFallbackUpdate|Tcb:ptr FastopenState DataBytesIn:u64 ShutdownStatus ProbeStatus
#1462!5 FeatureFallbackNcsiNoConnectivity|CompartmentId IfIndex Feature@FEATURE_FALLBACK_INDEX ConnectivityStatus
#1463!5 FeatureFallbackLoopback,1469!5 FeatureFallbackNoNextHop|Feature@FEATURE_FALLBACK_INDEX
#1464!5 TcpFastopenIncompatCallout|BaseEndpoint:ptr
#1465!5 TcpipSourceConstraint|Compartment DestinationAddrLength DestinationAddress:sock[DestinationAddrLength] ConstrainSourceAddrLength ConstrainSourceAddress:sock[ConstrainSourceAddrLength] ConstrainInterfaceIndex ConstraintFlags
#1465.1!5 TcpipSourceConstraint|Compartment DestinationAddrLength DestinationAddress:sock[DestinationAddrLength] ConstrainSourceAddrLength ConstrainSourceAddress:sock[ConstrainSourceAddrLength] ConstrainInterfaceIndex ConstraintFlags TransportProtocol IcmpType:u8 IcmpCode:u8
#1466!4 RemoteEndpoint,1467!4 RemoteEndpoint|AddressLength LocalAddress:sock[AddressLength] RemoteAddress:sock[AddressLength] PartitionId:u64 NumEntries:u64
#1468.2!4 TcpSystemAbortTcb|LocalAddressLength LocalAddress:sock[LocalAddressLength] RemoteAddressLength RemoteAddress:sock[RemoteAddressLength] Status:nts ProcessId:pid Compartment Tcb:ptr ProcessStartKey:u64 Reason
#1472!4 InetWakeAcquirePort|AcquireType Port:u16 AddressFamily@TCPIP_ADDRESS_FAMILY_TYPE Interface Compartment
#1473!3 TcpSackUpdateLimitReached|Tcb:ptr Location
#1475!4 TcpCubicHystartStateChange|Tcb:ptr State:u16@TCP_CUBIC_HYSTART_STATE Cwnd SSThresh
#1476 TcpipLoopbackPacketTransmit|Nbl:ptr Interface Compartment AddressLength DestinationAddress:sock[AddressLength] SourceAddress:sock[AddressLength] IPTransportProtocol@TCPIP_Transport_Protocol
#1477 TcpConnectionSummary|Tcb:ptr DataBytesOut:u64 DataBytesIn:u64 DataSegmentsOut:u64 DataSegmentsIn:u64 SegmentsOut:u64 SegmentsIn:u64 NonRecovDa NonRecovDaEpisodes DupAcksIn BytesRetrans Timeouts SpuriousRtoDetections FastRetran MaxSsthresh MaxSsCwnd MaxCaCwnd SndLimTransRwin SndLimTimeRwin SndLimBytesRwin:u64 SndLimTransCwnd SndLimTimeCwnd SndLimBytesCwnd:u64 SndLimTransSnd SndLimTimeRSnd SndLimBytesRSnd:u64 ConnectionTimeMs:u64 TimestampsEnabled RttUs MinRttUs MaxRttUs SynRetrans CongestionAlgorithm@TCP_CONGESTION_ALGORITHM State LocalAddressLength LocalAddress:sock[LocalAddressLength] RemoteAddressLength RemoteAddress:sock[RemoteAddressLength] CWnd SsThresh RcvWnd RcvBuf SndWnd
#1477.1 TcpConnectionSummary|Tcb:ptr DataBytesOut:u64 DataBytesIn:u64 DataSegmentsOut:u64 DataSegmentsIn:u64 SegmentsOut:u64 SegmentsIn:u64 NonRecovDa NonRecovDaEpisodes DupAcksIn BytesRetrans Timeouts SpuriousRtoDetections FastRetran MaxSsthresh MaxSsCwnd MaxCaCwnd SndLimTransRwin SndLimTimeRwin SndLimBytesRwin:u64 SndLimTransCwnd SndLimTimeCwnd SndLimBytesCwnd:u64 SndLimTransSnd SndLimTimeRSnd SndLimBytesRSnd:u64 ConnectionTimeMs:u64 TimestampsEnabled RttUs MinRttUs MaxRttUs SynRetrans CongestionAlgorithm@TCP_CONGESTION_ALGORITHM State LocalAddressLength LocalAddress:sock[LocalAddressLength] RemoteAddressLength RemoteAddress:sock[RemoteAddressLength] CWnd SsThresh RcvWnd RcvBuf SndWnd InterfaceIndex LocalPort IsLoopback:bool
#1478!4 TcpipFramingPacketDrops|PathDirection@TCPIP_Path_Direction AddressFamily@TCPIP_ADDRESS_FAMILY_TYPE Interface PacketCount Reason Data
#1479!4 TcpRstSend|Tcb:ptr IPTransportProtocol@TCPIP_Transport_Protocol AddressFamily@TCPIP_ADDRESS_FAMILY_TYPE LocalSockAddrLength LocalSockAddr:sock[LocalSockAddrLength] RemoteSockAddrLength RemoteSockAddr:sock[RemoteSockAddrLength] Reason
#1480 TcpRecentConnectionFailure|Status:nts LocalSockAddrLength LocalSockAddr:sock[LocalSockAddrLength] RemoteSockAddrLength RemoteSockAddr:sock[RemoteSockAddrLength] TcpState ProcessId:pid Hour:u16 Minute:u16 Second:u16 Reason
#1480.1 TcpRecentConnectionFailure|Status:nts LocalSockAddrLength LocalSockAddr:sock[LocalSockAddrLength] RemoteSockAddrLength RemoteSockAddr:sock[RemoteSockAddrLength] TcpState ProcessId:pid Hour:u16 Minute:u16 Second:u16 Reason ProcessStartKey:u64
#1480.1 TcpRecentConnectionFailure|Status:nts LocalSockAddrLength LocalSockAddr:sock[LocalSockAddrLength] RemoteSockAddrLength RemoteSockAddr:sock[RemoteSockAddrLength] TcpState ProcessId:pid Hour:u16 Minute:u16 Second:u16 Reason ProcessSequenceNumber:u64
#1481!5 TcpPrrSend|Tcb:ptr SackIsLostSeq SackInFlight SackBytes SackIsLost SsThresh HeadSeq AckedData BytesInFlight BytesToSend:i64 PrrDelivered PrrOut
#1482!5 UdpSegmentMessage|Endpoint:ptr SegmentSize MessageLength:u64 HwDatagrams HwSegments SwSegments Status:nts
#1482.1!5 UdpSegmentMessage|Endpoint:ptr SegmentSize MessageLength:u64 HwDatagrams HwSegments SwSegments SubMssSegments Status:nts
#1483!5 UdpUsoFallback|Endpoint:ptr FailureReason@UDP_OFFLOAD_FAILURE_REASON SegmentSize LocalSockAddrLength LocalSockAddr:sock[LocalSockAddrLength] RemoteSockAddrLength RemoteSockAddr:sock[RemoteSockAddrLength]
#1484!2 TcpipFramingInterfaceBindFailure|IfIndex AddressFamily@TCPIP_ADDRESS_FAMILY_TYPE FailureCode Status:nts
#1485!2 TcpipFramingOidFailure|IfIndex AddressFamily@TCPIP_ADDRESS_FAMILY_TYPE OID Status:nts
#1486!4 TcpipStatusIndication|IfIndex AddressFamily@TCPIP_ADDRESS_FAMILY_TYPE NdisStatus
#1487!2 IpSessionFailure|SocketOptionLevel@SOCKET_OPT_LEVEL SocketOptionValue Status:nts
#1488!2 IpSessionFailure|SocketIoctl@SOCKET_IOCTL Status:nts
#1489!2 IpSessionMulticastOperation|RequestType@SESSION_MULTICAST_OPERATION_TYPE IPv4Address:ip4 IPv4SourceAddress IpAddrLength IpSourceAddrLength IPv6Address:sock[IpAddrLength] IPv6SourceAddress:sock[IpSourceAddrLength] FailureReason@UDP_OFFLOAD_FAILURE_REASON Status:nts
#1490!4 IpSessionMulticastOperation|RequestType IPv4Address:ip4 IPv4SourceAddress IpAddrLength IpSourceAddrLength IPv6Address:sock[IpAddrLength] IPv6SourceAddress:sock[IpSourceAddrLength]
#1491!4 IpMulticast|MessageType@TCPIP_IP_MULTICAST_INFO IfIndex IPv4Address:ip4 IpAddrLength IPv6Address:sock[IpAddrLength] Data
#1492!2 IpMulticast|MessageType@TCPIP_IP_MULTICAST_INFO IfIndex IPv4Address:ip4 IpAddrLength IPv6Address:sock[IpAddrLength] Data Status:nts
#1493!3 IpReassembly|Ce Ect0 Ect1 NotEct
#1495!2 IpReassembly,1498!3 IpFlUpdateAddressList|IfIndex AddressFamily@TCPIP_ADDRESS_FAMILY_TYPE Status:nts
#1496!3 IpReassembly|FragmentContextDirection@TCPIP_IP_REASSEMBLY_WFP IfIndex AddressFamily@TCPIP_ADDRESS_FAMILY_TYPE
#1497!4 IpMulticast|GroupChangeType@TCPIP_IP_GROUP_CHANGE_AT_FL IfIndex IPv4Address:ip4 IpAddrLength IPv6Address:sock[IpAddrLength] Data Status:nts
#1499!3 IpTemporaryAddressCreation|IfIndex IPv4Address:ip4 IpAddrLength IPv6Address:sock[IpAddrLength]
#1500!2 IpSubInterfaceCreation|IfIndex Status:nts
#1501!3 TcpipMediaReconnect,1582!5 TcpipIndicationFilteredForIflist|IfIndex
#1502!3 TcpipRegSyncInterface|IfIndex Field:z Status:nts
#1503!2 TcpipActiveRefFailure|Release IfIndex Subtask Status:nts
#1504!3 TcpipIpRedirectPath|IfIndex IPv4DestinationAddress IPv4NextHop IpAddrLength IPv6DestinationAddress:sock[IpAddrLength] IPv6NextHop:bin[IpAddrLength]
#1505!4 TcpipIpRedirectPath|IfIndex IpAddrLength IPv6Address:sock[IpAddrLength]
#1506!2 IpReassembly|Release AddressFamily@TCPIP_ADDRESS_FAMILY_TYPE IfIndex
#1507!2 IpReassembly|IfIndex ReassemblyId IPv4SourceAddress IPv4DestinationAddress IpAddrLength IPv6SourceAddress:sock[IpAddrLength] IPv6DestinationAddress:sock[IpAddrLength]
#1508!2 IpAncillaryData|Reason@IP_INVALID_ANCILLARY_DATA_REASON SocketLevel SocketOption
#1509!2 IpAncillaryData|Reason@IP_INVALID_IPV4_OPTION_REASON Option@IPV4_OPTION_TYPE
#1510!2 IpAncillaryData|Reason Option@IPV6_OPTION_TYPE
#1511!2 IpAncillaryData,1512!2 IpAncillaryData|Reason
#1513!2 IpAncillaryData|Reason@IP_INVALID_PKTINFO_OPTION_REASON
#1514!4 TcpInterfaceRscStateChange|IfIndex TcpRscEnabledIpv4 OffloadRscEnabledIpv4 TcpRscEnabledIpv6 OffloadRscEnabledIpv6
#1515!5 UdpUroNblOobInfo|Endpoint:ptr SegCount:u16 SegSize:u16 DataLength
#1516!4 SoftwareReceiveOffloadGlobalState|TcpRscDisabledMask:i32 UdpUroDisabledMask:i32
#1517!4 UdpGlobalParameters|AddressFamily@TCPIP_ADDRESS_FAMILY_TYPE DisableUro:u8
#1517.1!4 UdpGlobalParameters|AddressFamily@TCPIP_ADDRESS_FAMILY_TYPE DisableUro:u8 DisableUso:u8
#1518!4 IpInterfaceRundown|IfIndex CompartmentId AddressFamily@TCPIP_ADDRESS_FAMILY_TYPE ClientName:z
#1519!4 TcpGlobalPortReservation|ProcessId:pid Status:nts ReservationType IPTransportProtocol@TCPIP_Transport_Protocol StartPort:u16 NumberOfPorts:u16 ProcessSequenceNumber:u64
#1520!2 TcpipFramingTunnels|IfIndex TunnelType Reason
#1521!4 TcpipFramingInterfaceStatus,1525!4 TcpipFramingPatterns|IfIndex AddressFamily@TCPIP_ADDRESS_FAMILY_TYPE CurrentProgress NtStatus:nts
#1522!3 TcpipFramingIsolation|IfIndex AddressFamily@TCPIP_ADDRESS_FAMILY_TYPE Reason
#1523!2 TcpipFramingPatterns|IfIndex AddressFamily@TCPIP_ADDRESS_FAMILY_TYPE FailureType NtStatus:nts
#1524!4 TcpipFramingInterfaceMgmt|IfIndex AddressFamily@TCPIP_ADDRESS_FAMILY_TYPE FlicCode NtStatus:nts
#1526!4 TcpipFramingPnp|IfIndex AddressFamily@TCPIP_ADDRESS_FAMILY_TYPE Compartment Event@TCPIP_RSC_EVENT Data
#1527!4 InterfaceRundown|IfIndex IfLuid:u64 AddressFamily@TCPIP_ADDRESS_FAMILY_TYPE Compartment IsolationMode IsolalationId DlAddrLength DLAddress:sock[DlAddrLength] InterfaceType PhysicalMediumType@TCPIP_IP_PHYSICALMEDIUM_TYPE SwRscUroApplicable SwRscEnabled IfAlias:z
#1527.1!4 InterfaceRundown|IfIndex IfLuid:u64 AddressFamily@TCPIP_ADDRESS_FAMILY_TYPE Compartment IsolationMode IsolalationId DlAddrLength DLAddress:sock[DlAddrLength] InterfaceType PhysicalMediumType@TCPIP_IP_PHYSICALMEDIUM_TYPE SwRscUroApplicable SwRscEnabled IfAlias:z SwUroEnabled
#1528!4 RawEndpoint,1529!4 RawEndpoint|Endpoint:ptr IPTransportProtocol@TCPIP_Transport_Protocol NumMessages NumBytes LocalSockAddrLength LocalSockAddr:sock[LocalSockAddrLength] RemoteSockAddrLength RemoteSockAddr:sock[RemoteSockAddrLength]
#1530!2 RawEndpoint|Endpoint:ptr IPTransportProtocol@TCPIP_Transport_Protocol EndpointAddressLength EndpointAddress:sock[EndpointAddressLength] SendAddressLength SendAddress:sock[SendAddressLength] Reason Status:nts
#1531!4 RawEndpoint,1532!2 RawEndpoint|Endpoint:ptr AddressFamily@TCPIP_ADDRESS_FAMILY_TYPE IPTransportProtocol@TCPIP_Transport_Protocol Compartment ProcessId:pid ProcessSequenceNumber:u64 Reason Status:nts
#1533!4 RawEndpoint,1534!2 RawEndpoint|Endpoint:ptr IPTransportProtocol@TCPIP_Transport_Protocol LocalSockAddrLength LocalSockAddr:sock[LocalSockAddrLength] Reason Status:nts
#1535!4 RawEndpoint|Endpoint:ptr
#1536!3 IcmpRouterAdvertisement|IfIndex PreferredLifetime ValidLifetime
#1537!3 IcmpRouterAdvertisement|IfIndex PrefixLength IdentifierLength
#1538!4 ArpPacketDrops,1543 ArpPacketDrops|IfIndex DlAddrLength DlSourceAddress:bin[DlAddrLength] IpSourceAddress IpTargetAddress DropReason@ICMP_PACKET_DROP_REASON
#1539!4 ArpPacketDrops|IfIndex DlAddrLength DlSourceAddress:bin[DlAddrLength] IpSourceAddress Directed DropReason@ICMP_PACKET_DROP_REASON
#1540!4 UpperLayerProtocolFailure|AddressFamily@TCPIP_ADDRESS_FAMILY_TYPE IPTransportProtocol@TCPIP_Transport_Protocol
#1541!5 UpperLayerProtocolFailure|AddressFamily@TCPIP_ADDRESS_FAMILY_TYPE IPTransportProtocol@TCPIP_Transport_Protocol Status:nts
#1542!4 NeighborRundown|IfIndex CompartmentId IpAddrLength IPAddress:sock[IpAddrLength] DlAddrLength DLAddress:sock[DlAddrLength] NeighborState LastReachableInMs IsUnreachable Flags
#1544!4 TcpipSetSockOpt|Endpoint:ptr Level Name Length Value:bin[Length]
#1545!4 TcpRackTimeout|Tcb:ptr SndUna SndMax SackedBytes LossDetected InRecovery
#1546!4 TcpArmRackTimer|Tcb:ptr SndUna SndMax SackedBytes LossDetected InRecovery DeltaTicks
#1547!5 TcpReceiveSackBlock|Tcb:ptr SndUna SndMax Ack SLE SRE
#1548!4 TcpReceiveSack|Tcb:ptr SndUna SndMax Ack SackedBytes LossDetected InRecovery NumSackBlocks DSackCount NewSackInfo RecoveryMax
#1548.1!4 TcpReceiveSack|Tcb:ptr SndUna SndMax Ack SackedBytes LossDetected InRecovery NumSackBlocks DSackCount NewSackInfo RecoveryMax NewSackedBytes
#1550!5 TcpSendTrackerAck|Tcb:ptr AckNo Start End Timestamps EverRetransmitted SackedBytes BytesInFlight
#1550.1!5 TcpSendTrackerAck|Tcb:ptr AckNo Start End Timestamps EverRetransmitted SackedBytes BytesInFlight State
#1551!5 TcpSendTrackerSend|Tcb:ptr Start End Timestamps SackedBytes BytesInFlight
#1551.1!5 TcpSendTrackerSend|Tcb:ptr Start End Timestamps SackedBytes BytesInFlight NoNewTransmitCreated
#1552!5 TcpSendTrackerDetectLoss|Tcb:ptr Start End Timestamps EverRetransmitted InFlightCount SackedBytes BytesInFlight
#1553!5 TcpAcceptRedirect|OriginalListener:ptr RedirectedListener:ptr Succeeded Redirected CodePath SockAddrLength LocalSockAddr:sock[SockAddrLength] RemoteSockAddr:sock[SockAddrLength] RedirectSockAddr:sock[SockAddrLength]
#1554!5 TcpSendTrackerSackLimitReached|Tcb:ptr SndUna SndMax Ack SLE SRE NumSackTransmits Limit
#1555!4 TcpConnectionTerminatedByNsi|Tcb:ptr State Pid:pid ProcessStartKey:u64 Shutdown
#1556!5 TcpRateBasedPacingTimeout|Tcb:ptr SndUna SndMax PacingAllowance PacingRate
#1557!4 TcpRLedbatState|Tcb:ptr EventType SsThresh Wnd WndWs DrainedBytes ReceiveHigh TsHigh LastRollOverTimeMs EndReductionTimeMs MinDelaySampleMs MinBaseDelayMs
#1562!2 TcpCreateEndpointAccessFailure|LocalAddressLength LocalAddress:sock[LocalAddressLength] Status:nts ProcessId:pid CompartmentId AddressFamily@TCPIP_ADDRESS_FAMILY_TYPE ProcessStartKey:u64
#1563!2 UdpCreateEndpointAccessFailure|Endpoint:ptr Status:nts ProcessId:pid CompartmentId AddressFamily@TCPIP_ADDRESS_FAMILY_TYPE ProcessStartKey:u64
#1564!2 TcpConnectTcbFailedAccess|LocalAddressLength LocalAddress:sock[LocalAddressLength] RemoteAddressLength RemoteAddress:sock[RemoteAddressLength] Status:nts ProcessId:pid Compartment Tcb:ptr ProcessStartKey:u64
#1565!5 TcpCongestionStateChange|Tcb:ptr OldState NewState
#1566!5 TcpSendTrackerSackReorderingDetected|Tcb:ptr MaxReorderingBytes Fack EndSeq
#1577!5 TcpSendTrackerUpdateReoWnd|Tcb:ptr Multiplier Persist Reownd ReorderingSeen DSackSeenOnLatestAck InLossRecovery DupAckCountReached DSackRound DSackRoundValid
#1578!4 IpInjectNbl,1579!4 IpInjectNbl,1580!4 IpInjectNbl,1581!4 IpInjectNbl|Nbl:ptr AddressFamily@TCPIP_ADDRESS_FAMILY_TYPE CompartmentId Interface IPTransportProtocol@TCPIP_Transport_Protocol
#1583!5 TcpBbr2|Tcb:ptr bbr_bw min_rtt_us mode cycle_idx CWnd PacingRate BytesSent SRtt
#1584!5 TcpSendTrackerMarkRexmit|Tcb:ptr Start End Timestamps InFlightCount SackedBytes BytesInFlight
#1585!5 TcpSendTrackerRackUpdate|Tcb:ptr RackXmitTimeStampValid RackXmitTimeStampInUs RackEndSeq RackRttInUs NowInUs TimeStampInUs
#1586!4 IpInterfaceChange|AddressFamily@TCPIP_ADDRESS_FAMILY_TYPE CompartmentId Interface PrefixSharing
#1587!4 TcpCarefulAck|Tcb:ptr ThAck SndUna SndMax RecoveryMax SndWnd SndWndChanged SackUpdated TcpState CongestionState Frto
#1588!4 IpInterfaceChange|AddressFamily@TCPIP_ADDRESS_FAMILY_TYPE CompartmentId Interface OldForwardingTag NewForwardingTag
#1589!4 TcpAfRundown|AddressFamily@TCPIP_ADDRESS_FAMILY_TYPE RssEnabled
#1590!4 TcpSendCompletionFailure|Tcb:ptr Nbl:ptr Status:nts
#1592!4 IpNeighborReset|Interface IpAddrLength IPAddress:sock[IpAddrLength] DlAddrLength DLAddress:sock[DlAddrLength] OldNeighborState ResetReason CompartmentId
#1593!4 TcpGlobalTimerFired|Processor Tick
#1594!4 TcpGlobalTimerArmed|NextToExpire Period
#1595!4 TcpGlobalTimerCancelled,1596!4 TcpFastopenKeyUpdate|
#1597!4 TcpAutoTuningPausedForMemoryUsage|AddressFamily@TCPIP_ADDRESS_FAMILY_TYPE Tcb:ptr TotalBytesBuffered:u64 UpperLimit:u64
#1598!2 IpAddressAutoConfigurationLimitFailure|Interface CompartmentId Protocol:az IpAddrLength IPv4Address:ip4 IPv6Address:sock[IpAddrLength] IPProtocol@TCPIP_Protocol
#1599!2 IpRouteAutoConfigurationLimitFailure|Interface CompartmentId Protocol:az DestinationPrefixAddressLength NextHopAddressLength DestinationPrefixLength DestinationPrefix:bin[DestinationPrefixLength] NextHopAddress:sock[NextHopAddressLength] IPv4DestinationPrefix IPv4NextHopAddress:ip4 IPProtocol@TCPIP_Protocol
#1600!2 TcpipPBRFailure|Compartment DestinationAddrLength DestinationAddress:sock[DestinationAddrLength] SourceAddrLength SourceAddress:sock[SourceAddrLength] TransportProtocol IcmpType:u8 IcmpCode:u8 PolicySourceAddrLength PolicySourceAddress:sock[PolicySourceAddrLength] PolicyNextHopAddrLength PolicyNextHopAddress:sock[PolicyNextHopAddrLength] PolicyInterfaceLuid:u64 FailureReason@UDP_OFFLOAD_FAILURE_REASON Status:nts
#1601!5 TcpRx|Tcb:ptr NewState FastPath NBL:ptr ThSeq ThAck ThFlags:u8 RSC CoalescedSegCount:u16 RscTcpTimestampDelta EcnCePresent
#1602!5 TcpProcessFastRxBatch|Tcb:ptr SegmentCount NumBytes NblHead:ptr NblTail:ptr Inspect
#1603!4 TcpDisconnect|Tcb:ptr State Injected:z DataLength:u64
#1604!4 Ndkpi_Disconnect_Event_Callback_Ex|DisconnectEventContext:ptr ProviderDisconnectReason
#1607!4 Ndkpi_Open_Adapter_Version_Override|ProviderSupportedNDKVersionMajor:u16 ProviderSupportedNDKVersionMinor:u16 FlConfiguredNdkpiVersionMajor:u16 FlConfiguredNdkpiVersionMinor:u16 ActualSupportedNDKVersionMajor:u16 ActualSupportedNDKVersionMinor:u16 IF_INDEX
#1608!4 Ndkpi_Fl_Version_Config_Registry_Override|OldFlVersionMajor:u16 OldFlVersionMinor:u16 NewFlVersionMajor:u16 NewFlVersionMinor:u16 OverrideStatus:z
#1609!3 Ndkpi_Open_Adapter_Unexpected_Provider_Version|ProviderSupportedNDKVersionMajor:u16 ProviderSupportedNDKVersionMinor:u16 ConsumerSpecifiedNdkpiVersionMajor:u16 ConsumerSpecifiedNdkpiVersionMinor:u16 IF_INDEX
#1610!5 TcpipDsDetectTraffic|StandbyEvent AddressFamily@TCPIP_ADDRESS_FAMILY_TYPE
#1611!4 TcpipDsStateChange|DSState
#1612!5 TcpipDsResolveApi|API:az
#1613!4 SendOffloadGlobalState|UdpUsoDisabledMask:i32
#1614!4 TcpipFramingUroStatus|SwUroEnabled HwUroEnabled
#1615!4 TcpipGlobalPowerPolicyChange,1636!4 TcpipPowerPolicyRundown|PowerPolicy
#1616!4 TcpipGlobalPowerPolicySendRS,1617!4 TcpipGlobalPowerPolicyRequestRS|InterfaceIndex RouterSolicitationReason PowerPolicy
#1618!4 TcpipIpRouteLifetime|Interface Protocol:az Compartment DestinationPrefixAddressLength DestinationPrefix:bin[DestinationPrefixAddressLength] DestinationPrefixLength NextHopAddressLength NextHopAddress:sock[NextHopAddressLength] Metric Origin@IP_ROUTE_ORIGIN CurrentTime OldBasetime OldValidTime OldPreferredTime NewBasetime NewValidTime NewPreferredTime
#1619!5 IpSourceAddressSelection|IpAddrLength PreferredSourceIPAddress:sock[IpAddrLength] NonPreferredSourceIPAddress:sock[IpAddrLength] DestinationIPAddress:sock[IpAddrLength] CompartmentId Rule RuleExtension RuleName@IP_SOURCE_ADDRESS_PREFERENCE_RULE
#1620!4 RemoteEndpointCleanup|AddressLength LocalAddress:sock[AddressLength] RemoteAddress:sock[AddressLength] CurrentTick:u64 LastTick:u64 LifeTime LifetimeFactor:u16
#1621!4 FlVirtualInterfaceCreation,1622!4 FlVirtualInterfaceDeletion|IfLuid:u64 AddressFamily@TCPIP_ADDRESS_FAMILY_TYPE CompartmentGuid:guid CompartmentId IsolationMode IsolalationId Origin@IP_ROUTE_ORIGIN VirtualIfLuid:u64 VirtualIfIndex
#1623!4 TcpipGlobalPowerPolicyTransitionAdjustment|InterfaceIndex DestinationPrefixAddressLength DestinationPrefix:bin[DestinationPrefixAddressLength] DestinationPrefixLength NextHopAddressLength NextHopAddress:sock[NextHopAddressLength] EnteredStandbySystemTickCount:u64 CurrentTickCount ValidLifetimeHighWaterTickCount
#1624!4 TcpFlowLabelRefresh|Tcb:ptr OldFlowLabel NewFlowLabel
#1626!5 TcpLimitingFactor|Tcb:ptr SenderLimitedBytes:u64 ReceiverLimitedBytes:u64 CongestionLimitedBytes:u64
#1627!4 UdpOffloadHwUroChangeScheduled|IfLuid:u64 ChangeReason NewUroState CurrentUroState LastScheduledState
#1627.1!4 UdpOffloadHwUroChangeScheduled|IfLuid:u64 ChangeReason NewUroState CurrentUroState LastScheduledState FailureReasonFlags
#1628!4 UdpOffloadHwUroChangeComplete|IfLuid:u64 ChangeReason NewUroState Status:nts
#1628.1!4 UdpOffloadHwUroChangeComplete|IfLuid:u64 ChangeReason NewUroState Status:nts FailureReasonFlags
#1629!4 FlsnpiClientAttach|ClientName:z AddressFamily@TCPIP_ADDRESS_FAMILY_TYPE ClientNpiVersion NblContextSize FailureReason@UDP_OFFLOAD_FAILURE_REASON Status:nts
#1630!4 FlsnpiClientDetach|ClientName:z AddressFamily@TCPIP_ADDRESS_FAMILY_TYPE
#1631!4 FlsnpiClientInterfaceAttach|ClientName:z AddressFamily@TCPIP_ADDRESS_FAMILY_TYPE CompartmentId IfIndex VirtualIfId Flags FailureReason@UDP_OFFLOAD_FAILURE_REASON Status:nts
#1632!4 FlsnpiClientInterfaceDetach|ClientName:z AddressFamily@TCPIP_ADDRESS_FAMILY_TYPE CompartmentId IfIndex VirtualIfId FailureReason@UDP_OFFLOAD_FAILURE_REASON Status:nts Flags
#1633!2 FlsnpiDataPathFailure|Operation AddressFamily@TCPIP_ADDRESS_FAMILY_TYPE PathDirection@TCPIP_Path_Direction ClientName:z CompartmentId IfIndex VirtualIfId Flags FailureReason@UDP_OFFLOAD_FAILURE_REASON Status:nts InjectionIfIndex
#1634!5 FlsnpiClientSilentDrop|PathDirection@TCPIP_Path_Direction AddressFamily@TCPIP_ADDRESS_FAMILY_TYPE ClientName:z CompartmentId InterfaceIndex VirtualIfId PacketCount
#1635 FlsnpiPacketStats|Direction AddressFamily@TCPIP_ADDRESS_FAMILY_TYPE CompartmentId InterfaceIndex VirtualIfId PacketsIndicated PacketsReturned PacketsInjected PacketsCloned PacketsClonedWithNBSplit PacketsDropped PacketsSilentlyDropped
#1637!4 TcpSendAcked|Tcb:ptr NumBytes SndNxt ActivityID:ptr SndLimBytesSnd:u64 SndLimBytesRwin:u64 SndLimBytesCwnd:u64 CWnd SRtt LossRecoveryEpisodes RtoEpisodes PtoEpisodes
#1638!4 IpRaPref64Event|Event@TCPIP_RSC_EVENT Interface CompartmentId RouterAddrLength RouterAddress:sock[RouterAddrLength] PrefixAddrLength Prefix:bin[PrefixAddrLength] PrefixLength Lifetime
#1639!4 IpDestinationCacheInvalidation|CompartmentId AddressFamily@TCPIP_ADDRESS_FAMILY_TYPE RoutingEpoch:i32
#1640!2 FlVirtualIfSetError,1641!2 FlVirtualIfGetError|NsiAction AddressFamily@TCPIP_ADDRESS_FAMILY_TYPE IfLuid:u64 CompartmentGuid:guid VirtualIfId IsolationMode Status:nts FailureReason@UDP_OFFLOAD_FAILURE_REASON
#1642!4 IpRecvPrefixOptionInRouterAdvertisement|InterfaceIndex InterfaceGuid:guid CompartmentId AddressLength SourceIpAddress:sock[AddressLength] PrefixValue:bin[AddressLength] PrefixLength ValidLifetime PreferredLifetime FlagsValue:u8 IsRoute:bool IsSitePrefix:bool IsRouterAddress:bool IsAutonomous:bool IsOnLink:bool`;
