/** Layouts and value texts of Microsoft-Windows-Winsock-AFD, in the notation of table-text.ts. */
export const WINSOCK_AFD = `e53c6823-7bb8-44bb-90dc-3f86090d48a6 Microsoft-Windows-Winsock-AFD
@WINSOCK_SocketType
1:SOCK_STREAM|SOCK_DGRAM|SOCK_RAW|SOCK_RDM|SOCK_SEQPACKET
@AFD_OPTION
1:SO_OOBINLINE|FIONBIO
6:SO_RCVBUF|SO_SNDBUF
9:SIO_ENABLE_CIRCULAR_QUEUEING
11:SIO_UDP_CONNRESET
13:AFD_IPV6_V6ONLY
15:SIO_UDP_NETRESET
@AFD_ABORT
1:Pending receives not flushed|Abortive disconnect requested|Receive shut down with data pending|Abortive disconnect from the transport|Error on an accepted connection without listener|Disconnect failed|Data pending at disconnect|Invalid receive buffer|Accept operation failed|Unable to allocate buffer|Counter overflow|Data after receive was shut down|Data arrives during endpoint cleanup|Receive request failed|Send request failed|Send request cancelled|Transmit canceled|Aborted while connecting|Plug and play event caused abort
@AFD_DGRAM_DROP
1:Source is not the connected address|Insufficient local buffer space|Buffer allocation failed|No local buffer space, circular queueing|Datagram too large
@RIO_NOTIFICATION_TYPE
0:None|Event|IOCP
#1!4|Process:ptr Endpoint:ptr AddressFamily SocketType@WINSOCK_SocketType Protocol UserModePid:ptr
#2!4,15!4|Process:ptr Endpoint:ptr Address:ip4 Port:u16 Status:nts
#3!4,16!4|Process:ptr Endpoint:ptr Address:ip6 Port:u16 Status:nts
#4!4|Process:ptr Endpoint:ptr Address:ip4 Port:u16
#5!4|Process:ptr Endpoint:ptr Address:ip6 Port:u16
#6!4,9!4,10!4,11!4,12!4,13!4,14!4,17!4,31!5,40!4|Process:ptr Endpoint:ptr Error
#7!4,8!4|Process:ptr Endpoint:ptr Reason:i32
#18!5,19!5,20!5|Process:ptr Endpoint:ptr FastPath:bool BufferCount:i32 Buffer:ptr BufferLength
#21!5|Process:ptr Endpoint:ptr FastPath:bool BufferCount:i32 Buffer:ptr BufferLength Address:ip4 Port:u16
#22!5|Process:ptr Endpoint:ptr FastPath:bool BufferCount:i32 Buffer:ptr BufferLength Address:ip6 Port:u16
#23!5,24!5,25!5,28!5|Process:ptr Endpoint:ptr Buffer:ptr BufferLength
#26!5|Process:ptr Endpoint:ptr BufferCount:i32 Buffer:ptr BufferLength Address:ip4 Port:u16
#27!5|Process:ptr Endpoint:ptr BufferCount:i32 Buffer:ptr BufferLength Address:ip6 Port:u16
#29!5|Process:ptr Endpoint:ptr Option@AFD_OPTION Value
#30!5|Process:ptr HandleCount:i32 Timeout:i32
#32!5|Process:ptr Endpoint:ptr EventMask
#33!5|Process:ptr Endpoint:ptr PacketSize:i32 Address:ip4 Port:u16 Reason:i32
#34!5|Process:ptr Endpoint:ptr PacketSize:i32 Address:ip6 Port:u16 Reason:i32
#35!5|Process:ptr ListenEndpoint:ptr Address:ip4 Port:u16
#36!5|Process:ptr ListenEndpoint:ptr Address:ip6 Port:u16
#37!5|Process:ptr Endpoint:ptr BytesIndicated:i32
#38!5|Process:ptr Endpoint:ptr Address:ip4 Port:u16 BytesIndicated:i32
#39!5|Process:ptr Endpoint:ptr Address:ip6 Port:u16 BytesIndicated:i32
#41!5|Process:ptr Endpoint:ptr
#1000!4 AfdCreateOpen|EnterExit Location Process:ptr Endpoint:ptr AddressFamily SocketType@WINSOCK_SocketType Protocol ProcessId:ptr Status:nts
#1001!4 AfdCloseClosed,1002!4 AfdCleanupFreed,1017!4 AfdConnectConnected,1020!4 AfdConnectExConnected,1023!4 AfdAcceptConnected,1026!4 AfdAcceptExConnected,1029!4 AfdBindConnected,1036!4 AfdWaitForListen,3000!4 AfdConnectIndication,3006!4 AfdDisconnectDisconnected|EnterExit Location Process:ptr Endpoint:ptr Status:nts
#1003!4 AfdSendConnected,1004!4 AfdReceiveConnected,1005!4 AfdSendToConnected,1006!4 AfdReceiveFromConnected,1011!4 AfdSendMessageConnected,1012!4 AfdReceiveMessageConnected|EnterExit Location Process:ptr Endpoint:ptr BufferCount Buffer:ptr BufferLength Status:nts
#1007!4 AfdSendToWithAddressConnected,1009!4 AfdReceiveFromWithAddressConnected,1013!4 AfdSendMessageWithAddressConnected,1015!4 AfdReceiveMessageWithAddressConnected|EnterExit Location Process:ptr Endpoint:ptr BufferCount Buffer:ptr BufferLength Status:nts AddressLen Address:sock[AddressLen]
#1018!4 AfdConnectWithAddressConnected,1021!4 AfdConnectExWithAddressConnected|EnterExit Location Process:ptr Endpoint:ptr Buffer:ptr BufferLength Status:nts AddressLen Address:sock[AddressLen]
#1024!4 AfdAcceptWithAddressConnected,1027!4 AfdAcceptExWithAddressConnected|EnterExit Location Process:ptr Endpoint:ptr Buffer:ptr BufferLength Status:nts AddressLen Address:sock[AddressLen] AcceptEndpoint:ptr CurrentBacklog
#1030!4 AfdBindWithAddressConnected|EnterExit Location Process:ptr Endpoint:ptr Status:nts AddressLen Address:sock[AddressLen]
#1032!2 AfdAbortAborted|EnterExit Location Process:ptr Endpoint:ptr Reason@AFD_ABORT
#1033!2 AfdDatagramDropWithAddressConnected|EnterExit Location Process:ptr Endpoint:ptr Buffer:ptr BufferLength AddressLen Address:sock[AddressLen] Reason@AFD_DGRAM_DROP
#1035!4 AfdOption|EnterExit Location Process:ptr Endpoint:ptr Option@AFD_OPTION Value Status:nts
#1037!4 AfdListen|EnterExit Location Process:ptr Endpoint:ptr Backlog Status:nts
#3001!4 AfdConnectIndicationWithAddress|EnterExit Location Process:ptr Endpoint:ptr Status:nts AddressLen Address:sock[AddressLen] CurrentBacklog
#3003!4 AfdDataIndication|EnterExit Location Process:ptr Endpoint:ptr Buffer:ptr BufferLength
#3004!4 AfdDataIndicationWithAddress|EnterExit Location Process:ptr Endpoint:ptr Buffer:ptr BufferLength AddressLen Address:sock[AddressLen]
#3007!4 AfdSendBackLog|EnterExit Location Process:ptr Endpoint:ptr SendBacklog
#4000!4 AfdRioCreateRegistrationDomainOpen|RegistrationDomain:ptr Status:nts
#4001!4 AfdRioCleanupRegistrationDomainClosed|RegistrationDomain:ptr
#4002!4 AfdRioCreateCqOpen|Cq:ptr RegistrationDomain:ptr EntryCount UserAddress:ptr SystemAddress:ptr BufferSize CqIndex NotificationType@RIO_NOTIFICATION_TYPE NotificationHandle:ptr NotificationObject:ptr NotificationContext1:ptr NotificationContext2:ptr Status:nts
#4003!4 AfdRioDestroyCqClosed|Cq:ptr Commit
#4004!4 AfdRioCleanupCqFreed|Cq:ptr
#4005!4 AfdRioResizeCqModified|Cq:ptr OriginalEntryCount OriginalStart OriginalEnd Commit RequestedEntryCount UserAddress:ptr SystemAddress:ptr BufferSize Status:nts
#4006!4 AfdRioCreateRqPairOpen|Endpoint:ptr RioState:ptr RegistrationDomain:ptr SendEntryCount SendUserAddress:ptr SendSystemAddress:ptr SendBufferSize ReceiveEntryCount ReceiveUserAddress:ptr ReceiveSystemAddress:ptr ReceiveBufferSize SendCqIndex ReceiveCqIndex Status:nts
#4007!4 AfdRioCloseRioStateClosed|RioState:ptr ReceiveQueueStart ReceiveQueueEnd SendQueueStart SendQueueEnd
#4008!4 AfdRioCleanupRioStateFreed|RioState:ptr
#4009!4 AfdRioResizeRqPairModified|RioState:ptr OriginalSendEntryCount OriginalSendQueueStart OriginalSendQueueEnd RequestedSendEntryCount SendUserAddress:ptr SendSystemAddress:ptr SendBufferSize OriginalReceiveEntryCount OriginalReceiveQueueStart OriginalReceiveQueueEnd RequestedReceiveEntryCount ReceiveUserAddress:ptr ReceiveSystemAddress:ptr ReceiveBufferSize Status:nts
#4010!4 AfdRioRegisterBufferOpen|Buffer:ptr RegistrationDomain:ptr UserAddress:ptr SystemAddress:ptr BufferSize BufferId Status:nts
#4011!4 AfdRioDeregisterBufferClosed|Buffer:ptr References
#4012!4 AfdRioCleanupBufferFreed|Buffer:ptr
#4013!3 AfdRioValidateBufferId|RegistrationDomain:ptr RioState:ptr BufferId
#4014!3 AfdRioRangeCheck|RegistrationDomain:ptr RioState:ptr Buffer:ptr BufferOffset BufferLength
#4015!3 AfdRioSendReceive|RioState:ptr BufferType SpecifiedLength RequiredLength
#4016!4 AfdNrtCreateOpen|NameResolutionHandle:ptr Process:ptr Status:nts
#4017!4 AfdNrtCloseClosed|NameResolutionHandle:ptr Process:ptr
#4018!5 AfdRioNotifyCq|EnterExit Location Process:ptr RegDomain:ptr Cq:ptr Status:nts
#4019!4 AfdAcceptPause|EnterExit Location Process:ptr Endpoint:ptr PauseUnPause:u8 TLBacklogCount:i32
#4020!3 AfdRioValidateBufferSharing|RegistrationDomain:ptr RioState:ptr BufferId BufferSharingType`;
