/** Sentences for the events of the text tables that people meet when they follow connections, by GUID and by id or opcode. */
const tcpIp = (verb: string): string => `TCP ${verb}: {saddr} port {sport} to {daddr} port {dport}, {size} bytes, process {PID}`;
const udpIp = (verb: string): string => `UDP ${verb}: {saddr} port {sport} to {daddr} port {dport}, {size} bytes, process {PID}`;
const tcb = (verb: string): string => `TCP connection ${verb}: {LocalAddress} to {RemoteAddress}, process {ProcessId}, {Status}`;
const dnsFrom = "DNS answer of {DnsServerIpAddress} for {QueryName}, type {QueryType}: {ResponseStatus}";

/** Kernel-Network has the ids of the kernel logger's opcodes; IPv6 is 16 higher. */
const FLOW = ["sent", "received", "connected", "disconnected", "retransmitted", "accepted", "reconnected"];
const flows = (text: (verb: string) => string, first: number, verbs: readonly string[]): Record<number, string> =>
  Object.fromEntries(verbs.flatMap((verb, i) => [first, first + 16].map((base) => [base + i, text(verb)])));

export const MESSAGES: Readonly<Record<string, Readonly<Record<number, string>>>> = {
  "7dd42a49-5329-4832-8dfd-43d979153a88": { ...flows(tcpIp, 10, FLOW), ...flows(udpIp, 42, ["sent", "received"]) },
  "9a280ac0-c8e0-11d1-84e2-00c04fb998a2": flows(tcpIp, 10, FLOW),
  "bf3a50c5-a9c9-4988-a005-2df0b7c80f80": flows(udpIp, 10, ["sent", "received"]),
  "22fb2cd6-0e7b-422b-a0c7-2fad1fd0e716": {
    1: "Process {ProcessID} started by process {ParentProcessID}: {ImageName}",
    2: "Process {ProcessID} ended with {ExitCode}: {ImageName}",
    15: "Process {ProcessID} is running: {ImageName}",
  },
  "1c95126e-7eea-49a9-a3fe-a378b03ddb4d": {
    3006: "DNS query for {QueryName}, type {QueryType}",
    3008: "DNS query for {QueryName}, type {QueryType}, ended with {QueryStatus}: {QueryResults}",
    3010: "DNS query for {QueryName}, type {QueryType}, sent to {DnsServerIpAddress}",
    3011: dnsFrom,
    3018: "DNS cache look-up for {QueryName}, type {QueryType}, gave {Status}: {QueryResults}",
    3020: "DNS query for {QueryName}, type {QueryType}, answered on interface {InterfaceIndex} with {Status}: {QueryResults}",
  },
  "2f07e2ee-15db-40f1-90ef-9d7ba282188a": {
    1002: "TCP connection requested: {LocalAddress} to {RemoteAddress}, state {NewState}",
    1017: tcb("accepted"),
    1031: tcb("opening"),
    1033: tcb("opened"),
    1038: tcb("closing"),
    1039: tcb("abort requested"),
    1040: tcb("aborted"),
    1044: tcb("shut down"),
    1051: "TCP connection {Tcb} went from state {OldState} to {NewState}",
    1169: "UDP sent: {LocalSockAddr} to {RemoteSockAddr}, {NumBytes} bytes in {NumMessages} messages, process {Pid}",
    1170: "UDP received: {RemoteSockAddr} to {LocalSockAddr}, {NumBytes} bytes in {NumMessages} messages, process {Pid}",
    1205: "NBL {Nbl} left the receive fast path: {Reason}",
    1206: "NBL {Nbl} left the send fast path: {Reason}",
    1214: "{PacketCount} {IPTransportProtocol} packets dropped at the transport, {RemoteSockAddr} to {LocalSockAddr}: {Reason}",
    1215: "{PacketCount} {IPTransportProtocol} packets dropped at the network layer: {Reason}",
    1300: "TCP connection present: {LocalAddress} to {RemoteAddress}, process {Pid}",
    1332: "TCP connection {Tcb} sent {BytesSent} bytes from {SeqNo}, congestion window {Cwnd}, send window {SndWnd}, round trip {SRtt}",
    1590: "Send of NBL {Nbl} on TCP connection {Tcb} failed: {Status}",
    1601: "NBL {NBL} arrived on TCP connection {Tcb}, sequence {ThSeq}, acknowledges {ThAck}",
  },
  "e53c6823-7bb8-44bb-90dc-3f86090d48a6": {
    1000: "Socket {Endpoint} opened by process {ProcessId}, {SocketType}, {Status}",
    1018: "Socket {Endpoint} connects to {Address}, {Status}",
    1021: "Socket {Endpoint} connects to {Address}, {Status}",
    1033: "Datagram of {BufferLength} bytes from {Address} dropped at socket {Endpoint}: {Reason}",
  },
  "dd5ef90a-6398-47a4-ad34-4dcecdef795f": {
    1: "HTTP request {RequestId} from {RemoteAddr} on connection {ConnectionId}",
    2: "HTTP request for {Url}",
    3: "HTTP request {RequestId} for {Url} given to queue {RequestQueueName}, {Status}",
    21: "HTTP connection from {RemoteAddr} to {LocalAddr}",
    22: "HTTP connection {ConnectionId} is {ConnectionObj}",
  },
  "152fbe4b-c7ad-4f68-bada-a4fcc1464f6c": {
    16: "Packet {Operation} {MiniportName} dropped: {DropReason}, {Status}",
    18: "NBL {Pointer} dropped on interface {IfIndex}: {DropReason}, {Status}",
    19: "NBL {Pointer} on the synthetic path of interface {IfIndex}, direction {Direction}",
    20: "NBL {Pointer} on the virtual function path of interface {IfIndex}, direction {Direction}",
  },
  "0c478c5b-0351-41b1-8c58-4a6737da32e3": {
    1001: "Firewall dropped a packet, {PacketDirection}, {LocalAddress} and {RemoteAddress}, filter {FilterId}, application {AppId}",
    1029: "Firewall dropped a frame, {LocalAddress} and {RemoteAddress}, EtherType {EtherType}, VLAN {VlanTag}, filter {FilterId}",
  },
  "6600e712-c3b6-44a2-8a48-935c511f28c8": { 5655: "PortProxy: {Action}" },
  "d84521f7-2235-4237-a7c0-14e3a9676286": {
    5001: "Packet fragment of {FragmentSize} bytes sent to {RRASUserName} in {RoutingDomainID}",
    5002: "Packet fragment of {FragmentSize} bytes received from {RRASUserName} in {RoutingDomainID}",
  },
  "b72c6994-9fe0-45ad-83b3-8f5885f20e0e": {
    7: "Sending an NBL through team member {Member} failed: {Status}",
    8: "Sending an NBL through team {TeamNic} failed: {Status}",
    9: "NBLs dropped on team member {Member}: {Status}",
  },
  "b3e675d7-2554-4f18-830b-2762732560de": {
    0: "Image {OriginalFileName} at {ImageBase} in process {ProcessId}",
    36: "Symbols {PdbFileName} of the image at {ImageBase} in process {ProcessId}",
  },
  "9b79ee91-b5fd-41c0-a243-4248e266e9d0": { 32: "{ProductName}, {BuildLab}", 35: "{NtPath} is {DosPath}" },
};
