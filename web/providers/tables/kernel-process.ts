/** Layouts and value texts of Microsoft-Windows-Kernel-Process, in the notation of table-text.ts. */
export const KERNEL_PROCESS = `22fb2cd6-0e7b-422b-a0c7-2fad1fd0e716 Microsoft-Windows-Kernel-Process
@*ProcessFlags
1:PackageId
#1!4 ProcessStart|ProcessID:pid CreateTime:ft ParentProcessID:pid SessionID ImageName:z
#1.1!4 ProcessStart|ProcessID:pid CreateTime:ft ParentProcessID:pid SessionID Flags@ProcessFlags ImageName:z
#1.2!4 ProcessStart,15!4 ProcessRundown|ProcessID:pid CreateTime:ft ParentProcessID:pid SessionID Flags@ProcessFlags ImageName:z ImageChecksum TimeDateStamp PackageFullName:z PackageRelativeAppId:z
#1.3!4 ProcessStart,15.1!4 ProcessRundown|ProcessID:pid ProcessSequenceNumber:u64 CreateTime:ft ParentProcessID:pid ParentProcessSequenceNumber:u64 SessionID Flags@ProcessFlags ProcessTokenElevationType ProcessTokenIsElevated MandatoryLabel:sid ImageName:z ImageChecksum TimeDateStamp PackageFullName:z PackageRelativeAppId:z
#1.4!4 ProcessStart,15.2!4 ProcessRundown|ProcessID:pid ProcessSequenceNumber:u64 CreateTime:ft ParentProcessID:pid ParentProcessSequenceNumber:u64 SessionID Flags@ProcessFlags ProcessTokenElevationType ProcessTokenIsElevated MandatoryLabel:sid ImageName:z ImageChecksum TimeDateStamp PackageFullName:z PackageRelativeAppId:z SecurityMitigations
#1.5!4 ProcessStart,15.3!4 ProcessRundown|ProcessID:pid ProcessSequenceNumber:u64 CreateTime:ft ParentProcessID:pid ParentProcessSequenceNumber:u64 SessionID Flags@ProcessFlags ProcessTokenElevationType ProcessTokenIsElevated MandatoryLabel:sid ImageName:z ImageChecksum TimeDateStamp PackageFullName:z PackageRelativeAppId:z SecurityMitigations PartitionID ProcessMachine:u16
#2!4 ProcessStop|ProcessID:pid CreateTime:ft ExitTime:ft ExitCode TokenElevationType HandleCount CommitCharge:u64 CommitPeak:u64 ImageName:az
#2.1!4 ProcessStop|ProcessID:pid CreateTime:ft ExitTime:ft ExitCode TokenElevationType HandleCount CommitCharge:u64 CommitPeak:u64 CPUCycleCount:u64 ReadOperationCount WriteOperationCount ReadTransferKiloBytes WriteTransferKiloBytes HardFaultCount ImageName:az
#2.2!4 ProcessStop|ProcessID:pid ProcessSequenceNumber:u64 CreateTime:ft ExitTime:ft ExitCode TokenElevationType HandleCount CommitCharge:u64 CommitPeak:u64 CPUCycleCount:u64 ReadOperationCount WriteOperationCount ReadTransferKiloBytes WriteTransferKiloBytes HardFaultCount ImageName:az
#3!4 ThreadStart,4!4 ThreadStop|ProcessID:pid ThreadID:tid StackBase:ptr StackLimit:ptr UserStackBase:ptr UserStackLimit:ptr StartAddr:ptr Win32StartAddr:ptr TebBase:ptr
#3.1!4 ThreadStart|ProcessID:pid ThreadID:tid StackBase:ptr StackLimit:ptr UserStackBase:ptr UserStackLimit:ptr StartAddr:ptr Win32StartAddr:ptr TebBase:ptr SubProcessTag
#4.1!4 ThreadStop|ProcessID:pid ThreadID:tid StackBase:ptr StackLimit:ptr UserStackBase:ptr UserStackLimit:ptr StartAddr:ptr Win32StartAddr:ptr TebBase:ptr SubProcessTag CycleTime:u64
#5!4 ImageLoad,6!4 ImageUnload|ImageBase:ptr ImageSize:ptr ProcessID:pid ImageCheckSum TimeDateStamp DefaultBase:ptr ImageName:z
#7!4 CpuBasePriorityChange,8!4 CpuPriorityChange,9!4 PagePriorityChange,10!4 IoPriorityChange|ProcessID:pid ThreadID:tid OldPriority:u8 NewPriority:u8
#11!4 ProcessFreezeStart,12!4 ProcessFreezeStop|FrozenProcessID
#11.1!4 ProcessFreezeStart,12.1!4 ProcessFreezeStop|FrozenProcessID CreateTime:ft
#13!4 JobStart,14!4 JobTerminateStop|ContainerID:guid JobID StatusCode:nts
#13!4 JobStart,14!4 JobTerminateStop|JobID:guid JobHandle StatusCode:nts
#16!4|
#17!4 PsDiskIoAttributionStart,18!4 PsDiskIoAttributionStop|JobID DiskIoAttribution:ptr StatusCode:nts
#19!4 PsIoRateControlStart,20!4 PsIoRateControlStop|JobID IoRateControl:ptr ControlType RateType RateAmount StatusCode:nts
#19.1!4 PsIoRateControlStart,20.1!4 PsIoRateControlStop|JobID IoRateControl:ptr MaxIops:u64 MaxBandwidth:u64 MaxTimePercent:u64 ReservationIops:u64 ReservationBandwidth:u64 ReservationTimePercent:u64 CriticalReservationIops:u64 CriticalReservationBandwidth:u64 CriticalReservationTimePercent:u64 ControlFlags VolumeName:z StatusCode:nts
#19.2!4 PsIoRateControlStart,20.2!4 PsIoRateControlStop|JobID IoRateControl:ptr MaxIops:u64 MaxBandwidth:u64 MaxTimePercent:u64 ReservationIops:u64 ReservationBandwidth:u64 ReservationTimePercent:u64 CriticalReservationIops:u64 CriticalReservationBandwidth:u64 CriticalReservationTimePercent:u64 SoftMaxIops:u64 SoftMaxBandwidth:u64 SoftMaxTimePercent:u64 ControlFlags VolumeName:z StatusCode:nts
#21!4 ThreadWorkOnBehalfUpdate|OldWorkOnBehalfThreadID NewWorkOnBehalfThreadID
#22!4 JobServerSiloStart|ContainerID:guid JobID State:u16
#23!4 JobServerSiloStart,25!4 JobServerSiloStart,26!4 JobServerSiloStartStop|ContainerID:guid JobID MonitorName:z
#24!4 JobServerSiloStartStop|ContainerID:guid JobID Status:nts MonitorName:z
#27!4 ProcessInPrivateSet|ProcessName:z ProcessID:pid`;
