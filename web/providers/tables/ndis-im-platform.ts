/** Layouts and value texts of Microsoft-Windows-NdisImPlatformEventProvider, in the notation of table-text.ts. */
export const NDIS_IM_PLATFORM = `11c5d8ad-756a-42c2-8087-eb1b4a72a846 Microsoft-Windows-NdisImPlatformEventProvider
#1!4|NetPnpEvent Member:z
#2!4|Adapter:z PowerState
#3!4,4!4,43!4|Adapter:z StatusBufferLength StatusBuffer:bin[StatusBufferLength]
#5!3,7!3,15!2|Oid Adapter:z OidBufferLen OidBuffer:bin[OidBufferLen] Status:i32
#6!3|Oid TeamNic:z Member:z Status:i32
#8!2,9!2,12!2,16!2,26!2,47!2|Adapter:z Status:i32
#10!4|TeamNic:z PacketFilter
#11!4|TeamNic:z Member:z PacketFilter
#13!2,14!2|Member:z TeamNic:z Status:i32
#17!3,19!3,20!3,21!3,22!3,24!4,25!4,40!4,46!4,48!4|Adapter:z
#18!3|
#23!3,27!4,29!4|TeamNic:z Member:z
#28!2,30!2|TeamNic:z Member:z Status:i32
#31!4,32!2,33!4|Team:z Status:i32
#34!4,35!4|Team:z Member:z Status:i32
#36!4,37!4,38!4,39!2|Team:z TeamNic:z Status:i32
#41!4,42!4|TeamNic:z BufferLen Buffer:bin[BufferLen]
#44!4,45!4|TeamNic:z OldValue NewValue`;
