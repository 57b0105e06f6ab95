import { ipv4, ipv6, kernelEvents, pid, pointer, port, u16, u32 } from "./kernel-fields.js";
import { IN_TYPE as T } from "./schema.js";
import type { EventSchema, FieldSchema } from "./schema.js";

const TCP = "9a280ac0-c8e0-11d1-84e2-00c04fb998a2";
const UDP = "bf3a50c5-a9c9-4988-a005-2df0b7c80f80";

const ports = [port("dport"), port("sport")];
const ends4 = [ipv4("daddr"), ipv4("saddr"), ...ports];
const ends6 = [ipv6("daddr"), ipv6("saddr"), ...ports];
const head4 = [pid("PID"), u32("size"), ...ends4];
const head6 = [pid("PID"), u32("size"), ...ends6];
const times = [u32("startime"), u32("endtime")];
const tail1 = [pointer("connid"), u32("seqnum")];
const tail2 = [u32("seqnum"), pointer("connid")];
const i16 = (name: string): FieldSchema => ({ name, inType: T.INT16 });
const handshake = [...["mss", "sackopt", "tsopt", "wsopt"].map(u16), u32("rcvwin"), i16("rcvwinscale"), i16("sndwinscale")];
const failure = [u16("Proto"), u16("FailureCode")];

/** TCP and UDP as the kernel logger reports them: sizes and ends of each send and receive, no frames. */
export const KERNEL_NETWORK_EVENTS: readonly EventSchema[] = [
  ...kernelEvents(TCP, "TcpIp", 0, { 10: "Send", 11: "Recv", 12: "Connect", 13: "Disconnect", 14: "Retransmit", 15: "Accept" }, [
    ...ends4,
    u32("size"),
    pid("PID"),
  ]),
  ...kernelEvents(TCP, "TcpIp", 1, { 10: "Send" }, [...head4, ...times, ...tail1]),
  ...kernelEvents(
    TCP,
    "TcpIp",
    1,
    { 11: "Recv", 13: "Disconnect", 14: "Retransmit", 16: "Reconnect", 18: "TCPCopy", 19: "ARPCopy", 20: "FullACK", 21: "PartACK", 22: "DupACK" },
    [...head4, ...tail1],
  ),
  ...kernelEvents(TCP, "TcpIp", 1, { 12: "Connect", 15: "Accept" }, [...head4, ...handshake, ...tail1]),
  ...kernelEvents(TCP, "TcpIp", 1, { 17: "Fail" }, [u32("Proto")]),
  ...kernelEvents(TCP, "TcpIp", 2, { 10: "SendIPV4" }, [...head4, ...times, ...tail2]),
  ...kernelEvents(TCP, "TcpIp", 2, { 11: "RecvIPV4", 13: "DisconnectIPV4", 14: "RetransmitIPV4", 16: "ReconnectIPV4", 18: "TCPCopyIPV4" }, [
    ...head4,
    ...tail2,
  ]),
  ...kernelEvents(TCP, "TcpIp", 2, { 12: "ConnectIPV4", 15: "AcceptIPV4" }, [...head4, ...handshake, ...tail2]),
  ...kernelEvents(TCP, "TcpIp", 2, { 17: "Fail" }, failure),
  ...kernelEvents(TCP, "TcpIp", 2, { 26: "SendIPV6" }, [...head6, ...times, ...tail2]),
  ...kernelEvents(TCP, "TcpIp", 2, { 27: "RecvIPV6", 29: "DisconnectIPV6", 30: "RetransmitIPV6", 32: "ReconnectIPV6", 34: "TCPCopyIPV6" }, [
    ...head6,
    ...tail2,
  ]),
  ...kernelEvents(TCP, "TcpIp", 2, { 28: "ConnectIPV6", 31: "AcceptIPV6" }, [...head6, ...handshake, ...tail2]),
  ...kernelEvents(UDP, "UdpIp", 0, { 10: "Send", 11: "Recv" }, [
    pointer("context"),
    ipv4("saddr"),
    port("sport"),
    u16("size"),
    ipv4("daddr"),
    port("dport"),
    u16("dsize"),
  ]),
  ...kernelEvents(UDP, "UdpIp", 1, { 10: "Send", 11: "Recv" }, head4),
  ...kernelEvents(UDP, "UdpIp", 2, { 10: "SendIPV4", 11: "RecvIPV4" }, [...head4, ...tail2]),
  ...kernelEvents(UDP, "UdpIp", 2, { 17: "Fail" }, failure),
  ...kernelEvents(UDP, "UdpIp", 2, { 26: "SendIPV6", 27: "RecvIPV6" }, [...head6, ...tail2]),
];
