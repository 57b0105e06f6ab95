/**
 * Classic events of the kernel logger, one text per class, in the notation of table-text.ts. What names processes, threads, images and the
 * machine is in web/trace. In TcpIp and UdpIp the order of seqnum and connid is that of the classes.
 */
export const KERNEL_TABLES: readonly string[] = [
  `9a280ac0-c8e0-11d1-84e2-00c04fb998a2 TcpIp
#~10 Send,~11 Recv,~12 Connect,~13 Disconnect,~14 Retransmit,~15 Accept|daddr:ip4 saddr:ip4 dport:port sport:port size PID:pid
#~17.1 Fail|Proto
#~18.1 TCPCopy,~19.1 ARPCopy,~20.1 FullACK,~21.1 PartACK,~22.1 DupACK,~13.1 Disconnect,~14.1 Retransmit,~16.1 Reconnect,~11.1 Recv|PID:pid size daddr:ip4 saddr:ip4 dport:port sport:port connid:ptr seqnum
#~10.1 Send|PID:pid size daddr:ip4 saddr:ip4 dport:port sport:port startime endtime connid:ptr seqnum
#~12.1 Connect,~15.1 Accept|PID:pid size daddr:ip4 saddr:ip4 dport:port sport:port mss:u16 sackopt:u16 tsopt:u16 wsopt:u16 rcvwin rcvwinscale:i16 sndwinscale:i16 connid:ptr seqnum
#~27.2 RecvIPV6,~29.2 DisconnectIPV6,~30.2 RetransmitIPV6,~32.2 ReconnectIPV6,~34.2 TCPCopyIPV6|PID:pid size daddr:ip6 saddr:ip6 dport:port sport:port seqnum connid:ptr
#~10.2 SendIPV4|PID:pid size daddr:ip4 saddr:ip4 dport:port sport:port startime endtime seqnum connid:ptr
#~17.2 Fail|Proto:u16 FailureCode:u16
#~12.2 ConnectIPV4,~15.2 AcceptIPV4|PID:pid size daddr:ip4 saddr:ip4 dport:port sport:port mss:u16 sackopt:u16 tsopt:u16 wsopt:u16 rcvwin rcvwinscale:i16 sndwinscale:i16 seqnum connid:ptr
#~26.2 SendIPV6|PID:pid size daddr:ip6 saddr:ip6 dport:port sport:port startime endtime seqnum connid:ptr
#~11.2 RecvIPV4,~13.2 DisconnectIPV4,~14.2 RetransmitIPV4,~16.2 ReconnectIPV4,~18.2 TCPCopyIPV4|PID:pid size daddr:ip4 saddr:ip4 dport:port sport:port seqnum connid:ptr
#~28.2 ConnectIPV6,~31.2 AcceptIPV6|PID:pid size daddr:ip6 saddr:ip6 dport:port sport:port mss:u16 sackopt:u16 tsopt:u16 wsopt:u16 rcvwin rcvwinscale:i16 sndwinscale:i16 seqnum connid:ptr`,
  `bf3a50c5-a9c9-4988-a005-2df0b7c80f80 UdpIp
#~10 Send,~11 Recv|context:ptr saddr:ip4 sport:port size:u16 daddr:ip4 dport:port dsize:u16
#~10.1 Send,~11.1 Recv|PID:pid size daddr:ip4 saddr:ip4 dport:port sport:port
#~17.2 Fail|Proto:u16 FailureCode:u16
#~26.2 SendIPV6,~27.2 RecvIPV6|PID:pid size daddr:ip6 saddr:ip6 dport:port sport:port seqnum connid:ptr
#~10.2 SendIPV4,~11.2 RecvIPV4|PID:pid size daddr:ip4 saddr:ip4 dport:port sport:port seqnum connid:ptr`,
  `3d6fa8d4-fe05-11d0-9dda-00c04fd7ba7c DiskIo
#~10.2 Read,~11.2 Write|DiskNumber IrpFlags:hex32 TransferSize Reserved ByteOffset:u64 FileObject:ptr Irp:ptr HighResResponseTime:u64
#~10.3 Read,~11.3 Write|DiskNumber IrpFlags:hex32 TransferSize Reserved ByteOffset:u64 FileObject:ptr Irp:ptr HighResResponseTime:u64 IssuingThreadId:tid
#~12.2 ReadInit,~13.2 WriteInit,~15.2 FlushInit|Irp:ptr
#~12.3 ReadInit,~13.3 WriteInit,~15.3 FlushInit|Irp:ptr IssuingThreadId:tid
#~14.2 Flush|DiskNumber IrpFlags:hex32 HighResResponseTime:u64 Irp:ptr
#~14.3 Flush|DiskNumber IrpFlags:hex32 HighResResponseTime:u64 Irp:ptr IssuingThreadId:tid`,
  `90cbdc39-4a3e-11d1-84f4-0000f80464e3 FileIo
#~0.2 Name,~32.2 FileCreate,~35.2 FileDelete,~36.2 FileRundown|FileObject:ptr FileName:z
#~64.2 Create|IrpPtr:ptr TTID:ptr FileObject:ptr CreateOptions:hex32 FileAttributes:hex32 ShareAccess:hex32 OpenPath:z
#~64.3 Create|IrpPtr:ptr FileObject:ptr TTID:tid CreateOptions:hex32 FileAttributes:hex32 ShareAccess:hex32 OpenPath:z
#~65.2 Cleanup,~66.2 Close,~73.2 Flush|IrpPtr:ptr TTID:ptr FileObject:ptr FileKey:ptr
#~65.3 Cleanup,~66.3 Close,~73.3 Flush|IrpPtr:ptr FileObject:ptr FileKey:ptr TTID:tid
#~67.2 Read,~68.2 Write|Offset:u64 IrpPtr:ptr TTID:ptr FileObject:ptr FileKey:ptr IoSize IoFlags:hex32
#~67.3 Read,~68.3 Write|Offset:u64 IrpPtr:ptr FileObject:ptr FileKey:ptr TTID:tid IoSize IoFlags:hex32
#~69.2 SetInfo,~70.2 Delete,~71.2 Rename,~74.2 QueryInfo,~75.2 FSControl|IrpPtr:ptr TTID:ptr FileObject:ptr FileKey:ptr ExtraInfo:ptr InfoClass
#~69.3 SetInfo,~70.3 Delete,~71.3 Rename,~74.3 QueryInfo,~75.3 FSControl|IrpPtr:ptr FileObject:ptr FileKey:ptr ExtraInfo:ptr TTID:tid InfoClass
#~72.2 DirEnum,~77.2 DirNotify|IrpPtr:ptr TTID:ptr FileObject:ptr FileKey:ptr Length InfoClass FileIndex FileName:z
#~72.3 DirEnum,~77.3 DirNotify|IrpPtr:ptr FileObject:ptr FileKey:ptr TTID:tid Length InfoClass FileIndex FileName:z
#~76.2 OperationEnd,~76.3 OperationEnd|IrpPtr:ptr ExtraInfo:ptr NtStatus:nts`,
  `ae53722e-c863-11d2-8659-00c04fa321a1 Registry
#~10.2 Create,~11.2 Open,~12.2 Delete,~13.2 Query,~14.2 SetValue,~15.2 DeleteValue,~16.2 QueryValue,~17.2 EnumerateKey,~18.2 EnumerateValueKey,~19.2 QueryMultipleValue,~20.2 SetInformation,~21.2 Flush,~22.2 KCBCreate,~23.2 KCBDelete,~24.2 KCBRundownBegin,~25.2 KCBRundownEnd,~26.2 Virtualize,~27.2 Close|InitialTime:u64 Status:nts Index KeyHandle:ptr KeyName:z`,
  `3d6fa8d3-fe05-11d0-9dda-00c04fd7ba7c PageFault
#~10.2 TransitionFault,~11.2 DemandZeroFault,~12.2 CopyOnWrite,~13.2 GuardPageFault,~14.2 HardPageFault|VirtualAddress:ptr ProgramCounter:ptr
#~32.2 HardFault|InitialTime:u64 ReadOffset:u64 VirtualAddress:ptr FileObject:ptr TThreadId:tid ByteCount`,
  `ce1dbfb4-137e-4da6-87b0-3f59aa102cbc PerfInfo
#~46.2 SampledProfile|InstructionPointer:ptr ThreadId:tid Count:u16 Reserved:u16
#~73.3 CollectionStart,~74.3 CollectionEnd|Source NewInterval OldInterval
#~51.2 SysCallEnter|SysCallAddress:ptr
#~52.2 SysCallExit|SysCallNtStatus:nts
#~66.2 ThreadedDPC,~68.2 DPC,~69.2 TimerDPC|InitialTime:u64 Routine:ptr`,
];
