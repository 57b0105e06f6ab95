/** Layouts and value texts of Microsoft-Windows-HttpService, in the notation of table-text.ts. */
export const HTTP_SERVICE = `dd5ef90a-6398-47a4-ad34-4dcecdef795f Microsoft-Windows-HttpService
@HTTP_TEMPLATE_LOGGING_LogType
0:ResponseLogging|ErrorLogging
@HTTP_TEMPLATE_LOGGING_LogGroup
0:Site|Centralized
@HTTP_TEMPLATE_LOGGING_LogFormat
0:W3C|IIS|NCSA|Binary
#1!4 RequestRecvReq|RequestId:u64 ConnectionId:u64 RemoteAddrLength RemoteAddr:sock[RemoteAddrLength]
#2!4 RequestParse|RequestObj:ptr HttpVerb Url:z
#3!4 RequestDeliver|RequestObj:ptr RequestId:u64 SiteId RequestQueueName:z Url:z Status:nts
#4!4 RequestRecvResp,8!4 RequestFastResp|RequestId:u64 ConnectionId:u64 StatusCode:u16 Verb:az HeaderLength EntityChunkCount:u16 CachePolicy
#5!4 RequestRecvRespLast,7!4 RequestRecvBodyLast,9!4 RequestFastRespLast,90!4 RequestInitiateOpaqueMode|RequestId:u64
#6!4 RequestRecvBody|RequestId:u64 ConnectionId:u64
#10!4 RequestSendComplete,11!4 RequestCachedAndSend,12!4 RequestFastSend,13!4 RequestZeroSend,14!2 RequestLastSndError|RequestId:u64 HttpStatus:u16
#15!2 RequestSndError|RequestId:u64 Reason:az Status:nts
#16!4 RequestSrvdFrmCache,17!4 RequestCachedNotModified|RequestObj:ptr SiteId BytesSent
#16.1!4 RequestSrvdFrmCache,17.1!4 RequestCachedNotModified|RequestObj:ptr SiteId BytesSent RequestId:u64 Encoding:az
#18!4 SetupResvUrl|Url:z ReserveStatus
#19!4 SetupReadIpListEntry|IpAddrLength IpAddress:sock[IpAddrLength]
#20!4 SetupCreatedSslCred|EndpointConfigObj:ptr AddressLength Address:sock[AddressLength] CertHashLength CertHash:bin[CertHashLength] CertStoreName:z CertCheckMode RevokeFreshnessTime RevokeRetrievalTime Flags CtlId:z CtlStoreName:z
#20.1!4 SetupCreatedSslCred|EndpointConfigObj:ptr Endpoint:z CertHashLength CertHash:bin[CertHashLength] CertStoreName:z CertCheckMode RevokeFreshnessTime RevokeRetrievalTime Flags CtlId:z CtlStoreName:z CertificateLoadTimems
#21!4 ConnectionConnConnect|ConnectionObj:ptr LocalAddrLength LocalAddr:sock[LocalAddrLength] RemoteAddrLength RemoteAddr:sock[RemoteAddrLength]
#22!4 ConnectionConnIdAssgn|RequestId:u64 ConnectionId:u64 ConnectionObj:ptr
#23!4 ConnectionConnClose|ConnectionObj:ptr Abortive
#24!4 ConnectionConnCleanup,34!4 SSLSslConnEvent,35!4 SSLSslInitiateHandshake,37!4 SSLSslInititateSslRcvClientCert,57!4 SSLSslDisconnEvent|ConnectionObj:ptr
#25!4 CacheAddedCacheEntry,27!4 CacheFlushedCache|Uri:z StatusCode:u16 Verb:az HeaderLength ContentLength ExpirationTime:u64
#25.1!4 CacheAddedCacheEntry|Uri:z StatusCode:u16 Verb:az HeaderLength ContentLength ExpirationTime:u64 Encoding:az
#26!2 CacheAddCacheEntryFailed|UrlBuffer:z ErrorStatus
#26.1!2 CacheAddCacheEntryFailed|UrlBuffer:z ErrorStatus Encoding:az
#28!4 ConfigurationPropertyChgUrlGrpProp,29!4 ConfigurationPropertyChgSrvSesProp,30!4 ConfigurationPropertyChgReqQueueProp|Property Status:nts
#31!4 ConfigurationPropertyAddUrl|UrlGroupId:u64 Url:z Status:nts
#32!4 ConfigurationPropertyRemUrl|UrlGroupId:u64 Url:z
#33!4 ConfigurationPropertyRemAllUrls|UrlGroupId:u64
#36!4 SSLSslHandshakeComplete,38!2 SSLSslRcvClientCertFailed|Status:nts ConnectionObj:ptr
#39!4 SSLSslRcvdRawData,40!4 SSLSslDlvrdStreamData,41!4 SSLSslAcceptStreamData|DataLength ConnectionObj:ptr
#43!4 AuthenticationSspiCall|ConnectionId:u64 AuthType:az SecStatus AuthStatus
#43.1!4 AuthenticationSspiCall|ConnectionId:u64 AuthType:az SecStatus AuthStatus ContextAttributes
#44!4 AuthenticationAuthCacheEntryAdded|ConnectionId:u64 AuthCacheType:az AccessTokenOrHandle:ptr Status:nts
#45!4 AuthenticationAuthCacheEntryFreed|AccessTokenOrHandle:ptr Status:nts
#46!4 ConnectionQosFlowSetReset|ConnectionId:u64 Bandwidth Status:nts
#47!2 LoggingLoggingConfigFailed|Status:nts Type@HTTP_TEMPLATE_LOGGING_LogType Group@HTTP_TEMPLATE_LOGGING_LogGroup Directory:z Software:z SiteId
#48!4 LoggingLoggingConfig|Present Type@HTTP_TEMPLATE_LOGGING_LogType Group@HTTP_TEMPLATE_LOGGING_LogGroup Format@HTTP_TEMPLATE_LOGGING_LogFormat Directory:z Software:z SiteId
#49!2 LoggingLogFileCreateFailed|Status:nts Type@HTTP_TEMPLATE_LOGGING_LogType Group@HTTP_TEMPLATE_LOGGING_LogGroup Format@HTTP_TEMPLATE_LOGGING_LogFormat Filename:z SiteId
#50!4 LoggingLogFileCreate|Handle:ptr Type@HTTP_TEMPLATE_LOGGING_LogType Group@HTTP_TEMPLATE_LOGGING_LogGroup Format@HTTP_TEMPLATE_LOGGING_LogFormat Filename:z SiteId
#51!4 LoggingLogFileWrite|Status:nts Handle:ptr Type@HTTP_TEMPLATE_LOGGING_LogType Group@HTTP_TEMPLATE_LOGGING_LogGroup Format@HTTP_TEMPLATE_LOGGING_LogFormat ResType:az SiteId
#52!2 RequestParseRequestFailed|Status:nts RequestId:u64 Reason:az ErrorCode HintLength HintData:bin[HintLength]
#53!3 TimeoutConnTimedOut|ConnectionId:u64 ConnectionObj:ptr Timer:az
#56!2 SSLSslEndpointCreationFailed|EndpointConfigObj:ptr SecStatus Detail:az
#58!4 SSLSslDisconnReq|ConnectionObj:ptr Status:nts
#59!4 SSLSslUnsealMsg,62!4 SSLSslAsc,63!4 SSLSslSealMsg|ConnectionObj:ptr SecStatus
#60!2 SSLSslQueryConnInfoFailed,137!2 SSLSslQueryCipherInfoFailed|ConnectionObj:ptr SecStatus Detail:az
#61!2 SSLSslEndpointConfigNotFound|ConnectionObj:ptr AddressLength Address:sock[AddressLength]
#64!2 RequestRequestRejected,65!2 RequestRequestCancelled|RequestId:u64 Reason:az RequestQueueName:z
#66!2 DriverGlobalSettingsHotAddProcFailed|NewProcNumber:u8 ReasonString:az Status:nts
#67!4 DriverGlobalSettingsHotAddProcSucceeded|NewProcNumber:u8 Comment:az
#68!4 RequestUserResponseFlowInit,69!4 RequestCachedResponseFlowInit|FlowHandle:ptr Bandwidth PeakBandwidth BurstSize
#70!2 RequestFlowInitFailed|Bandwidth PeakBandwidth BurstSize Status:nts
#71!4 ConnectionSetConnectionFlow,84!4 ConnectionUsePolicyBasedQoSFlow|Connection:ptr FlowHandle:ptr
#72!4 ConnectionRequestAssociatedToConfigurationFlow|FlowHandle:ptr
#73!2 ConnectionConnectionFlowFailed|Connection:ptr FlowHandle:ptr Status:nts
#74!4 RequestResponseRangeProcessingOK|RequestId:u64 ContentBytes:u64 NumberOfRanges Range1Start:u64 Range1End:u64 Range2Start:u64 Range2End:u64
#75!4 CacheBeginBuildingSlices|RequestId:u64 NumberOfSlices SliceIndex1 SliceIndex2 NumberOfRanges Range1Start:u64 Range1End:u64 Range2Start:u64 Range2End:u64
#76!4 CacheSendSliceCacheContent,77!4 CacheCachedSlicesMatchContent|RequestId:u64 CacheEntryPtr:ptr NumberOfSlices SliceIndex1 SliceIndex2 NumberOfRanges Range1Start:u64 Range1End:u64 Range2Start:u64 Range2End:u64
#78!4 CacheMergeSlicesToCache|CacheEntryPtr:ptr NofSlicesToMerge NofSlicesInCache
#79!4 CacheFlatCacheRangeSend|CacheEntryPtr:ptr Range1Start:u64 Range1End:u64
#80!4 AuthenticationChannelBindAscParams|ConnectionId:u64 NoBindBuffers SecFlags
#81!4 AuthenticationServiceBindCheckComplete|ConnectionId:u64 SecContextL:ptr SecContextH:ptr SecStatus Target:z
#82!4 AuthenticationChannelBindConfigCapture|Hardening:u8 Flags ServiceNameCount
#83!4 AuthenticationChannelBindPerResponseConfig|ReplaceConfigOf:az
#85!4 HTTPThreadPoolThreadPoolExtension,87!4 HTTPThreadPoolThreadPoolTrim|PoolType:az ActivePools:u16
#86!4 HTTPThreadPoolThreadReady,88!4 HTTPThreadPoolThreadGone|PoolType:az ActivePools:u16 ThreadCount:u8
#89!4 SSLSniParsed|ConnectionObj:ptr Status:nts SniLength SniHost:bin[SniLength] NormalizedHost:z
#91!4 SSLEndpointAutoGenerated,92!4 SSLAutoGeneratedEndpointDeleted|EndpointConfigObj:ptr EndpointName:z
#93!4 SSLSslEndpointConfigFound|EndpointConfigObj:ptr IpAddrLength IpAddress:sock[IpAddrLength] SniHostname:z MatchingEndpointName:z AutoGeneratedEndpoint:bool
#94!2 SSLSslEndpointConfigRejected|AddressLength Address:sock[AddressLength]
#95!2 ResponseParseRequestFailed|Status:nts ResponseId:u64 Reason:az ErrorCode HintLength HintData:bin[HintLength]
#96!4 SSLSslHandshakeFailure|LocalAddressLength LocalAddress:sock[LocalAddressLength] RemoteAddressLength RemoteAddress:sock[RemoteAddressLength] SniHostname:z ThumbprintLength:u16 Thumbprint:bin[ThumbprintLength] ClientDisconnect:bool AbortiveDisconnect:bool Status:nts
#97!4 RequestHttpErrorResponseSent|Url:z Verb StatusCode:u16 CacheSend:bool RequestQueue:z ProcessId:pid ThreadId:tid ImageFileName:az WorkingSetSize:u64 SendStatus ThreadCount ReasonPhrase:az ErrorCause:az Verbosity
#98!4 SSLSslRenegotiateTimedOut|LocalAddressLength LocalAddress:sock[LocalAddressLength] RemoteAddressLength RemoteAddress:sock[RemoteAddressLength] SniHostname:z ThumbprintLength:u16 Thumbprint:bin[ThumbprintLength] ConnectionBufferFull:bool
#99!4 RequestHttp11Required|Verb FaultCode
#100!4 ConnectionQuicCounts,101!4 ConnectionWskCounts|Version CountsLength Counts:bin[CountsLength]
#105!4 ConnectionQuicConnection|QuicConnectionId:u64 Connection:ptr LocalAddressLength LocalAddress:sock[LocalAddressLength] RemoteAddressLength RemoteAddress:sock[RemoteAddressLength] SniLength SniHost:bin[SniLength] ErrorLogCode Status:nts
#106!4 ConnectionQuicConnectionCallback|Connection:ptr Event:u8 EventParam:u64
#107!4 ConnectionQuicStream|QuicStreamId:u64 Connection:ptr Stream:ptr
#108!4 ConnectionQuicStreamCallback|Stream:ptr Connection:ptr StreamType:az Event:u8 EventParam:u64
#109!2 DriverGlobalSettingsQuicRegistration|Status:nts
#110!4 RequestClientCorrelation|RequestId:u64 CorrelationId:guid
#111!4 ConfigurationPropertyCreateUrlGroup,117!4 ConfigurationPropertyDeleteUrlGroup|UrlGroupId:u64 Status:nts ProcessId:u64 ExecutablePath:z UserSid:sid
#112!4 SetupResvUrlV2|Url:z ReserveStatus ProcessId:u64 ExecutablePath:z UserSid:sid
#113!4 ConfigurationPropertyAddUrl_5_122|UrlGroupId:u64 Url:z Status:nts ProcessId:u64 ExecutablePath:z UserSid:sid
#114!4 ConfigurationPropertyRemUrl_5_123|UrlGroupId:u64 Url:z ProcessId:u64 ExecutablePath:z UserSid:sid
#115!4 ConfigurationPropertyRemAllUrls_5_124|UrlGroupId:u64 ProcessId:u64 ExecutablePath:z UserSid:sid
#116!4 ConfigurationPropertyChgUrlGrpProp_5_127|UrlGroupId:u64 Property Status:nts ProcessId:u64 ExecutablePath:z UserSid:sid
#118!4 ConfigurationPropertyFlushResponseCache|Status:nts ProcessId:u64 ExecutablePath:z UserSid:sid
#119!4 SSLSslCertSettingsDeleted,120!4 SSLSslCertSettingsCreated|Endpoint:z Status:nts ProcessId:u64 ExecutablePath:z UserSid:sid
#121!4 SSLSslCertSettingsUpdeted|Endpoint:z ExtendedParamType Status:nts ProcessId:u64 ExecutablePath:z UserSid:sid
#122!4 SetupSetIpListenList|IpList:z Status:nts ProcessId:u64 ExecutablePath:z UserSid:sid
#123!4 SSLQuicTls13Disabled|Status:nts Tls13Status
#124!2 RequestRequestQueueOverflow|RequestId:u64 RequestQueueName:z LastPendingReceiveRequest:ft LastSucceededReceiveRequest:ft LastFailedReceiveRequest:ft
#125!4 ConnectionCreatHttp2Stream|Connection:ptr ConnectionId:u64 StreamId
#126!4 ConnectionAbortHttp2Stream|Connection:ptr ConnectionId:u64 StreamId Error:i32 ResetCode
#127!4 ConnectionSendHttp2Stream|Connection:ptr ConnectionId:u64 StreamId Length:u64
#128!4 ConnectionHttp2DataIndicate|Connection:ptr ConnectionId:u64 StreamId BytesIndicated BytesAccepted Status:i32
#129!4 ConnectionHttp2HeaderIndicate|Connection:ptr ConnectionId:u64 StreamId Headers Status:i32
#130!4 ConnectionHttp2GoAway|Connection:ptr ConnectionId:u64 StreamId ErrorCode FaultCode
#131!4 ConnectionHttp2Fault|Connection:ptr ConnectionId:u64 StreamId FaultCode Status:i32
#132!4 ConnectionCreatHttp2Connection,133!4 ConnectionCreatHttp2Detach|Connection:ptr ConnectionId:u64
#134!4|RequestId:u64 ReceiveStart:u64 ReceiveHeadersEnd:u64 ResponseStart:u64 ResponseEnd:u64 BufferedSend:bool
#135!4|PerfCounterPeriod:u64
#136!4|RequestId:u64 StatsType StatsLength StatsData:bin[StatsLength]`;
