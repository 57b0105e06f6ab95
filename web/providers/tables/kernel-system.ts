/**
 * Classic events of classes whose main events web/trace reads (processes, threads, images, configuration): the others of them, and what the
 * tools that merge traces write about events and about the machine, in the notation of table-text.ts.
 */
export const KERNEL_SYSTEM_TABLES: readonly string[] = [
  `3d6fa8d0-fe05-11d0-9dda-00c04fd7ba7c Process
#~35.2 InSwap|DirectoryTableBase:ptr ProcessId:pid
#~48.2 WakeChargeUser,~49.2 WakeChargeExecution,~50.2 WakeChargeKernel,~51.2 WakeChargeInstrumentation,~52.2 WakeChargePreserveProcess,~64.2 WakeReleaseUser,~65.2 WakeReleaseExecution,~66.2 WakeReleaseKernel,~67.2 WakeReleaseInstrumentation,~68.2 WakeReleasePreserveProcess,~80.2 WakeDropUser,~81.2 WakeDropExecution,~82.2 WakeDropKernel,~83.2 WakeDropInstrumentation,~84.2 WakeDropPreserveProcess|Object:ptr Tag:ptr ProcessId:pid Count
#~96.2 WakeEventUser,~97.2 WakeEventExecution,~98.2 WakeEventKernel,~99.2 WakeEventInstrumentation|Object:ptr`,
  `3d6fa8d1-fe05-11d0-9dda-00c04fd7ba7c Thread
#~36.1 CSwitch|NewThreadId:tid OldThreadId:tid NewThreadPriority:i8 OldThreadPriority:i8 NewThreadQuantum:i8 OldThreadQuantum:i8 OldThreadWaitReason:i8 OldThreadWaitMode:i8 OldThreadState:i8 OldThreadWaitIdealProcessor:i8
#~57.1 WorkerThread,~57.2 WorkerThread|TThreadId:tid StartTime:u64 ThreadRoutine:ptr
#~36.2 CSwitch|NewThreadId:tid OldThreadId:tid NewThreadPriority:i8 OldThreadPriority:i8 PreviousCState:u8 SpareByte:i8 OldThreadWaitReason:i8 OldThreadWaitMode:i8 OldThreadState:i8 OldThreadWaitIdealProcessor:i8 NewThreadWaitTime Reserved
#~37.2 CompCS|
#~41.2 SpinLock|SpinLockAddress:ptr CallerAddress:ptr AcquireTime:u64 ReleaseTime:u64 WaitTimeInCycles SpinCount ThreadId:tid InterruptCount Irql:u8 AcquireDepth:u8 Flag:u8 Reserved:u8
#~50.2 ReadyThread|TThreadId:tid AdjustReason:i8 AdjustIncrement:i8 Flag:i8 Reserved:i8
#~53.2 ThreadAffinity|Affinity:ptr ThreadId:tid Group:u16 Reserved:u16
#~60.2 AntiStarvationBoost|ThreadId:tid ProcessorIndex:u16 Priority:u8 Reserved:u8
#~61.2 ThreadMigration|ThreadId:tid SourceProcessorIndex:u16 TargetProcessorIndex:u16 Priority:u8 IdealProcessorAdjust:u8 OldIdealProcessorIndex:u16
#~62.2 KernelQueueEnqueue|Entry:ptr ThreadId:tid
#~63.2 KernelQueueDequeue|ThreadId:tid EntryCount Entries:ptr*EntryCount
#~64.2 WorkerThreadStart,~65.2 WorkerThreadEnd|CallbackRoutine:ptr
#~66.2 AutoBoostSetFloor|Lock:ptr ThreadId:tid NewCpuPriorityFloor:u8 OldCpuPriority:u8 IoPriorities:u8 BoostFlags:u8
#~67.2 AutoBoostClearFloor|LockAddress:ptr ThreadId:tid BoostBitmap
#~68.2 AutoBoostEntryExhaustion|LockAddress:ptr ThreadId:tid
#~69.2 SubProcessTagChanged|OldTag NewTag
#~48.3 SetPriority,~49.3 SetBasePriority,~51.3 SetPagePriority,~52.3 SetIoPriority|ThreadId:tid OldPriority:u8 NewPriority:u8 Reserved:u16
#~36.3 CSwitch,~36.4 CSwitch|NewThreadId:tid OldThreadId:tid NewThreadPriority:i8 OldThreadPriority:i8 PreviousCState:u8 SpareByte:i8 OldThreadWaitReason:i8 ThreadFlags:i8 OldThreadState:i8 OldThreadWaitIdealProcessor:i8 NewThreadWaitTime Reserved`,
  `2cb15d1d-5fc1-11d2-abe1-00a0c911f518 Image
#~128.2 LoaderLockAttempt,~129.2 LoaderLockAcquire,~130.2 LoaderLockTriedAndFailed,~131.2 LoaderLockWait,~132.2 ProcessInitDone,~133.2 CreateSectionBegin,~134.2 CreateSectionEnd,~135.2 MapViewBegin|
#~160.2 FindDllByName,~161.2 MapViewEnd,~162.2 LoaderLockRelease,~163.2 DllMainEnter,~164.2 LoaderError,~165.3 MapViewStart,~166.3 SnappingStart,~167.3 SnappingEnd,~168.3 LoadingStart,~169.3 LoadingEnd,~170.3 FoundKnownDll,~171.3 AbnormalTermination,~172.3 ModulePlaceHolder,~173.3 ReadyToInit,~174.3 ReadyToRun,~208.3 ApiSetResolving,~209.3 ApiSetHosted,~210.3 ApiSetUnhosted,~211.3 ApiSetUnresolved|BaseAddress:u64 ErrorOpcode:u8 Code:i8 String:z
#~144.2 RelocateImageBegin,~145.2 RelocateImageEnd,~146.2 HandleOldDescsBegin,~147.2 HandleOldDescsEnd,~148.2 HandleNewDescsBegin,~149.2 HandleNewDescsEnd,~150.2 DllMainExit|BaseAddress:u64
#~192.3 DllSearchPathExternal,~193.3 DllSearchPathInternal|BaseAddress:u64 ErrorOpcode:u8 Code:i8 String1:z String2:z
#~176.3 NewDllLoad,~177.3 NewDllLoadAsData|NewDllBaseAddress:ptr ParentDllBaseAddress:ptr LoadReason FilePath:z
#~212.3 DllSearchResults|LdrLoadFlags LdrSearchFlags SearchInfo LoadReason FullDllName:z
#~213.3 DllPathSearchResults|SearchInfo Cwd:z AppDir:z DllDir:z DllLoadDir:z`,
  `01853a65-418f-4f36-aefc-dc0f1d2fd235 SystemConfig
#~11 PhyDisk,~11.1 PhyDisk,~11.2 PhyDisk|DiskNumber BytesPerSector SectorsPerTrack TracksPerCylinder Cylinders:u64 SCSIPort SCSIPath SCSITarget SCSILun Manufacturer:ch*256 PartitionCount WriteCacheEnabled:u8 Pad:u8 BootDriveLetter:ch*3 Spare:ch*2
#~12 LogDisk,~12.1 LogDisk|StartOffset:u64 PartitionSize:u64 DiskNumber Size DriveType DriveLetterString:ch*4 Pad1 PartitionNumber SectorsPerCluster BytesPerSector Pad2 NumberOfFreeClusters:i64 TotalNumberOfClusters:i64 FileSystem:ch*16 VolumeExt
#~16 Power,~16.1 Power,~16.2 Power|S1:u8 S2:u8 S3:u8 S4:u8 S5:u8 Pad1:u8 Pad2:u8 Pad3:u8
#~21 IRQ,~21.1 IRQ,~21.2 IRQ|IRQAffinity:u64 IRQNum DeviceDescriptionLen DeviceDescription:z
#~22 PnP,~22.1 PnP,~22.2 PnP|IDLength DescriptionLength FriendlyNameLength DeviceID:z DeviceDescription:z FriendlyName:z
#~12.2 LogDisk|StartOffset:u64 PartitionSize:u64 DiskNumber Size DriveType DriveLetterString:ch*4 Pad1 PartitionNumber SectorsPerCluster BytesPerSector Pad2 NumberOfFreeClusters:i64 TotalNumberOfClusters:i64 FileSystem:ch*16 VolumeExt Pad3
#~18.2 OpticalDisk|DiskNumber:u16 BusType:u16 DeviceType:u16 MediaType:u16 StartingOffset:u64 Size:u64 NumberOfFreeBlocks:u64 TotalNumberOfBlocks:u64 NextWritableAddress:u64 NumberOfSessions NumberOfTracks BytesPerSector DiscStatus:u16 LastSessionStatus:u16 DriveLetter:z FileSystemName:z DeviceName:az ManufacturerName:az
#~23.2 IDEChannel|TargetId DeviceType DeviceTimingMode LocationInformationLen LocationInformation:z
#~24.2 NumaNode|NodeCount NodeMap:u64*NodeCount
#~26.2 ProcessorGroup|GroupCount Affinity:ptr*GroupCount
#~27.2 ProcessorNumber|ProcessorCount ProcessorNumber*ProcessorCount
#~28.2 DPI|MachineDPI UserDPI
#~29.2 CodeIntegrity|CodeIntegrityInfo
#~30.2 TelemetryConfiguration|MachineId:guid
#~31.2 Defragmentation|AlignmentClusters:u64 AvgFreeSpaceSize:u64 ClustersPerSlab:u64 FragmentedDirectoryExtents:u64 FragmentedExtents:u64 FreeSpaceCount:u64 LargestFreeSpaceSize:u64 LastRunActualPurgeClusters:u64 LastRunClustersTrimmed:u64 LastRunFullDefragTime:u64 LastRunTime:u64 MFTSize:u64 TotalClusters:u64 TotalUsedClusters:u64 AvgFragmentsPerFile BytesPerCluster DirectoryCount FragmentedDirectories FragmentedFiles FragmentedSpace HardwareIssue InUseMFTRecords InUseSlabs LastRunActualPurgeSlabs LastRunInitialBackedSlabs LastRunPercentFragmentation LastRunPinnedSlabs LastRunPotentialPurgeSlabs LastRunSpaceInefficientSlabs LastRunTrimmedSlabs LastRunUnknownEvictFailSlabs LastRunVolsnapPinnedSlabs MFTFragmentCount MovableFiles TotalMFTRecords TotalSlabs UnmovableFiles VolumeId:guid VolumePathNames:z
#~32.2 MobilePlatform|BootLoaderVersion:z FirmwareRevision:z FriendlyName:z HardwareRevision:z Manufacturer:z ManufacturerDisplayName:z ManufacturerModelName:z MobileOperatorDisplayName:z MobileOperatorName:z ModelName:z RadioHardwareRevision:z RadioSoftwareRevision:z ROMVersion:z SOCVersion:z HardwareVariant:z
#~33.2 DeviceFamily|UAPInfo:u64 DeviceFamily DeviceForm
#~34.2 FlightIds|UpdateId:z FlightIdList:z
#~36.2 VirtualizationConfigInfo|VbsEnabled:u8 HvciEnabled:u8 HyperVisorEnabled:u8 Reserved:u8
#~37.2 BootConfigInfo|BootFlags:u64 FirmwareType SecureBootEnabled:u8 SecureBootCapable:u8 Reserved1:u8 Reserved2:u8
#~21.3 IRQ|IRQAffinity:u64 IRQGroup:u16 Reserved:u16 IRQNum DeviceDescriptionLen DeviceDescription:z
#~22.3 PnP|IDLength DescriptionLength FriendlyNameLength DeviceID:z DeviceDescription:z FriendlyName:z PdoName:z
#~32.3 MobilePlatform|DeviceManufacturer:z DeviceManufacturerDisplayName:z DeviceModel:z DeviceModelDisplayName:z MobileOperator:z MobileOperatorDisplayName:z HardwareVersion:z SocVersion:z RadioHardwareVersion:z RadioSoftwareVersion:z BspVersion:z OemSoftwareVersion:z
#~22.4 PnP|ClassGuid:guid UpperFiltersCount LowerFiltersCount DeviceID:z DeviceDescription:z FriendlyName:z PdoName:z ServiceName:z UpperFilters:z*UpperFiltersCount LowerFilters:z*LowerFiltersCount
#~22.5 PnP|ClassGuid:guid UpperFiltersCount LowerFiltersCount DevStatus DevProblem DeviceID:z DeviceDescription:z FriendlyName:z PdoName:z ServiceName:z UpperFilters:z*UpperFiltersCount LowerFilters:z*LowerFiltersCount`,
  `bbccf6c1-6cd1-48c4-80ff-839482e37671 KernelTraceControl EventMetadata
@DecodingSource
0:Manifest|WBEM|WPP|TraceLogging
@*PropertyFlags
1:Struct|Length from a property
4:Count from a property
8:WBEM XML fragment
16:Fixed length
32:Fixed count
64:Tags
128:Custom schema
@MapKind
1:Values|Bits
4:Pattern
8:WBEM values
16:WBEM bits
32:WBEM flag
64:WBEM without a map
@MapValue
0:Number|Text
#~32 EventInfo|ProviderGuid:guid EventGuid:guid Id:u16 Version:u8 Channel:u8 Level:u8 Opcode:u8 Task:u16 Keyword:hex64 DecodingSource@DecodingSource ProviderNameOffset LevelNameOffset ChannelNameOffset KeywordsNameOffset TaskNameOffset OpcodeNameOffset EventMessageOffset ProviderMessageOffset BinaryXmlFrom BinaryXmlSize EventNameOffset EventAttributesOffset PropertyCount TopLevelPropertyCount Flags:hex32 Properties:{Flags:hex32@PropertyFlags NameOffset InType:u16 OutType:u16 MapNameOffset Count:u16 Length:u16 Tags:hex32}*PropertyCount Texts:rest
#~33 MapInfo|ProviderGuid:guid NameOffset Flag@MapKind EntryCount ValueType@MapValue Entries:{OutputOffset Value}*EntryCount Texts:rest`,
  `ed54dff8-c409-4cf6-bf83-05e1e61a09c4 WinSat
#~33 Assessment,~35 Assessment,~37 Assessment|State UncompressedSize Data:rest`,
];
