/** Where the sender tells what it does. */
export interface TraceLog {
  /** Written when the POST is sent. */
  sending(message: {
    readonly periodic: boolean;
    readonly campaignGroup: string;
    readonly uri: string;
    readonly instantMs: number;
  }): void;
  /** Not a line of OCS: why nothing was sent. */
  notSending(message: {
    readonly campaignGroup: string;
    readonly reason: string;
    readonly instantMs: number;
  }): void;
}

export const SILENT_TRACE_LOG: TraceLog = { sending: () => {}, notSending: () => {} };
