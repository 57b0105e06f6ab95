/** Layouts and value texts of Microsoft-Windows-DNS-Client, in the notation of table-text.ts. */
export const DNS_CLIENT = `1c95126e-7eea-49a9-a3fe-a378b03ddb4d Microsoft-Windows-DNS-Client
@DnsIpTypeMap
0:static|dynamic
@OpcodeMap
180:Start State|End State|Closed State|Open State|Connect State|Listen State|Association State|Authentication State|Established State
#1000!4 DnsNoServerConfigV4,1019!4 DnsNoServerConfigV6|Location Context
#1001!4 DnsServerForInterface|Interface:z TotalServerCount Index DynamicAddress:u8@DnsIpTypeMap AddressLength Address:sock[AddressLength]
#1002!4 DnsServerQueryChange|Interface:z AddressLength Address:sock[AddressLength]
#1002.1!4 DnsServerQueryChange|Interface:z AddressLength Address:sock[AddressLength] ClientPID:pid
#1003!4 DnsServerValidationSuccess,1004!4 DnsServerValidationSuccessSystem,1005!2 DnsServerValidationFailure,1006!3 DnsServerValidationFailureSystem|AddressLength Address:sock[AddressLength]
#1007!2 DnsMissingPrimarySuffix,1008!3 DnsMissingPrimarySuffixSystem,1011!2 DnsHostFileError,1012!2 DnsHostFileErrorSystem,60004!2 DnsNetError|ErrorCode Location Context
#1009!2 DnsNonMatchingSuffix,1010!3 DnsNonMatchingSuffixSystem|DnsSuffix:z AdSuffix:z
#1013!2 DnsAllServersTimeout,1014!3 DnsAllServersTimeoutSystem,1015!4 DnsServerTimeout,1016!4 DnsNameError,1017!4 DnsAuthoritativeResponse,1024!4 DnsQueryBadXid,1025!4 DnsQueryInvalidServerIp|QueryName:z AddressLength Address:sock[AddressLength]
#1013.1!2 DnsAllServersTimeout,1014.1!3 DnsAllServersTimeoutSystem,1015.1!4 DnsServerTimeout,1016.1!4 DnsNameError,1017.1!4 DnsAuthoritativeResponse,1024.1!4 DnsQueryBadXid,1025.1!4 DnsQueryInvalidServerIp|QueryName:z AddressLength Address:sock[AddressLength] ClientPID:pid
#1016.2!4 DnsNameError,1017.2!4 DnsAuthoritativeResponse,1024.2!4 DnsQueryBadXid,1025.2!4 DnsQueryInvalidServerIp|QueryName:z AddressLength Address:sock[AddressLength] ClientPID:pid SendBlob:ptr SendBlobContext:ptr
#1018!4 DnsLinkLocal|QueryName:z AddressLength Address:sock[AddressLength] DnsAddressLength DnsAddress:sock[DnsAddressLength]
#1018.1!4 DnsLinkLocal|QueryName:z AddressLength Address:sock[AddressLength] DnsAddressLength DnsAddress:sock[DnsAddressLength] ClientPID:pid
#1018.2!4 DnsLinkLocal|QueryName:z AddressLength Address:sock[AddressLength] DnsAddressLength DnsAddress:sock[DnsAddressLength] ClientPID:pid SendBlob:ptr SendBlobContext:ptr
#1020!4 DnsReadPolicyTable|KeyName:z DnsSecValidationRequired DnsQueryOverIPSec DnsEncryption DirectAccessServerList:z RemoteIPSEC RemoteEncryption ProxyType ProxyName:z
#1021!4 DnsMatchPolicyInfo|QueryName:z KeyName:z DnsSecValidationRequired DnsQueryOverIPSec DnsEncryption DirectAccessServerList:z ProxyType ProxyName:z
#1022!4 DnsSecureNoFallback,1027!4,3007!4,3014!4,3015!4|QueryName:z
#1022.1!4 DnsSecureNoFallback,1027.1!4,3014.1!4|QueryName:z ClientPID:pid
#1022.2!4 DnsSecureNoFallback,1027.2!4,3014.2!4|QueryName:z ClientPID:pid QueryBlob:ptr
#1023!2 DnsPolicySystemReadError,60008!2 DnsPolicyReadError|RuleName:z ErrorCode
#1026!4 DnsQueryInvalidQuestion|QueryName:z ResponseQuestion:z AddressLength Address:sock[AddressLength]
#1026.1!4 DnsQueryInvalidQuestion|QueryName:z ResponseQuestion:z AddressLength Address:sock[AddressLength] ClientPID:pid
#1026.2!4 DnsQueryInvalidQuestion|QueryName:z ResponseQuestion:z AddressLength Address:sock[AddressLength] ClientPID:pid SendBlob:ptr SendBlobContext:ptr
#1028!4 DnsMatchPolicyInfo|QueryName:z KeyName:z DnsSecValidationRequired DnsQueryOverIPSec DnsEncryption DirectAccessServerList:z ProxyType ProxyName:z GenericServerList:z IdnConfig
#1028.1!4 DnsMatchPolicyInfo|QueryName:z KeyName:z DnsSecValidationRequired DnsQueryOverIPSec DnsEncryption DirectAccessServerList:z ProxyType ProxyName:z GenericServerList:z IdnConfig ClientPID:pid
#1028.2!4 DnsMatchPolicyInfo|QueryName:z KeyName:z DnsSecValidationRequired DnsQueryOverIPSec DnsEncryption DirectAccessServerList:z ProxyType ProxyName:z GenericServerList:z IdnConfig ClientPID:pid QueryBlob:ptr
#3000!4,3002!4,3004!4|QueryName:z QueryType QueryOptions:u64
#3001!4|Status:win32
#3003!4,3005!4|QueryName:z QueryType Status:win32
#3006!4|QueryName:z QueryType QueryOptions:u64 ServerList:z IsNetworkQuery NetworkQueryIndex InterfaceIndex IsAsyncQuery
#3008!4|QueryName:z QueryType QueryOptions:u64 QueryStatus:win32 QueryResults:z
#3009!4|QueryName:z IsParallelNetworkQuery NetworkIndex InterfaceCount AdapterName:z LocalAddress:z DNSServerAddress:z
#3009.1!4|QueryName:z IsParallelNetworkQuery NetworkIndex InterfaceCount AdapterName:z LocalAddress:z DNSServerAddress:z ClientPID:pid
#3009.2!4|QueryName:z IsParallelNetworkQuery NetworkIndex InterfaceCount AdapterName:z LocalAddress:z DNSServerAddress:z ClientPID:pid QueryBlob:ptr ParentBlob:ptr
#3010!4|QueryName:z QueryType DnsServerIpAddress:z
#3010.1!4|QueryName:z QueryType DnsServerIpAddress:z ClientPID:pid
#3011!4|QueryName:z QueryType DnsServerIpAddress:z ResponseStatus
#3011.1!4|QueryName:z QueryType DnsServerIpAddress:z ResponseStatus ClientPID:pid
#3011.2!4|QueryName:z QueryType DnsServerIpAddress:z ResponseStatus ClientPID:pid SendBlob:ptr SendBlobContext:ptr
#3012!4|QueryName:z NetworkIndex InterfaceCount AdapterName:z LocalAddress:z
#3012.1!4|QueryName:z NetworkIndex InterfaceCount AdapterName:z LocalAddress:z ClientPID:pid
#3012.2!4|QueryName:z NetworkIndex InterfaceCount AdapterName:z LocalAddress:z ClientPID:pid QueryBlob:ptr
#3013!4|QueryName:z Status:win32 QueryResults:z
#3013.1!4|QueryName:z Status:win32 QueryResults:z ClientPID:pid
#3013.2!4|QueryName:z Status:win32 QueryResults:z ClientPID:pid QueryBlob:ptr
#3016!4|QueryName:z QueryType QueryOptions:u64 InterfaceIndex
#3016.1!4|QueryName:z QueryType QueryOptions:u64 InterfaceIndex ClientPID:pid
#3016.2!4|QueryName:z QueryType QueryOptions:u64 InterfaceIndex ClientPID:pid QueryBlob:ptr
#3018!4|QueryName:z QueryType QueryOptions:u64 Status:win32 QueryResults:z
#3018.1!4|QueryName:z QueryType QueryOptions:u64 Status:win32 QueryResults:z ClientPID:pid
#3018.2!4|QueryName:z QueryType QueryOptions:u64 Status:win32 QueryResults:z ClientPID:pid QueryBlob:ptr
#3019!4|QueryName:z QueryType InterfaceIndex NetworkIndex
#3019.1!4|QueryName:z QueryType InterfaceIndex NetworkIndex ClientPID:pid
#3019.2!4|QueryName:z QueryType InterfaceIndex NetworkIndex ClientPID:pid QueryBlob:ptr
#3020!4|QueryName:z QueryType NetworkIndex InterfaceIndex Status:win32 QueryResults:z
#3020.1!4|QueryName:z QueryType NetworkIndex InterfaceIndex Status:win32 QueryResults:z ClientPID:pid
#3020.2!4|QueryName:z QueryType NetworkIndex InterfaceIndex Status:win32 QueryResults:z ClientPID:pid QueryBlob:ptr
#3023!4|OperationName:z Name:z Flag ClientPID:pid
#3024!3|ActualServer:z OriginalServer:z Status:win32
#8001!2 DnsGenericError,8002!2 DnsGenericError|ErrorCode
#8003!3 DnsRegistration,8004!3 DnsRegistration,8005!3 DnsRegistration,8006!3 DnsRegistration,8007!3 DnsRegistration,8008!3 DnsRegistration,8009!4 DnsRegistration,8010!4 DnsRegistration,8011!4 DnsRegistration,8012!4 DnsRegistration,8013!4 DnsRegistration,8014!4 DnsRegistration,8015!3 DnsRegistration,8016!3 DnsRegistration,8017!3 DnsRegistration,8018!3 DnsRegistration,8019!3 DnsRegistration,8020!3 DnsRegistration,8021!3 DnsRegistration,8022!3 DnsRegistration,8023!3 DnsRegistration,8024!3 DnsRegistration,8025!3 DnsRegistration,8026!3 DnsRegistration,8027!4 DnsRegistration,8028!4 DnsRegistration,8029!4 DnsRegistration,8030!4 DnsRegistration,8031!4 DnsRegistration,8032!4 DnsRegistration,8033!3 DnsRegistration,8034!3 DnsRegistration,8035!3 DnsRegistration,8036!3 DnsRegistration,8037!3 DnsRegistration,8038!3 DnsRegistration|AdapterName:z HostName:z AdapterSuffixName:z DnsServerList:z SentUpdateServer:z Ipaddress:z ErrorCode
#8040!3 DnsInterception,8042!2 DnsInterception|DllName:z
#8043!4|Server:z NameQuery:z InterfaceName:z Template:z ClientPID:pid
#8044!4|Server:z NameQuery:z InterfaceName:z Hostname:z ClientPID:pid
#8045!4|Server:z TemplateName:z StatusCode:win32
#8046!4|Server:z TemplateName:z ErrorCode
#8047!4|Server:z Hostname:z ErrorCode
#8048!2|Server:z Template:z Error:z ErrorBits:u64
#8049!2|Server:z Hostname:z Error:z ErrorBits:u64
#8050!2|Status:u64
#8050!2|SystemCallDisable ExtensionPointDisable DynamicCode ControlFlowGuard BinarySignature FontDisable ImageFlow ChildProcess EnforcementKey
#8051!4|SystemCallDisable ExtensionPointDisable DynamicCode ControlFlowGuard BinarySignature FontDisable ImageFlow ChildProcess EnforcementKey
#60005!3 DnsNetWarning|WarningCode Location Context
#60006!4 DnsStateTransition|NextState:u8@OpcodeMap Context
#60007!4 DnsContextUpdate|Context UpdateReasonCode
#60101!4 DnsV4Tuple|SourceAddress SourcePort DestinationAddress DestinationPort Protocol ReferenceContext
#60102!4 DnsV6Tuple|SourceAddress:ip6 SourcePort DestinationAddress:ip6 DestinationPort Protocol ReferenceContext
#60103!4 DnsInterfaceInfo|IfGuid:guid IfIndex IfLuid:u64 ReferenceContext`;
