/** Drop reasons of PktMon above the 39 it shares with the virtual switch, as "first value:text|text|...". */
export const PKTMON_DROP_TEXTS = `201:Adapter paused|Adapter reset in progress|Send aborted|Unsupported EtherType|General failure|Invalid length|Host is out of memory|Frame too long
209:Frame too short|Frame length error|CRC error|Bad frame checksum|Frame check sequence error|Symbol error|Head of queue timed out
216:Discarded while stalled|Receive queue full|Physical layer error|DMA error|Firmware error|Decryption failed|Bad signature|Coalescing error
225:Spoofed VLAN|EtherType not allowed|Virtual port is down|Steering mismatch
401:Microport error|VF not ready|Microport not ready|VMBus error
601:Loopback Ethernet packet|Invalid SNAP header|Invalid Ethernet type|Invalid packet length|Header not contiguous|Invalid destination type
607:Interface not ready|Provider not ready|Invalid LSO information|Invalid USO information|Invalid medium type|Invalid ARP header
613:No interface for the isolation ID|Too many net buffers|Dropped by an FLSNPI client
701:Failed ARP Guard|ARP limiter|DHCP limiter|Broadcast blocked|Non-IP packet blocked|ARP filter|Failed IPv4 Guard|Failed IPv6 Guard|Failed MAC Guard
710:No port takes the broadcast|No port takes the unicast|Unicast port not ready|Switch callback failed|ICMPv6 limiter|Intercepted|Intercept blocked
717:Failed NDP Guard|Port Blocked|NIC Suspended
901:Bad source address|Not locally destined|Protocol unreachable|Port unreachable|Bad length|Malformed header|No route available|Beyond scope
909:Inspection drop|Too many decapsulations|Administratively prohibited|Bad checksum|Receive path limit|Hop limit exceeded|Address unreachable
916:RSC packet|Forward path limit|Arbitration unhandled|Inspection absorb|Larger than the MTU and not to be fragmented|Buffer length exceeded
922:Address resolution timeout|Address resolution failure|IPsec failure|Extension headers failure|IPSNPI client drop|Unsupported offload
928:Routing failure|Ancillary data failure|Raw data failure|Session state failure|IPSNPI: modified but not forwarded|IPSNPI: no next hop specified
934:IPSNPI: compartment not found|IPSNPI: interface not found|IPSNPI: subinterface not found|IPSNPI: disabled interface|IPSNPI: segmentation failed
939:IPSNPI: No Ethernet header|IPSNPI: unexpected fragment|IPSNPI: unsupported interface type|IPSNPI: invalid LSO info|IPSNPI: invalid USO info
944:Internal error|Administrative setting|Bad option|Not accepted over loopback|Scope of the address is too small|Full queue|Disabled interface
951:ICMP: general failure|ICMP: truncated header|ICMP: invalid checksum|ICMP: inspection drop|ICMP: looped back neighbor discovery
956:ICMP: unknown type/code|ICMP: truncated IP header|ICMP: oversized IP header|ICMP: no handler|ICMP: no error in answer to an error
961:ICMP: invalid source|ICMP: interface rate limit|ICMP: path rate limit|ICMP: no route|ICMP: no matching request|ICMP: buffer too small
967:ICMP: no ancillary data|ICMP: incorrect hop limit|ICMP: unknown code|ICMP: source not linklocal|ICMP: truncated ND header
972:ICMP: invalid ND option SourceLinkAddr|ICMP: invalid ND option MTU|ICMP: invalid ND option PrefixInformation
975:ICMP: invalid ND option RouteInformation|ICMP: invalid ND option RDNSS|ICMP: invalid ND option DNSSL|ICMP: packet parsing failure
979:ICMP: not allowed by the configuration|ICMP: invalid router advertisement|ICMP: source is not on this link
982:ICMP: invalid redirect destination or target|ICMP: invalid neighbor discovery target|ICMP: solicited neighbor advertisement to a multicast address
985:ICMP: link-layer address is our own|ICMP: duplicate echo request|ICMP: advertisement from a router that is not wanted|ICMP: invalid MLD query
989:ICMP: invalid MLD report|ICMP: MLD report from ourselves|ICMP: not locally destined|ARP: invalid source|ARP: invalid target
994:ARP: link-layer source is our own|ARP: not locally destined|Discarded by the network layer client
997:IPSNPI: coalesced UDP segment larger than the MTU|ICMP: fragmented packet|First fragment is incomplete|Source violation|ICMP: jumbogram
1002:Software UDP segmentation failed
1200:INET: source unspecified|INET: destination is multicast|INET: header is invalid|INET: checksum is invalid|INET: no such endpoint
1205:INET: connected path error|INET: session state error|INET: receive inspection|INET: invalid ACK in SYN-SENT|INET: expected SYN|INET: received RST
1211:INET: SYN while in SYN-RECEIVED|INET: simultaneous connect|INET: PAWS failed|INET: land attack|INET: missed RST|INET: outside receive window
1217:INET: duplicate segment|INET: closed window|INET: TCB removed|INET: FIN-WAIT2|INET: reassembly conflict|INET: FIN received
1223:INET: invalid flags for a listener|INET: TCB is not in the table|INET: RST outside the window in TIME-WAIT
1226:INET: SYN with other flags in TIME-WAIT|INET: dropped in TIME-WAIT|INET: SYN+ACK asks for a fast open cookie|INET: listener pauses accepting
1230:INET: SYN dropped under memory pressure|INET: accept inspection|INET: accept redirection
1301:SLB MUX: Parsing failure|SLB MUX: first fragment is missing|SLB MUX: ICMP error quotes a malformed packet
1304:SLB MUX: ICMP error quotes a packet of no session|SLB MUX: no next hop for hairpinning|SLB MUX: no static mapping
1307:SLB MUX: next hop could not be held|SLB MUX: not cloned|SLB MUX: not translated|SLB MUX: Hop limit exceeded
1311:SLB MUX: larger than the MTU and not to be fragmented|SLB MUX: Unexpected route lookup failure|SLB MUX: no route|SLB MUX: session not created
1315:SLB MUX: outgoing interface is not external|SLB MUX: outgoing interface has no instance|SLB MUX: device cannot be its own internal host
1318:SLB MUX: routable in its own compartment|SLB MUX: transport protocol not supported|SLB MUX: destined to the device itself
1321:SLB MUX: destination is in no external range|SLB MUX: rejected|SLB MUX: no such VIP or DIP|SLB MUX: encapsulated packet not sent
1325:SLB MUX: invalid encapsulation of a diagnostic packet|SLB MUX: diagnostic packet is a redirect|SLB MUX: redirect not handled
1401:IPsec: no security association for the SPI|IPsec: security association has expired|IPsec: wrong security association|IPsec: replay check failed
1405:IPsec: invalid header or trailer|IPsec: integrity check failed|IPsec: clear text|IPsec: ESP in authenticated firewall mode|IPsec: throttled
1410:IPsec DoS protection: blocked by rule|IPsec DoS protection: multicast|IPsec DoS protection: invalid packet|IPsec DoS protection: state not found
1414:IPsec DoS protection: too many states|IPsec DoS protection: keying module not allowed|IPsec DoS protection: too many rate limit queues
1417:IPsec: out of memory|IPsec: not successful
1501:NetCx: packet layout not understood|NetCx: checksum not calculated|NetCx: queue is stopping|NetCx: invalid buffer size
1505:NetCx: large send offload failed|NetCx: UDP segmentation offload failed|NetCx: buffer not copied
3000:HTTP: begin|HTTP: begin of errors|HTTP: error|HTTP: invalid verb|HTTP: invalid url|HTTP: invalid header|HTTP: invalid host|HTTP: invalid number
3008:HTTP: invalid field length|HTTP: invalid request length|HTTP: unauthorized|HTTP: forbidden URL|HTTP: resource not found
3013:HTTP: invalid content length|HTTP: precondition failed|HTTP: entity too large|HTTP: invalid url length|HTTP: range not satisfiable
3018:HTTP: misdirected request|HTTP: internal server failure|HTTP: not implemented|HTTP: listener not available|HTTP: connection limit reached
3023:HTTP: rapid fail protection|HTTP: request queue full|HTTP: disabled by the administrator|HTTP: disabled by the listener|HTTP: job object fired
3028:HTTP: app pool busy|HTTP: invalid version|HTTP: end of errors
3400:HTTP: begin of faults|HTTP: user abort|HTTP: error in collection processing|HTTP: client reset stream|HTTP: method not found
3405:HTTP: scheme mismatch|HTTP: scheme not found|HTTP: data after end|HTTP: path not found|HTTP: half closed local|HTTP: incompatible authentication
3411:HTTP: deprecated 3|HTTP: client cert blocked|HTTP: header name empty|HTTP: illegal send|HTTP: push upper attach|HTTP: stream upper attach
3417:HTTP: active stream limit|HTTP: authority not found|HTTP: unexpected tail|HTTP: truncated|HTTP: response hold|HTTP: invalid request chunked
3423:HTTP: invalid request content length|HTTP: invalid response chunked|HTTP: invalid response content length
3426:HTTP: invalid response transfer encoding|HTTP: invalid response line|HTTP: invalid response header|HTTP: invalid connect
3430:HTTP: invalid chunk start|HTTP: invalid chunk length|HTTP: invalid chunk stop|HTTP: headers after trailers|HTTP: headers after end
3435:HTTP: endless trailer|HTTP: invalid transfer encoding|HTTP: multiple transfer codings|HTTP: push body|HTTP: stream abandoned|HTTP: malformed host
3441:HTTP: decompression overflow|HTTP: illegal header name|HTTP: illegal header value|HTTP: connheader disallowed|HTTP: connheader malformed
3446:HTTP: cookie reassembly failure|HTTP: invalid status header|HTTP: scheme disallowed|HTTP: path disallowed|HTTP: invalid push host
3451:HTTP: goaway received|HTTP: abort legacy app|HTTP: upgrade header disallowed|HTTP: response upgrade header|HTTP: keep alive header disallowed
3456:HTTP: response keep alive header|HTTP: conn header disallowed|HTTP: response proxy connheader|HTTP: connection going away
3460:HTTP: transfer encoding disallowed|HTTP: content length disallowed|HTTP: trailer disallowed|HTTP: end of faults
3600:HTTP: receive suppressed
3800:HTTP: unspecific|HTTP: invalid parameter|HTTP: insufficient resources|HTTP: invalid handle|HTTP: not supported|HTTP: bad network path
3806:HTTP: internal error|HTTP: no such package|HTTP: privilege not held|HTTP: cannot impersonate|HTTP: logon failure|HTTP: no such logon session
3812:HTTP: access denied|HTTP: no logon servers|HTTP: clock differs from the domain controller
4000:HTTP: end`;
