/** Layouts and value texts of Microsoft-Windows-MsLbfoEventProvider, in the notation of table-text.ts. */
export const MS_LBFO = `b72c6994-9fe0-45ad-83b3-8f5885f20e0e Microsoft-Windows-MsLbfoEventProvider
#1!4|OldMember:guid NewMember:guid
#2!4,3!4,4!4,5!4,7!3,9!3,11!4,23!4,24!4|Member:guid Status:i32
#6!4|TeamNic:ptr Member:guid
#8!3,17!4,20!4|TeamNic:ptr Status:i32
#10!4|Status:i32
#12!4|Aggregator:ptr
#13!4,19!4|TeamNic:ptr Member:guid Status:i32
#14!4|TeamNic:ptr StatusBufferLen StatusBuffer:bin[StatusBufferLen]
#15!4,16!4|TeamNic:ptr Receiver:ptr
#18!4|TeamNic:ptr Aggregator:ptr
#21!4|
#22!4|Member:guid OldAggregator:ptr NewAggregator:ptr
#25!4,29!4|Member:guid BufferLen Buffer:bin[BufferLen]
#26!4,27!4,28!4|Member:guid OldState:x32 NewState:x32
#30!4,31!4|Member:guid OldAggregator:ptr NewAggregator:ptr Ready:bool
#32!4|Member:guid ChurnType:i32 OldState:i32 NewState:i32`;
