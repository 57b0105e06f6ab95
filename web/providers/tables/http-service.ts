/** Layouts and value texts of Microsoft-Windows-HttpService, in the notation of table-text.ts. */
export const HTTP_SERVICE = `dd5ef90a-6398-47a4-ad34-4dcecdef795f Microsoft-Windows-HttpService
@HTTP_TEMPLATE_LOGGING_LogType
0:ResponseLogging|ErrorLogging
@HTTP_TEMPLATE_LOGGING_LogGroup
0:Site|Centralized
@HTTP_TEMPLATE_LOGGING_LogFormat
0:W3C|IIS|NCSA|Binary
#1!4 HTTPRequestTraceTaskRecvReq|RequestId:u64 ConnectionId:u64 RemoteAddrLength RemoteAddr:sock[RemoteAddrLength]
#2!4 HTTPRequestTraceTaskParse|RequestObj:ptr HttpVerb Url:z
#3!4 HTTPRequestTraceTaskDeliver|RequestObj:ptr RequestId:u64 SiteId RequestQueueName:z Url:z Status:nts
#4!4 HTTPRequestTraceTaskRecvResp,8!4 HTTPRequestTraceTaskFastResp|RequestId:u64 ConnectionId:u64 StatusCode:u16 Verb:az HeaderLength EntityChunkCount:u16 CachePolicy
#5!4 HTTPRequestTraceTaskRecvRespLast,7!4 HTTPRequestTraceTaskRecvBodyLast,9!4 HTTPRequestTraceTaskFastRespLast,90!4 HTTPRequestTraceTaskInitiateOpaqueMode|RequestId:u64
#6!4 HTTPRequestTraceTaskRecvBody|RequestId:u64 ConnectionId:u64
#10!4 HTTPRequestTraceTaskSendComplete,11!4 HTTPRequestTraceTaskCachedAndSend,12!4 HTTPRequestTraceTaskFastSend,13!4 HTTPRequestTraceTaskZeroSend,14!2 HTTPRequestTraceTaskLastSndError|RequestId:u64 HttpStatus:u16
#15!2 HTTPRequestTraceTaskSndError|RequestId:u64 Reason:az Status:nts
#16!4 HTTPRequestTraceTaskSrvdFrmCache,17!4 HTTPRequestTraceTaskCachedNotModified|RequestObj:ptr SiteId BytesSent
#16.1!4 HTTPRequestTraceTaskSrvdFrmCache,17.1!4 HTTPRequestTraceTaskCachedNotModified|RequestObj:ptr SiteId BytesSent RequestId:u64 Encoding:az
#18!4 HTTPSetupTraceTaskResvUrl|Url:z ReserveStatus
#19!4 HTTPSetupTraceTaskReadIpListEntry|IpAddrLength IpAddress:sock[IpAddrLength]
#20!4 HTTPSetupTraceTaskCreatedSslCred|EndpointConfigObj:ptr AddressLength Address:sock[AddressLength] CertHashLength CertHash:bin[CertHashLength] CertStoreName:z CertCheckMode RevokeFreshnessTime RevokeRetrievalTime Flags CtlId:z CtlStoreName:z
#20.1!4 HTTPSetupTraceTaskCreatedSslCred|EndpointConfigObj:ptr Endpoint:z CertHashLength CertHash:bin[CertHashLength] CertStoreName:z CertCheckMode RevokeFreshnessTime RevokeRetrievalTime Flags CtlId:z CtlStoreName:z CertificateLoadTimems
#21!4 HTTPConnectionTraceTaskConnConnect|ConnectionObj:ptr LocalAddrLength LocalAddr:sock[LocalAddrLength] RemoteAddrLength RemoteAddr:sock[RemoteAddrLength]
#22!4 HTTPConnectionTraceTaskConnIdAssgn|RequestId:u64 ConnectionId:u64 ConnectionObj:ptr
#23!4 HTTPConnectionTraceTaskConnClose|ConnectionObj:ptr Abortive
#24!4 HTTPConnectionTraceTaskConnCleanup,34!4 HTTPSSLTraceTaskSslConnEvent,35!4 HTTPSSLTraceTaskSslInitiateHandshake,37!4 HTTPSSLTraceTaskSslInititateSslRcvClientCert,57!4 HTTPSSLTraceTaskSslDisconnEvent|ConnectionObj:ptr
#25!4 HTTPCacheTraceTaskAddedCacheEntry,27!4 HTTPCacheTraceTaskFlushedCache|Uri:z StatusCode:u16 Verb:az HeaderLength ContentLength ExpirationTime:u64
#25.1!4 HTTPCacheTraceTaskAddedCacheEntry|Uri:z StatusCode:u16 Verb:az HeaderLength ContentLength ExpirationTime:u64 Encoding:az
#26!2 HTTPCacheTraceTaskAddCacheEntryFailed|UrlBuffer:z ErrorStatus
#26.1!2 HTTPCacheTraceTaskAddCacheEntryFailed|UrlBuffer:z ErrorStatus Encoding:az
#28!4 HTTPConfigurationPropertyTraceTaskChgUrlGrpProp,29!4 HTTPConfigurationPropertyTraceTaskChgSrvSesProp,30!4 HTTPConfigurationPropertyTraceTaskChgReqQueueProp|Property Status:nts
#31!4 HTTPConfigurationPropertyTraceTaskAddUrl|UrlGroupId:u64 Url:z Status:nts
#32!4 HTTPConfigurationPropertyTraceTaskRemUrl|UrlGroupId:u64 Url:z
#33!4 HTTPConfigurationPropertyTraceTaskRemAllUrls|UrlGroupId:u64
#36!4 HTTPSSLTraceTaskSslHandshakeComplete,38!2 HTTPSSLTraceTaskSslRcvClientCertFailed|Status:nts ConnectionObj:ptr
#39!4 HTTPSSLTraceTaskSslRcvdRawData,40!4 HTTPSSLTraceTaskSslDlvrdStreamData,41!4 HTTPSSLTraceTaskSslAcceptStreamData|DataLength ConnectionObj:ptr
#43!4 HTTPAuthenticationTraceTaskSspiCall|ConnectionId:u64 AuthType:az SecStatus AuthStatus
#43.1!4 HTTPAuthenticationTraceTaskSspiCall|ConnectionId:u64 AuthType:az SecStatus AuthStatus ContextAttributes
#44!4 HTTPAuthenticationTraceTaskAuthCacheEntryAdded|ConnectionId:u64 AuthCacheType:az AccessTokenOrHandle:ptr Status:nts
#45!4 HTTPAuthenticationTraceTaskAuthCacheEntryFreed|AccessTokenOrHandle:ptr Status:nts
#46!4 HTTPConnectionTraceTaskQosFlowSetReset|ConnectionId:u64 Bandwidth Status:nts
#47!2 HTTPLoggingTraceTaskLoggingConfigFailed|Status:nts Type@HTTP_TEMPLATE_LOGGING_LogType Group@HTTP_TEMPLATE_LOGGING_LogGroup Directory:z Software:z SiteId
#48!4 HTTPLoggingTraceTaskLoggingConfig|Present Type@HTTP_TEMPLATE_LOGGING_LogType Group@HTTP_TEMPLATE_LOGGING_LogGroup Format@HTTP_TEMPLATE_LOGGING_LogFormat Directory:z Software:z SiteId
#49!2 HTTPLoggingTraceTaskLogFileCreateFailed|Status:nts Type@HTTP_TEMPLATE_LOGGING_LogType Group@HTTP_TEMPLATE_LOGGING_LogGroup Format@HTTP_TEMPLATE_LOGGING_LogFormat Filename:z SiteId
#50!4 HTTPLoggingTraceTaskLogFileCreate|Handle:ptr Type@HTTP_TEMPLATE_LOGGING_LogType Group@HTTP_TEMPLATE_LOGGING_LogGroup Format@HTTP_TEMPLATE_LOGGING_LogFormat Filename:z SiteId
#51!4 HTTPLoggingTraceTaskLogFileWrite|Status:nts Handle:ptr Type@HTTP_TEMPLATE_LOGGING_LogType Group@HTTP_TEMPLATE_LOGGING_LogGroup Format@HTTP_TEMPLATE_LOGGING_LogFormat ResType:az SiteId
#52!2 HTTPRequestTraceTaskParseRequestFailed|Status:nts RequestId:u64 Reason:az ErrorCode HintLength HintData:bin[HintLength]
#53!3 HTTPTimeoutTraceTaskConnTimedOut|ConnectionId:u64 ConnectionObj:ptr Timer:az
#56!2 HTTPSSLTraceTaskSslEndpointCreationFailed|EndpointConfigObj:ptr SecStatus Detail:az
#58!4 HTTPSSLTraceTaskSslDisconnReq|ConnectionObj:ptr Status:nts
#59!4 HTTPSSLTraceTaskSslUnsealMsg,62!4 HTTPSSLTraceTaskSslAsc,63!4 HTTPSSLTraceTaskSslSealMsg|ConnectionObj:ptr SecStatus
#60!2 HTTPSSLTraceTaskSslQueryConnInfoFailed,137!2 HTTPSSLTraceTaskSslQueryCipherInfoFailed|ConnectionObj:ptr SecStatus Detail:az
#61!2 HTTPSSLTraceTaskSslEndpointConfigNotFound|ConnectionObj:ptr AddressLength Address:sock[AddressLength]
#64!2 HTTPRequestTraceTaskRequestRejected,65!2 HTTPRequestTraceTaskRequestCancelled|RequestId:u64 Reason:az RequestQueueName:z
#66!2 HTTPDriverGlobalSettingsTaskHotAddProcFailed|NewProcNumber:u8 ReasonString:az Status:nts
#67!4 HTTPDriverGlobalSettingsTaskHotAddProcSucceeded|NewProcNumber:u8 Comment:az
#68!4 HTTPRequestTraceTaskUserResponseFlowInit,69!4 HTTPRequestTraceTaskCachedResponseFlowInit|FlowHandle:ptr Bandwidth PeakBandwidth BurstSize
#70!2 HTTPRequestTraceTaskFlowInitFailed|Bandwidth PeakBandwidth BurstSize Status:nts
#71!4 HTTPConnectionTraceTaskSetConnectionFlow,84!4 HTTPConnectionTraceTaskUsePolicyBasedQoSFlow|Connection:ptr FlowHandle:ptr
#72!4 HTTPConnectionTraceTaskRequestAssociatedToConfigurationFlow|FlowHandle:ptr
#73!2 HTTPConnectionTraceTaskConnectionFlowFailed|Connection:ptr FlowHandle:ptr Status:nts
#74!4 HTTPRequestTraceTaskResponseRangeProcessingOK|RequestId:u64 ContentBytes:u64 NumberOfRanges Range1Start:u64 Range1End:u64 Range2Start:u64 Range2End:u64
#75!4 HTTPCacheTraceTaskBeginBuildingSlices|RequestId:u64 NumberOfSlices SliceIndex1 SliceIndex2 NumberOfRanges Range1Start:u64 Range1End:u64 Range2Start:u64 Range2End:u64
#76!4 HTTPCacheTraceTaskSendSliceCacheContent,77!4 HTTPCacheTraceTaskCachedSlicesMatchContent|RequestId:u64 CacheEntryPtr:ptr NumberOfSlices SliceIndex1 SliceIndex2 NumberOfRanges Range1Start:u64 Range1End:u64 Range2Start:u64 Range2End:u64
#78!4 HTTPCacheTraceTaskMergeSlicesToCache|CacheEntryPtr:ptr NofSlicesToMerge NofSlicesInCache
#79!4 HTTPCacheTraceTaskFlatCacheRangeSend|CacheEntryPtr:ptr Range1Start:u64 Range1End:u64
#80!4 HTTPAuthenticationTraceTaskChannelBindAscParams|ConnectionId:u64 NoBindBuffers SecFlags
#81!4 HTTPAuthenticationTraceTaskServiceBindCheckComplete|ConnectionId:u64 SecContextL:ptr SecContextH:ptr SecStatus Target:z
#82!4 HTTPAuthenticationTraceTaskChannelBindConfigCapture|Hardening:u8 Flags ServiceNameCount
#83!4 HTTPAuthenticationTraceTaskChannelBindPerResponseConfig|ReplaceConfigOf:az
#85!4 HTTPThreadPoolThreadPoolExtension,87!4 HTTPThreadPoolThreadPoolTrim|PoolType:az ActivePools:u16
#86!4 HTTPThreadPoolThreadReady,88!4 HTTPThreadPoolThreadGone|PoolType:az ActivePools:u16 ThreadCount:u8
#89!4 HTTPSSLTraceTaskSniParsed|ConnectionObj:ptr Status:nts SniLength SniHost:bin[SniLength] NormalizedHost:z
#91!4 HTTPSSLTraceTaskEndpointAutoGenerated,92!4 HTTPSSLTraceTaskAutoGeneratedEndpointDeleted|EndpointConfigObj:ptr EndpointName:z
#93!4 HTTPSSLTraceTaskSslEndpointConfigFound|EndpointConfigObj:ptr IpAddrLength IpAddress:sock[IpAddrLength] SniHostname:z MatchingEndpointName:z AutoGeneratedEndpoint:bool
#94!2 HTTPSSLTraceTaskSslEndpointConfigRejected|AddressLength Address:sock[AddressLength]
#95!2 HTTPResponseTraceTaskParseRequestFailed|Status:nts ResponseId:u64 Reason:az ErrorCode HintLength HintData:bin[HintLength]
#96!4 HTTPSSLTraceTaskSslHandshakeFailure|LocalAddressLength LocalAddress:sock[LocalAddressLength] RemoteAddressLength RemoteAddress:sock[RemoteAddressLength] SniHostname:z ThumbprintLength:u16 Thumbprint:bin[ThumbprintLength] ClientDisconnect:bool AbortiveDisconnect:bool Status:nts
#97!4 HTTPRequestTraceTaskHttpErrorResponseSent|Url:z Verb StatusCode:u16 CacheSend:bool RequestQueue:z ProcessId:pid ThreadId:tid ImageFileName:az WorkingSetSize:u64 SendStatus ThreadCount ReasonPhrase:az ErrorCause:az Verbosity
#98!4 HTTPSSLTraceTaskSslRenegotiateTimedOut|LocalAddressLength LocalAddress:sock[LocalAddressLength] RemoteAddressLength RemoteAddress:sock[RemoteAddressLength] SniHostname:z ThumbprintLength:u16 Thumbprint:bin[ThumbprintLength] ConnectionBufferFull:bool
#99!4 HTTPRequestTraceTaskHttp11Required|Verb FaultCode
#100!4 HTTPConnectionTraceTaskQuicCounts,101!4 HTTPConnectionTraceTaskWskCounts|Version CountsLength Counts:bin[CountsLength]
#105!4 HTTPConnectionTraceTaskQuicConnection|QuicConnectionId:u64 Connection:ptr LocalAddressLength LocalAddress:sock[LocalAddressLength] RemoteAddressLength RemoteAddress:sock[RemoteAddressLength] SniLength SniHost:bin[SniLength] ErrorLogCode Status:nts
#106!4 HTTPConnectionTraceTaskQuicConnectionCallback|Connection:ptr Event:u8 EventParam:u64
#107!4 HTTPConnectionTraceTaskQuicStream|QuicStreamId:u64 Connection:ptr Stream:ptr
#108!4 HTTPConnectionTraceTaskQuicStreamCallback|Stream:ptr Connection:ptr StreamType:az Event:u8 EventParam:u64
#109!2 HTTPDriverGlobalSettingsTaskQuicRegistration|Status:nts
#110!4 HTTPRequestTraceTaskClientCorrelation|RequestId:u64 CorrelationId:guid
#111!4 HTTPConfigurationPropertyTraceTaskCreateUrlGroup,117!4 HTTPConfigurationPropertyTraceTaskDeleteUrlGroup|UrlGroupId:u64 Status:nts ProcessId:u64 ExecutablePath:z UserSid:sid
#112!4 HTTPSetupTraceTaskResvUrlV2|Url:z ReserveStatus ProcessId:u64 ExecutablePath:z UserSid:sid
#113!4 HTTPConfigurationPropertyTraceTaskAddUrl_5_122|UrlGroupId:u64 Url:z Status:nts ProcessId:u64 ExecutablePath:z UserSid:sid
#114!4 HTTPConfigurationPropertyTraceTaskRemUrl_5_123|UrlGroupId:u64 Url:z ProcessId:u64 ExecutablePath:z UserSid:sid
#115!4 HTTPConfigurationPropertyTraceTaskRemAllUrls_5_124|UrlGroupId:u64 ProcessId:u64 ExecutablePath:z UserSid:sid
#116!4 HTTPConfigurationPropertyTraceTaskChgUrlGrpProp_5_127|UrlGroupId:u64 Property Status:nts ProcessId:u64 ExecutablePath:z UserSid:sid
#118!4 HTTPConfigurationPropertyTraceTaskFlushResponseCache|Status:nts ProcessId:u64 ExecutablePath:z UserSid:sid
#119!4 HTTPSSLTraceTaskSslCertSettingsDeleted,120!4 HTTPSSLTraceTaskSslCertSettingsCreated|Endpoint:z Status:nts ProcessId:u64 ExecutablePath:z UserSid:sid
#121!4 HTTPSSLTraceTaskSslCertSettingsUpdeted|Endpoint:z ExtendedParamType Status:nts ProcessId:u64 ExecutablePath:z UserSid:sid
#122!4 HTTPSetupTraceTaskSetIpListenList|IpList:z Status:nts ProcessId:u64 ExecutablePath:z UserSid:sid
#123!4 HTTPSSLTraceTaskQuicTls13Disabled|Status:nts Tls13Status
#124!2 HTTPRequestTraceTaskRequestQueueOverflow|RequestId:u64 RequestQueueName:z LastPendingReceiveRequest:ft LastSucceededReceiveRequest:ft LastFailedReceiveRequest:ft
#125!4 HTTPConnectionTraceTaskCreatHttp2Stream|Connection:ptr ConnectionId:u64 StreamId
#126!4 HTTPConnectionTraceTaskAbortHttp2Stream|Connection:ptr ConnectionId:u64 StreamId Error:i32 ResetCode
#127!4 HTTPConnectionTraceTaskSendHttp2Stream|Connection:ptr ConnectionId:u64 StreamId Length:u64
#128!4 HTTPConnectionTraceTaskHttp2DataIndicate|Connection:ptr ConnectionId:u64 StreamId BytesIndicated BytesAccepted Status:i32
#129!4 HTTPConnectionTraceTaskHttp2HeaderIndicate|Connection:ptr ConnectionId:u64 StreamId Headers Status:i32
#130!4 HTTPConnectionTraceTaskHttp2GoAway|Connection:ptr ConnectionId:u64 StreamId ErrorCode FaultCode
#131!4 HTTPConnectionTraceTaskHttp2Fault|Connection:ptr ConnectionId:u64 StreamId FaultCode Status:i32
#132!4 HTTPConnectionTraceTaskCreatHttp2Connection,133!4 HTTPConnectionTraceTaskCreatHttp2Detach|Connection:ptr ConnectionId:u64
#134!4|RequestId:u64 ReceiveStart:u64 ReceiveHeadersEnd:u64 ResponseStart:u64 ResponseEnd:u64 BufferedSend:bool
#135!4|PerfCounterPeriod:u64
#136!4|RequestId:u64 StatsType StatsLength StatsData:bin[StatsLength]`;
