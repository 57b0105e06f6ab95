/** Layouts and value texts of Microsoft-Windows-NDIS, in the notation of table-text.ts. */
export const NDIS = `cdead503-17f5-4a3e-b7ae-df8cc2902eb9 Microsoft-Windows-NDIS
@mapPnPIrpMinorFunction
0:IRP_MN_START_DEVICE|IRP_MN_QUERY_REMOVE_DEVICE|IRP_MN_REMOVE_DEVICE|IRP_MN_CANCEL_REMOVE_DEVICE|IRP_MN_STOP_DEVICE|IRP_MN_QUERY_STOP_DEVICE|IRP_MN_CANCEL_STOP_DEVICE|IRP_MN_QUERY_DEVICE_RELATIONS|IRP_MN_QUERY_INTERFACE|IRP_MN_QUERY_CAPABILITIES|IRP_MN_QUERY_RESOURCES|IRP_MN_QUERY_RESOURCE_REQUIREMENTS|IRP_MN_QUERY_DEVICE_TEXT|IRP_MN_FILTER_RESOURCE_REQUIREMENTS
15:IRP_MN_READ_CONFIG|IRP_MN_WRITE_CONFIG|IRP_MN_EJECT|IRP_MN_SET_LOCK|IRP_MN_QUERY_ID|IRP_MN_QUERY_PNP_DEVICE_STATE|IRP_MN_QUERY_BUS_INFORMATION|IRP_MN_DEVICE_USAGE_NOTIFICATION|IRP_MN_SURPRISE_REMOVAL
@mapWMIIrpMinorFunction
0:IRP_MN_QUERY_ALL_DATA|IRP_MN_QUERY_SINGLE_INSTANCE|IRP_MN_CHANGE_SINGLE_INSTANCE|IRP_MN_CHANGE_SINGLE_ITEM|IRP_MN_ENABLE_EVENTS|IRP_MN_DISABLE_EVENTS|IRP_MN_ENABLE_COLLECTION|IRP_MN_DISABLE_COLLECTION|IRP_MN_REGINFO|IRP_MN_EXECUTE_METHOD
11:IRP_MN_REGINFO_EX
@mapRegistrationFailureReason
0:Invalid driver version|Required handlers missing|Request and RequestComplete must come together|CancelRequest needs Request|DirectRequest and DirectRequestComplete must come together|CancelDirectRequest needs DirectRequest|CancelSend needs Send|Filter Driver names are too long
@mapInitializeReason
1:InitializeHandler|Error creating Ndis Supported Oid List|WOL not possible on this miniport|Ethernet filter database not created|Token Ring filter database not created|Null filter database not created|Bottom null filter database not created|IoWMIRegistrationControl failed
10:Device class association failed|Interface update failed|ndisQueryOidList failed
@mapMiniportAction
0:Halting|Reset Requested|Reset Pending
@mapOid
65797:OID_GEN_MAXIMUM_LOOKAHEAD|OID_GEN_MAXIMUM_FRAME_SIZE
65811:OID_GEN_MAC_OPTIONS
65813:OID_GEN_MAXIMUM_SEND_PACKETS
16843009:OID_802_3_PERMANENT_ADDRESS|OID_802_3_CURRENT_ADDRESS
16843012:OID_802_3_MAXIMUM_LIST_SIZE
33620225:OID_802_5_PERMANENT_ADDRESS|OID_802_5_CURRENT_ADDRESS
67174657:OID_WAN_PERMANENT_ADDRESS|OID_WAN_CURRENT_ADDRESS
4244701441:OID_PNP_SET_POWER|OID_PNP_QUERY_POWER
@mapPnPActivationFailureReason
0:NULL Port List|activation not valid for default port|default port is already activated|port is not found|port is not in allocated state|deactivation not valid for default port|default port is already deactivated|port is not in activated state
@mapProtocolInvalidReason
0:Invalid SendNetBufferListsComplete handler|Invalid ReceiveNetBufferLists handler|OidRequestCompleteHandler is invalid
@mapNdisFilterState
0:Detached|Attaching|Paused|Restarting|Running|Pausing|Detaching
@mapNetIfOperStatus
1:UP|DOWN|TESTING|UNKNOWN|DORMANT|NOT_PRESENT|LOWER_LAYER_DOWN
@mapNetChangeType
1:PossibleNetworkChange|DefinitelyNetworkChange|NetworkChangeFromMediaConnect
@OpcodeMap
180:Start State|End State|Closed State|Open State|Connect State|Listen State|Association State|Authentication State|Established State
@*mapNetIfOperStatusFlags
1:DOWN_NOT_AUTHENTICATED|DOWN_NOT_MEDIA_CONNECTED
4:DORMANT_PAUSED
8:DORMANT_LOW_POWER
@mapPmComponentId
0:Unspecified Component|TCPIP RS|DHCPv4|DHCPv6|Wireless LAN|Wireless WAN|WCM|NCSI|Test|EAP SIM|TCPIP OID|TCPIP Data|TCPIP DAD|Geolocation|WLAN Network Manager|WCM-PDC Network Activation
@mapMiniportEvent
0:Unknown|Dx_SystemSleep|Dx_NicQuiet|Dx_SSIdle|Dx_D3DTimeout|D0_SystemResume|D0_NicActive|D0_AoAcWake|D0_SSResume|D0_D3DCancel|D0_D3DWake|D0_D3DResume|D0_Complete|D0_SSComplete|Dx_Complete|Dx_SSComplete|SSIdle_Cancel|SSIdle_Complete|SSIdle_Request|SSIdle_Confirm|D0_AoAcSurpriseWake
31:DeviceAdded|DeviceStart|DeviceQueryRemove|DeviceCancelRemove|DeviceRemove|DeviceSurpriseRemoval|DeviceQueryStop|DeviceCancelStop|DeviceStop
51:MiniportInitialized|MiniportHalted|MiniportPaused|MiniportRestarted|MiniportPmInitialized
70:Fatal: requested by the user|Fatal: internal error|Fatal: intermediate miniport not initialized|Fatal: restart failed|Fatal: power up failed|Fatal: power down failed|Interface deleted while the device exists
@mapResetReason
1:No timely answer to a request|Hardware stopped responding|Requested by the driver
#3!4|SqmType SqmSessionGuid:guid SqmSid:sid SqmWindowsSessionId SqmSessionFlags
#4!4|SqmType SqmSessionGuid:guid
#5!4,6!4,7!4,8!4,9!4|SqmType SqmSessionGuid:guid SqmID SqmDWORDDatapointValue
#10!4|SqmType SqmSessionGuid:guid SqmID SqmStringDatapointValue:z
#11!4|SqmType SqmSessionGuid:guid SqmID SqmStreamRowLength
#10000!4 Request,10001!4 Request|IfGuid:guid IfIndex NetLuid:u64 Request:ptr LowerIf:guid
#10002!4 PnP,10004!4 PnP|DeviceName:z
#10003!2 PnP,10005!2 Init,10022!2 Interface,10027!2 Init,10030!2 Init,10038!2 WMI,10039!2 Power,10042!2 Bind,10075!2 Bind,10077!2 Init,60001!2|ErrorCode Location Context
#10006!4 Bind|IfGuid:guid IfIndex NetLuid:u64 ProtocolName:z Status:x32
#10007!3 Init,10009!4 Power,10016!5 Request,10019!4 Power,10020!4 Port,10021!4 Port,10031!2 WMI,10047!4 Power,10053!4 Bind,10055!4 Power,10058!4 Power,10059!4 Power,10061!4 Power,10062!4 Power,10063!4 Power,10064!4 Power,10066!4 Power,10067!4 Power,10068!4 Power,10071!2 PnP,10072!4 Power,10073!4 Power,10089!3 PnP,10091!4 Power,10093!4 Power,10097!4 Power,10100!2 Power,60103!4|IfGuid:guid IfIndex IfLuid:u64 ReferenceContext
#10008!4 Request,10010!4 Request,10018!5 Request,10102!5 Request|IfGuid:guid IfIndex NetLuid:u64 Request:ptr Status:x32 Location
#10011!2 WMI,10026!2 WMI,10037!2 Bind,10044!2 Power,10050!2 Init,10056!2 Power,10057!2 Power,10076!2 Init,10080!2 Request,10081!2 Request,10082!2 Request,10083!2 Request,10086!2 Request,10092!2 Power,10098!4 Power,10099!2 Power|IfGuid:guid IfIndex NetLuid:u64 Error Location Context
#10012!4 Interface|CompartmentId
#10013!4 Interface|IfType NetLuid:u64 StructType ParameterLen ParameterOffset
#10014!4 Interface|IfType NetLuid:u64
#10015!4 Interface|NetworkId:guid
#10017!4 Bind|IfGuid:guid IfIndex NetLuid:u64 ProtocolName:z
#10023!4 Power,10035!2 Power,10046!4 Power,10049!4 Power,10087!4 Power|IfGuid:guid IfIndex NetLuid:u64 Type:x32 State:x32
#10024!4 PnP|IfGuid:guid IfIndex NetLuid:u64 IrpMinorFunction@mapPnPIrpMinorFunction
#10025!4 WMI|IfGuid:guid IfIndex NetLuid:u64 IrpMinorFunction@mapWMIIrpMinorFunction
#10028!4 PnP|MiniportIfGuid:guid MiniportIfIndex MiniportNetLuid:u64 FilterIfGuid:guid FilterIfIndex FilterNetLuid:u64 OriginalMediaType:x32 NewMediaType:x32
#10029!2 Init|FilterName:z Reason@mapRegistrationFailureReason
#10032!4 Init|IfGuid:guid IfIndex NetLuid:u64 Reason@mapInitializeReason State:x32
#10033!2 Init|IfGuid:guid IfIndex NetLuid:u64 Reason State:x32
#10034!2 PnP|ErrorCode Location Context DeviceName:z
#10040!4 PnP,10041!4 PnP|IfGuid:guid IfIndex NetLuid:u64 StateFlags:x32
#10043!4 WorkItem|IfGuid:guid IfIndex NetLuid:u64 Action@mapMiniportAction
#10045!4 PnP|IfGuid:guid IfIndex NetLuid:u64 MacAddress:mac
#10048!4 Power,10065!4 Power|IfGuid:guid IfIndex NetLuid:u64 SystemState:x32 DeviceState:x32
#10052!3 PnP|IfGuid:guid IfIndex NetLuid:u64 Oid@mapOid Status:nts Location
#10054!2 Port|IfGuid:guid IfIndex NetLuid:u64 Reason@mapPnPActivationFailureReason Port
#10060!4 Power|Context State
#10069!4 Bind,10070!4 Bind|Layer ProtocolName:z DeviceName:z
#10074!4 Power|IfGuid:guid IfIndex NetLuid:u64 Error Oid@mapOid Set:bool
#10078!5 SendM|OpenRef:ptr Packet:ptr
#10079!4 Request|IfGuid:guid IfIndex NetLuid:u64 CompletedAtOpen:bool Open:ptr Request:ptr
#10084!2 Request,10085!2 Request|IfGuid:guid IfIndex NetLuid:u64 Open:ptr OriginalMediaType:x32 ExpectedMediaType:x32
#10088!2 PnP|IfGuid:guid IfIndex NetLuid:u64 Transport:z PnPEvent:x32 Status:x32
#10090!2 Protocol|ProtocolName:z Reason@mapProtocolInvalidReason
#10094!2 Log|IfGuid:guid IfIndex NetLuid:u64 AdapterName:z Error ErrorValueCount ErrorValues*ErrorValueCount
#10095!4 Request|IfGuid:guid IfIndex NetLuid:u64 Request:ptr
#10096!2 Port|IfGuid:guid IfIndex NetLuid:u64 Reason Port
#10101!5 Request|IfGuid:guid IfIndex NetLuid:u64 Request:ptr CompleteRequest:bool Status:x32 Oid@mapOid
#10101!5 Request|IfGuid:guid IfIndex NetLuid:u64 Request:ptr CompleteRequest:bool Status:x32
#10103!4 WorkItem|IfGuid:guid State:u8@mapNdisFilterState Location
#10104!4 Indication,10105!4 Indication|IfGuid:guid IfIndex NetLuid:u64 Flags:x32 PnPFlags:x32 DevicePowerState
#10106!4 Indication,10107!4 Indication|IfGuid:guid IfIndex NetLuid:u64 OperationalStatus@mapNetIfOperStatus OperationalStatusFlags@mapNetIfOperStatusFlags
#10108!4 Indication|IfGuid:guid IfIndex NetLuid:u64 ChangeType@mapNetChangeType
#10109!4 Request,10110!4 Request,10111!5 Request,10112!5 Request|IfGuid:guid IfIndex NetLuid:u64 RequestType Status:x32 Location
#10113!4 Request|IfGuid:guid IfIndex NetLuid:u64 RequestType
#10114!4 Request,10115!4 Request|IfGuid:guid IfIndex NetLuid:u64 RequestType LowerIf:guid
#10200!4 ReceiveThrottling|NetLuidIndex FunctionType
#10201!4 ReceiveThrottling|NetLuidIndex FunctionType Duration:u64
#10202!4 ReceiveThrottling,10300!4 Power|NetLuidIndex
#10203!4 ReceiveThrottling|NetLuidIndex Duration:u64 NumberOfNbls
#10204!4 ReceiveThrottling|NetLuidIndex CurrentProcessorIndex NumberOfNetBufferLists ProcessingDurationMilliseconds PreviousLimit NewLimit IndividualMeasurement CummulativeMeasurement
#10301!4 Power|NetLuidIndex NdisStatusCode
#10302!4 Power|NetLuidIndex ResumeReason
#10303!4 Power,10304!4 Power|InterfaceLuid:u64 ComponentId@mapPmComponentId ComponentRefCount InterfaceRefCount
#10305!4 Power|IfLuid:u64 WakeReason
#10306!4 Power,10308!4 Power,10310!4 Power|IfGuid:guid IfIndex IfLuid:u64
#10307!4 Power,10309!4 Power|IfGuid:guid IfIndex IfLuid:u64 Status:nts
#10311!4 PnP,10317!2 PnP|IfGuid:guid IfIndex IfLuid:u64 AdapterName:z MiniportEventEnum@mapMiniportEvent
#10312!4 WorkItem|IfGuid:guid State:u8@mapNdisFilterState Location MiniportIfGuid:guid MiniportAdapterName:z FilterInstanceName:z FilterFriendlyName:z
#10313!4 Power|
#10314!4 Power|Duration:u64
#10315!4 Power|IfIndex IfLuid:u64 ActiveTime:u64 PowerTransitionCount
#10316!4 Power|InterfaceLuid:u64 ComponentId@mapPmComponentId ActiveTime:u64
#10320!4 RefcountrundownStart|IfGuid:guid IfIndex NetLuid:u64
#10321!4 Refcountrundown|NetLuid:u64 ComponentId@mapPmComponentId RefcountValue
#10322!4 RefcountrundownStop|NetLuid:u64 StopFlags
#10323!4 Power|IfIndex IfLuid:u64 PowerStateFrom:z PowerStateTo:z IfInUnicastPackets:u64 IfOutUnicastPackets:u64 IfInMulticastPackets:u64 IfOutMulticastPackets:u64 IfInBroadcastPackets:u64 IfOutBroadcastPackets:u64
#10324!4 Power|ScenarioInstanceId:u8 ParentGuid:guid BlockerGuid:guid PhysicalDeviceNode:ptr
#10324.1!4 Power|ScenarioInstanceId:u8 ParentGuid:guid BlockerGuid:guid PhysicalDeviceNode:ptr ScenarioInstanceIdV2:u64
#10325!5 Power|IfGuid:guid WakePacketSize WakePacketPayload:bin[WakePacketSize]
#10400!3|IfGuid:guid IfIndex IfLuid:u64 AdapterName:z ResetReason@mapResetReason ResetCount
#10401!4 Interface|NetLuid:u64
#10402!4 Power|IfGuid:guid Flags SupportedWolPatterns SupportedProtocolOffloads SupportedWakeUpFlags SupportedMediaWakeUpEvents IdleCondition WolPatterns ProtocolOffloads WakeUpFlags MediaWakeUpEvents
#10500!3 Init|SupportFlags
#10501!3 Init|ObjectType:u8 ObjectHandle:ptr SupportFlags
#10502!3 Alloc|State NetworkInterfaceGuid:guid QueueId VPortId NumaNode AllocationSize AllocationTime:u64 AllocationTimeThreshold:u64
#10503!4 Init|MiniportStack:guid DriverServiceName:cz OriginalFlags EffectiveFlags
#10504!4 Init|DriverName:cz
#10505!2 Init|DriverName:cz Status:x32
#10506!2 Init|DriverName:cz NetworkInterfaceGuid:guid
#10507!2 Init|ParentInstanceId:cz NetworkInterfaceGuid:guid
#10600!4|Name:cz MatchingHardwareId:z CaptureErrors DriverService:cz DriverDate:cz DriverVersion:cz InfPath:cz InstallTimestamp:st IfGuid:guid IfIndex IfLuid:u64 Flags PnPFlags FilterPnPFlags AdminStatus OperStatus OperStatusFlags SyncFlags WSyncFlags InterlockedFlags EventLogCount
#10601!4|ServiceName:cz ImageName:cz RegistryPath:cz MajorNdisVersion:u8 MinorNdisVersion:u8 DriverVersion Flags CharacteristicsFlags
#10602!4|ServiceName:cz UniqueName:cz FriendlyName:cz ImageName:cz MajorNdisVersion:u8 MinorNdisVersion:u8 MajorDriverVersion:u8 MinorDriverVersion:u8 Flags CharacteristicsFlags
#10603!4|ServiceName:cz ImageName:cz MajorNdisVersion:u8 MinorNdisVersion:u8 MajorDriverVersion:u8 MinorDriverVersion:u8 BindFlags Guid:guid
#60002!3|WarningCode Location Context
#60003!4|NextState:u8@OpcodeMap Context
#60004!4|Context UpdateReasonCode
#60101!4|SourceAddress SourcePort DestinationAddress DestinationPort Protocol ReferenceContext
#60102!4|SourceAddress:ip6 SourcePort DestinationAddress:ip6 DestinationPort Protocol ReferenceContext`;
