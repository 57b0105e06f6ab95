/** Layouts and value texts of Microsoft-Windows-Hyper-V-NetVsc, in the notation of table-text.ts. */
export const NET_VSC = `152fbe4b-c7ad-4f68-bada-a4fcc1464f6c Microsoft-Windows-Hyper-V-NetVsc
@NVSC_PACKET_OPERATION
0:Unknown|sent from|received by
@NVSC_DROP_REASON
0:Unknown|Dropped at the microport|Adapter is halting|No memory for the message frame|Too many outstanding packets|VF adapter is not running|Adapter is paused|Failed to convert MDL to NBL|No memory for the NBL context|Device did not start or was removed|No VMBUS packets available|Send message not allocated|VMBUS could not transmit the packet
@NVSC_SFA_API_FAILURE_REASON
0:Unknown|Supplied SFA handle cannot be NULL|Invalid client dispatch table|A client is already registered|Attempt to notify VSP failed|SFA is not enabled|Client not registered|Max contexts exceeded|Failed to allocate VMBus message|Failed to send VMBus message|Unexpected result on completion|Host responded with error|Invalid rule descriptor|No MDL for the VMBus message
@NVSC_OPEN_NDK_FAILURE_REASON
0:Unknown.|Invalid parameters.|No RDMA on the VF adapter|VF adapter refused|No NDK adapter returned|Insufficient resources.
@NVSC_NDK_PNP_EVENT
0:Unknown NDK PnP event
13:NDK enable PnP event|NDK disable PnP event
@NVSC_SRIOV_VF_FAILURE_REASON
0:Unknown.|Insufficient system resources.|Cannot open VF adapter.|Cannot retrieve VF serial number.|VF MTU mismatch.|Invalid VF device state.|VF media disconnected.|Cannot switch to VF data path.|Cannot set VF packet filter.|Cannot set VF TCP offload parameters.
@NVSC_LOW_MEMORY_TASK_MAP
0:Unknown|Status indication object allocation|Status indication buffer allocation
#1!4 ProtocolNegotiate,2!2 ProtocolNegotiate|VersionLen Version:z[VersionLen] Status:nts
#3!4 RndisMPInit,6!4 RndisStatusChange,7!4 RndisStatusChange,8!3 RndisStatusChange,9!3 RndisStatusChange,10!4 RndisStatusChange,11!4 RndisStatusChange,12!4 RndisStatusChange,13!4 RndisStatusChange,14!4 RndisStatusChange|MiniportNameLen MiniportName:z[MiniportNameLen]
#4!2 RndisMPInit|MiniportNameLen MiniportName:z[MiniportNameLen] Status:nts UniqueEventValue
#4!2 RndisMPInit|MiniportNameLen MiniportName:z[MiniportNameLen] Status:nts
#5!2 RndisMPInit|MiniportNameLen MiniportName:z[MiniportNameLen] SubkeyNameLen SubkeyName:z[SubkeyNameLen] Status:nts
#15!2 MicroportInit|MiniportNameLen MiniportName:z[MiniportNameLen] Status:nts UniqueEventValue
#15!2 MicroportInit|Status:nts
#16!2|Status:nts Operation@NVSC_PACKET_OPERATION DropReason@NVSC_DROP_REASON MiniportNameLen MiniportName:z[MiniportNameLen]
#17!2|Status:nts DropReason@NVSC_DROP_REASON
#18!2|Status:nts Direction DropReason@NVSC_DROP_REASON Pointer:ptr CorrelationId:u64 IfIndex
#18!2|ClientContext:ptr ContextId RuleId ForwardToPortId Flags LastContext:bool
#19!4|Direction Pointer:ptr CorrelationId:u64 IfIndex
#19!4|ClientContext:ptr ContextId RuleId ForwardToPortId Flags FailureReason@NVSC_SFA_API_FAILURE_REASON MsgStatus LastContext:bool
#20!4|Direction Pointer:ptr CorrelationId:u64 IfIndex
#20!4|ClientContext:ptr ContextId RuleId ForwardToPortId Flags LastContext:bool
#21!4 SfaApi,22!4 SfaApi,23!4 SfaApi,24!4 SfaApi,25!4 SfaApi,26!4 SfaApi,28!2 SfaApi|ClientContext:ptr ContextId RuleId ForwardToPortId Flags LastContext:bool
#27!4 SfaApi|SfaEnabled:bool ClientContext:ptr
#29!2 SfaApi,30!2 SfaApi,31!2 SfaApi,32!2 SfaApi,33!2 SfaApi|ClientContext:ptr ContextId RuleId ForwardToPortId Flags FailureReason@NVSC_SFA_API_FAILURE_REASON MsgStatus LastContext:bool
#34!4 PdApi,36!4 PdApi|ClientContext:ptr
#34!4 PdApi,36!4 PdApi|ClientContext:ptr ContextId Flags
#35!2 PdApi|Status:nts ClientContext:ptr
#35!2 PdApi|ClientContext:ptr ContextId Flags
#37!2 NdkOpenAdapter|Status:nts failureReason@NVSC_OPEN_NDK_FAILURE_REASON MiniportNameLen MiniportName:z[MiniportNameLen]
#37!2 NdkOpenAdapter|Status:nts failureReason@NVSC_OPEN_NDK_FAILURE_REASON
#38!2 NdkPnPEvent|Status:nts NetEvent@NVSC_NDK_PNP_EVENT failureReason MiniportNameLen MiniportName:z[MiniportNameLen]
#38!2 NdkPnPEvent|Status:nts failureReason
#39!2 VfBindAdapter|Status:nts failureReason@NVSC_SRIOV_VF_FAILURE_REASON VfSerialNumber LowestIfIndex MiniportNameLen MiniportName:z[MiniportNameLen]
#39!2 VfBindAdapter|Status:nts failureReason@NVSC_SRIOV_VF_FAILURE_REASON
#40!2|Task@NVSC_LOW_MEMORY_TASK_MAP MemoryRequired
#41!4,42!2|Status:nts RequestHandled:bool IfIndex MiniportNameLen MiniportName:z[MiniportNameLen] VfAdapterNameLen VfAdapterName:z[VfAdapterNameLen]
#43!4|Status:nts NetEvent@NVSC_NDK_PNP_EVENT failureReason MiniportNameLen MiniportName:z[MiniportNameLen]
#44!4,45!2|Status:nts NdkEnabled:bool MiniportNameLen MiniportName:z[MiniportNameLen]
#46!4,47!4,48!3|VfAdapterNameLen VfAdapterName:z[VfAdapterNameLen]
#49!2,69!2,73!4|Status:nts
#50!4 VfBindAdapter|VfSerialNumber LowestIfIndex NdkState MiniportNameLen MiniportName:z[MiniportNameLen]
#51!2|Status:nts VfSerialNumber failureReason
#52!4,56!4|VfSerialNumber VfAdapterNameLen VfAdapterName:z[VfAdapterNameLen]
#53!2|Status:nts VfSerialNumber VmDataPathActive:u8 VfAdapterNameLen VfAdapterName:z[VfAdapterNameLen] MiniportNameLen MiniportName:z[MiniportNameLen]
#54!4|VfSerialNumber VmDataPathActive:u8 VfAdapterNameLen VfAdapterName:z[VfAdapterNameLen] MiniportNameLen MiniportName:z[MiniportNameLen]
#55!2|Status:nts VfSerialNumber
#57!2|Status:nts VfSerialNumber LowestIfIndex MiniportNameLen MiniportName:z[MiniportNameLen]
#58!4|VfSerialNumber LowestIfIndex MiniportNameLen MiniportName:z[MiniportNameLen]
#59!4|MiniportName:z VfSerialNumber VfAssociated:bool VfDatapathActive:bool VfMacAddress:mac
#60!2|VfMacAddress:mac VfDatapathActive:bool RequestMacAddress:mac Status:nts
#61!2|IoctlControlCode Status:nts
#62!4|IoControlCode
#63!4|IoControlCode IoctlVersion Status:nts IoctlInputElementCount
#64!2,65!2|Pointer:ptr Status:nts
#66!4|IoctlCode Status:nts
#67!4,68!2,71!4,72!3|VfMacAddress:mac Status:nts
#70!4|VfLocationPath:z Status:nts
#74!2|Status:nts UniqueEventValue`;
