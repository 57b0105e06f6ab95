/** Layouts and value texts of Microsoft-Windows-Kernel-Network, in the notation of table-text.ts. */
export const KERNEL_NETWORK = `7dd42a49-5329-4832-8dfd-43d979153a88 Microsoft-Windows-Kernel-Network
#10!4 TcpSend|PID:pid size daddr:ip4 saddr:ip4 dport:port sport:port startime endtime seqnum connid:ptr
#10!4 TcpSend|PID:pid size daddr:ip4 saddr:ip4 dport:port sport:port startime endtime seqnum connid
#11!4 TcpReceive,13!4 TcpDisconnect,14!4 TcpRetransmit,16!4 TcpReconnect,18!4 TcpCopy,42!4 UdpSend,43!4 UdpReceive|PID:pid size daddr:ip4 saddr:ip4 dport:port sport:port seqnum connid:ptr
#11!4 TcpReceive,13!4 TcpDisconnect,14!4 TcpRetransmit,16!4 TcpReconnect,18!4 TcpCopy,42!4 UdpSend,43!4 UdpReceive|PID:pid size daddr:ip4 saddr:ip4 dport:port sport:port seqnum connid
#12!4 TcpConnect,15!4 TcpAccept|PID:pid size daddr:ip4 saddr:ip4 dport:port sport:port mss:u16 sackopt:u16 tsopt:u16 wsopt:u16 rcvwin rcvwinscale:u16 sndwinscale:u16 seqnum connid:ptr
#12!4 TcpConnect,15!4 TcpAccept|PID:pid size daddr:ip4 saddr:ip4 dport:port sport:port mss:u16 sackopt:u16 tsopt:u16 wsopt:u16 rcvwin rcvwinscale:u16 sndwinscale:u16 seqnum connid
#17!4 TcpFail,49!4 UdpFail|Proto:u16 FailureCode:u16
#26!4 TcpSendV6|PID:pid size daddr:ip6 saddr:ip6 dport:port sport:port startime endtime seqnum connid:ptr
#26!4 TcpSendV6|PID:pid size daddr:ip6 saddr:ip6 dport:port sport:port startime endtime seqnum connid
#27!4 TcpReceiveV6,29!4 TcpDisconnectV6,30!4 TcpRetransmitV6,32!4 TcpReconnectV6,34!4 TcpCopyV6,58!4 UdpSendV6,59!4 UdpReceiveV6|PID:pid size daddr:ip6 saddr:ip6 dport:port sport:port seqnum connid:ptr
#27!4 TcpReceiveV6,29!4 TcpDisconnectV6,30!4 TcpRetransmitV6,32!4 TcpReconnectV6,34!4 TcpCopyV6,58!4 UdpSendV6,59!4 UdpReceiveV6|PID:pid size daddr:ip6 saddr:ip6 dport:port sport:port seqnum connid
#28!4 TcpConnectV6,31!4 TcpAcceptV6|PID:pid size daddr:ip6 saddr:ip6 dport:port sport:port mss:u16 sackopt:u16 tsopt:u16 wsopt:u16 rcvwin rcvwinscale:u16 sndwinscale:u16 seqnum connid:ptr
#28!4 TcpConnectV6,31!4 TcpAcceptV6|PID:pid size daddr:ip6 saddr:ip6 dport:port sport:port mss:u16 sackopt:u16 tsopt:u16 wsopt:u16 rcvwin rcvwinscale:u16 sndwinscale:u16 seqnum connid`;
