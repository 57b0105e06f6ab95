/** How to record a trace; shown when there is none and when one lacks what a full answer needs. All run as administrator. */
export interface CaptureCommand {
  readonly title: string;
  readonly lines: readonly string[];
}

export const ANY_WINDOWS: CaptureCommand = {
  title: "Any Windows, nothing to install",
  lines: ["netsh trace start capture=yes tracefile=C:\\trace\\net.etl", "netsh trace stop"],
};

export const DROPS: CaptureCommand = {
  title: "Drops with reason and place",
  lines: ["pktmon start --capture --comp all --pkt-size 128 --file-name C:\\trace\\drops.etl", "pktmon stop"],
};

export const SWITCH_AND_NAT: CaptureCommand = {
  title: "Switch, NAT and frames together",
  lines: [
    "New-NetEventSession hop -LocalFilePath C:\\trace\\hop.etl",
    "Add-NetEventPacketCaptureProvider -SessionName hop",
    "Add-NetEventProvider Microsoft-Windows-Hyper-V-VmSwitch -SessionName hop",
    "Add-NetEventProvider Microsoft-Windows-WinNat -SessionName hop",
    "Start-NetEventSession hop",
    "Stop-NetEventSession hop",
  ],
};

export const CAPTURE_COMMANDS: readonly CaptureCommand[] = [ANY_WINDOWS, DROPS, SWITCH_AND_NAT];

/** One more provider for a session made as in SWITCH_AND_NAT. */
export function addProvider(name: string): CaptureCommand {
  return { title: `Add ${name}`, lines: [`Add-NetEventProvider ${name} -SessionName hop`] };
}
