/**
 * Every layout of Hyper-V-VmSwitch as "ids: fields". {X} stands for XNameLen XName XFNameLen XFName, the identifier of a NIC, port or switch and
 * its friendly name. There is no public manifest: the one-byte flags of the only source are taken as 4-byte booleans, as in its sister providers.
 */
export const VM_SWITCH_LAYOUTS = `
1 2 3: Status:nts
4: Status:nts UniqueEvent
5 7 19 21 22 23 24 124 125 126 191 192 193 202 203 263: {Nic}
6 8 13 16 20 77 190 236 238 258 269 276: Status:nts {Nic} UniqueEvent
9 42 43 62 64 66: {Switch} Flags OwnerService
10 11 14 41 63 65 132 239: Status:nts {Switch} UniqueEvent
12 15 34 68 70 72 73 74: Status:nts {Port} {Switch} UniqueEvent
17 99 232: {Nic} {Port} {Switch}
18 32 35 275: Status:nts {Nic} {Port} {Switch} UniqueEvent
25 28: MacAddressLen MacAddress:s {Port1} {Port2}
26: VMNameLen VMName:s VMIdLen VMId:s ServerVersionLen ServerVersion:s ClientVersionLen ClientVersion:s
29 30 31: MacAddressLen MacAddress:s {Nic}
33: VMNameLen VMName:s {Nic} {Port} {Switch}
36: {Port} {Switch} AclNameLen AclName:s
37: IpsecOffloadInboundDropReason {Port} {Switch} DestAddressLen DestAddress:s SPI
38: {Port} {Switch} DestAddressLen DestAddress:s SPI
39: {Port} {Switch} OffloadHandle:ptr
40: IpsecSaOffloadFailureReason {Port} {Switch} Status:nts
44: {Switch} VmqIndex SourceProcIndex DestinationProcIndex
45 119 121 224: {Port} {Switch}
46: {Switch} {Port}
47: CurrentTime:u64 BytesSent BytesDropped NewSendWindow MinSendWindow Weight SBytesRequested:i64 DropRate IdleIntervals:u64 RcSendWindow RcEpisodeLength RcStatMuxFactor RcExitThreshold AverageMaxBytesRequested
48: CurrentTime:u64 ActiveFlows ActiveWeight NewSendWindow
49: FlowConformanceEvent CurrentTime:u64 LastConformanceTime:u64 PeakConformanceTime:u64 Tokens:u64 MaxTokens:u64 Rate:u64 LastConformanceCredits
50: FlowSendQueueEvent CurrentTime:u64 IdleTime:u64 DelayTime:u64 BytesRequested BytesSent BytesQueued
51: TimerEvent TimerId CurrentTime:u64 SetTime:u64 RunTime:u64 FlowsProcessed NblsSent NblsDropped Flags
52: CurrentTime:u64 BytesRequested BytesCompleted BytesInQueue BufferAvailable:i64 BetaTerm:i64 AlphaTerm:i64 DeltaSendWindow:i64 NewSendWindow:i64
53: DropReason@DropReason
54 55: {Nic} {Switch} DropReason@DropReason
56 58 240 241: {Nic} {Switch} BufferAddress:ptr
57 242: {SrcNic} {DestNic} {Switch} BufferAddress:ptr
59: ExtensionNameLen ExtensionName:s {SrcNic} {DestNic} {Switch}
60: {SrcNic} {Switch} ExtensionGuidLen ExtensionGuid:s ExtensionFriendlyNameLen ExtensionFriendlyName:s ReasonLen Reason:s
61: ExtensionNameLength ExtensionName:s ExtensionId:guid FeatureClassId:guid {Nic} VMNameLen VMName:s VMIdLen VMId:s
67 69 71 264: {Port} {Switch} Flags OwnerService
75 105: Status:nts {Port} {Switch} UniqueEvent Operation
76 104: Status:nts {Nic} Operation UniqueEvent
78 86: Status:nts {Port} {Switch} PropertyId:guid InstanceId:guid UniqueEvent Operation
79 92: {Port} {Switch} PropertyId:guid InstanceId:guid Operation
80 103: Status:nts {Switch} PropertyId:guid InstanceId:guid UniqueEvent Operation
81 93: {Switch} PropertyId:guid InstanceId:guid Operation
82: Status:nts {Port} {Switch} Reservation:i64 Weight:i64 Limit:i64 BurstLimit:i64 BurstSize:i64 FailReason Operation
83: {Port} {Switch} Reservation:i64 Weight:i64 Limit:i64 BurstLimit:i64 BurstSize:i64 Operation
84 85: {Switch} Status:nts Reservation:i64 Weight:i64
87 96: {Port} {Nic}
88: {Port} {Switch} AllowMacSpoofing:bool EnableDhcpGuard:bool EnableRouterGuard:bool MonitorMode MonitorSession AllowIeeePriorityTag:bool VirtualSubnetId AllowTeaming:bool StormLimit DynamicIPAddressLimit EnableFixSpeed10G:bool FailReason
89: {Port} {Switch} AllowMacSpoofing:bool EnableDhcpGuard:bool EnableRouterGuard:bool MonitorMode MonitorSession AllowIeeePriorityTag:bool VirtualSubnetId AllowTeaming:bool StormLimit DynamicIPAddressLimit EnableFixSpeed10G:bool
90: {Port} {Switch} Direction Applicability Type Action LocalAddrLen LocalAddr:s LocalPrefix RemoteAddrLen RemoteAddr:s RemotePrefix FailReason
91: {Port} {Switch} Direction Applicability Type Action LocalAddrLen LocalAddr:s LocalPrefix RemoteAddrLen RemoteAddr:s RemotePrefix
94: {Port} {Switch} IPSecOffloadLimit VMQOffloadWeight IovOffloadWeight QueuePairs InterruptModeration FailReason
95 127: {Port} {Switch} FailReason
97: Status:nts {Switch} FailReason
98: ExtensionId:guid {Nic} {Port} {Switch}
100: Status:nts {Switch} Reservation:i64 Weight:i64 FailReason Operation
101: {Switch} Reservation:i64 Weight:i64 Operation
102: VMNameLen VMName:s VMIdLen VMId:s
106: {Nic} {Switch} QueueMode
107: DataOidTarget Oid {Switch}
108: DataOidTarget Oid {Switch} Status:nts
109: DataOidTarget Oid {Switch} {SrcNic} SrcNicIndex {DstNic} DstNicIndex
110: DataOidTarget Oid {Switch} {SrcNic} SrcNicIndex {DstNic} DstNicIndex Status:nts
111: StatusTarget Oid {Switch}
112: StatusTarget Oid {Switch} {SrcNic} SrcNicIndex {DstNic} DstNicIndex
113 114: Status:nts {Nic} {Switch} FailReason
115: {Nic} {Switch}
116 117: {Switch} {Nic} NicIndex NetCfgInstanceId:guid Status:nts
118: {Switch} {Nic} ConfigurationType
120 265 266 270: {Switch} {Nic}
122: {Nic} {Switch} QueueMode Status:nts FailReason
123: {Nic} LinkSpeed:u64 VmqSupported:bool dynamicVmqSupported:bool QueueMode EnabledFilterTypes EnabledQueueTypes SupportedQueueProperties SupportedFilterTests SupportedHeaders SupportedMacHeaderFields
128: {Port} {Switch} FailReason Ext1 Ext2
129: {Port} {Switch} FailReason RoutingDomainGuidLen RoutingDomainGuid:s RoutingDomainNameLen RoutingDomainName:s Ext1 Ext2
130: {Port} {Switch} Direction Action LocalIPAddrLen LocalIPAddr:s RemoteIPAddrLen RemoteIPAddr:s LocalPortLen LocalPort:s RemotePortLen RemotePort:s Protocol Weight Stateful:bool IdleSessionTimeout VirtualSubnetId FailReason
131: {Port} {Switch} Direction Weight
133: {Switch} ProcIndex VmqIndex RssQueueIndex
134: {Switch} ProcIndex VmqIndex
135: ProcIndex ProcUtil
136: {Switch} VmqIndex RssQueueIndex ProcIndex QueueLoad
137: {Switch} VmqIndex RssQueueIndex ProcIndex QueueLoad SafeThreshold
138: {Switch} VmqIndex ProcIndex QueueLoad
139: {Switch} VmqIndex ProcIndex QueueLoad SafeThreshold
140: {Switch} VmqIndex RssQueueIndex ReceiveProcIndex SendProcIndex DestinationReceiveProcIndex DestinationSendProcIndex
141: {Switch} IsActivate VmqIndex ProcIndex
142 225: {Nic} {Switch} FailReason Status:nts Flags BaseCpuNumber HashInformation IndirectionTableSize IndirectionTableOffset HashSecretKeySize HashSecretKeyOffset
143 226: {Nic} {Switch} Flags BaseCpuNumber HashInformation IndirectionTableSize IndirectionTableOffset HashSecretKeySize HashSecretKeyOffset
144 145: FailReason
146 147 150 151 216: FailReason {Nic} {PtNic}
148: FailReason NdisOid Status:nts {Nic} {PtNic}
149 217 254: FailReason NetEvent Status:nts {Nic}
152: OldMember:guid NewMember:guid
153 154 155 156 158 160 162 174 175: Member:guid Status:nts
157: TeamNic:ptr Member:guid
159 168 171: TeamNic:ptr Status:nts
161: Status:nts
163: Aggregator:ptr
164 170: TeamNic:ptr Member:guid Status:nts
165: TeamNic:ptr StatusBufferLen StatusBuffer:b
166 167: TeamNic:ptr Receiver:ptr
169: TeamNic:ptr Aggregator:ptr
173: Member:guid OldAggregator:ptr NewAggregator:ptr
176 180: Member:guid BufferLen Buffer:b
177 178 179: Member:guid OldState NewState
181 182: Member:guid OldAggregator:ptr NewAggregator:ptr Ready:bool
183: Member:guid ChurnType:i32 OldState:i32 NewState:i32
184 185 186 187 188 189: DriverObject:z Member:z
194: {Nic} Operation FailureCode FailureReason Ext1 Ext2
195 196: {Nic} Operation FailureCode FailureReason Ext1 HeaderType HeaderRevision HeaderSize ExtensionId:guid FeatureId:guid SaveDataSize SaveDataSizeOverflow
197: VlanID {Nic} FailReason
198 199 200 201 248 249 250 251: {Nic} Status:nts FailureReason
204 245: FilterId vPortId Status:nts VportsSupported:bool EmbeddedTeaming:bool NicIndex DstVPortId VlanId MacLength MacAddress:b
205 246: FilterId SrcVPortId Status:nts VportsSupported:bool EmbeddedTeaming:bool NicIndex DstVPortId
206 207 208 209 210 211: Status:nts SwitchNameLen SwitchName:s SwitchFriendlyNameLen SwitchFriendlyName:s TeamingMode LoadBalancingAlgorithm VmqSumOfQueues:bool
212 213 214: Status:nts SwitchNameLen SwitchName:s SwitchFriendlyNameLen SwitchFriendlyName:s NicNameLen NicName:s NicFriendlyNameLen NicFriendlyName:s NicIndex
215 247: FilterId vPortId Status:nts VportsSupported:bool EmbeddedTeaming:bool NicIndex
218 219: {Nic} {Port} {Switch} RoutingDomainCount MultiTenantStackEnabled:bool Status:nts Ext1 Ext2
220: {Nic} {Port} {Switch} NicStatus Status:nts
221 222: {Nic} {Port} {Switch} ObjectState NicState NicPaused:bool BuffersNotReady:bool
223: {Switch}
227: Status:nts {Switch} DefaultQueueVrssEnabled:bool DefaultQueueVmmqEnabled:bool DefaultQueueVrssMaxQueuePairs:i32 DefaultQueueVrssMinQueuePairs:i32 DefaultQueueVrssQueueSchedulingMode DefaultQueueVrssExcludePrimaryProcessor:bool DefaultQueueVrssIndependentHostSpreading:bool FailReason Operation
228: {Switch} DefaultQueueVrssEnabled:bool DefaultQueueVmmqEnabled:bool DefaultQueueVrssMaxQueuePairs:i32 DefaultQueueVrssMinQueuePairs:i32 DefaultQueueVrssQueueSchedulingMode DefaultQueueVrssExcludePrimaryProcessor:bool DefaultQueueVrssIndependentHostSpreading:bool Operation
229: FailReason SwitchNameLen SwitchName:s SwitchFriendlyNameLen SwitchFriendlyName:s MemberAdapterNameLen MemberAdapterName:s MemberAdapterFriendlyNameLen MemberAdapterFriendlyName:s NicIndex
230: SwitchNameLen SwitchName:s SwitchFriendlyNameLen SwitchFriendlyName:s NvgreEnabled:bool VxLanEnabled:bool
231: MacAddressLen MacAddress:s MemberAdapterNameLen MemberAdapterName:s MemberAdapterFriendlyNameLen MemberAdapterFriendlyName:s TimeDiff:i64
233: {Nic} Operation
234: NicNameLen NicName:s PortNameLen PortName:s
235: Status:nts NicNameLen NicName:s PortNameLen PortName:s UniqueEvent
237: {Switch} Reason
243 244: {Switch} {Nic} AvailableAddressFilters RequestedVlanIDs
252 253: {Switch} ProcessorIndex QueueSizeMBytes QueueLimitMBytes
255 256 257: Status:nts {Port} {Nic} RdmaWeight FailReason
259: NdisOid OidFailureStatus FailureMode SwitchFNameLen SwitchFName:s {Nic} PtNicFNameLen PtNicFName:s
260: {Switch} VmqIndex RssQueueIndex:i16 NdisStatus:i32
261: Status:nts {Switch} DropLowResourcesPackets:bool FailReason Operation
262: {Switch} DropLowResourcesPackets:bool Operation
267: IoctlCode ElapsedTime:u64 Status:nts
268: ConnectivityState
277: BuildNumber BuildArch:z BuildBranch:z Debug:bool Official:bool Date:z Time:z
291: NicName:z NicFName:z OldNicIPv4RscEnabled:bool OldNicIPv6RscEnabled:bool NewNicIPv4RscEnabled:bool NewNicIPv6RscEnabled:bool RscStateModifiedReason
`;
