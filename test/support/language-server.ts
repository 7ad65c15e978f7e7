// yaml-language-server as an editor drives it: over its standard streams, without any network.

import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { join } from 'node:path';

const SERVER = join(import.meta.dirname, '../../node_modules/yaml-language-server/bin/yaml-language-server');

/** From 0, as the protocol counts. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

/** What the server complains of. */
export interface ServerDiagnostic {
  readonly range: { readonly start: Position; readonly end: Position };
  readonly message: string;
}

/** A word that the server offers. */
export interface Offered {
  readonly label: string;
  readonly documentation: string;
  readonly insertText: string;
}

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: unknown;
  readonly result?: unknown;
  readonly error?: { readonly message: string };
}

/** The settings under `yaml` that an editor would have. */
export interface Settings {
  /** URLs of schemas to patterns of the files that they are for, beside what modelines say. */
  readonly schemas: Readonly<Record<string, readonly string[]>>;
}

/** A running server; dispose of it. */
export class LanguageServer implements AsyncDisposable {
  readonly #process: ChildProcessWithoutNullStreams;
  readonly #settings: Settings;
  readonly #waiting = new Map<number, (message: Message) => void>();
  readonly #diagnosed = new Map<string, (diagnostics: readonly ServerDiagnostic[]) => void>();
  #received = Buffer.alloc(0);
  #lastId = 0;

  private constructor(settings: Settings) {
    this.#settings = settings;
    this.#process = spawn(process.execPath, [SERVER, '--stdio']);
    this.#process.stdout.on('data', (chunk: Buffer) => this.#take(chunk));
    this.#process.stderr.resume();
  }

  /** Starts a server that looks nothing up in the network. */
  static async start(settings: Settings): Promise<LanguageServer> {
    const server = new LanguageServer(settings);
    await server.#request('initialize', {
      processId: process.pid,
      rootUri: null,
      capabilities: {
        workspace: { configuration: true },
        textDocument: {
          completion: { completionItem: { documentationFormat: ['markdown'], snippetSupport: true } },
          hover: { contentFormat: ['markdown'] },
        },
      },
    });
    server.#send({ method: 'initialized', params: {} });
    server.#send({ method: 'workspace/didChangeConfiguration', params: { settings: server.#all } });
    return server;
  }

  /** Opens a document and resolves to what the server says of it. */
  open(uri: string, text: string): Promise<readonly ServerDiagnostic[]> {
    return new Promise((resolve) => {
      this.#diagnosed.set(uri, resolve);
      this.#send({
        method: 'textDocument/didOpen',
        params: { textDocument: { uri, languageId: 'yaml', version: 1, text } },
      });
    });
  }

  /** The words that may stand at a position of an open document. */
  async complete(uri: string, position: Position): Promise<readonly Offered[]> {
    const result = await this.#request('textDocument/completion', { textDocument: { uri }, position });
    const items = (result as { readonly items: readonly Record<string, unknown>[] }).items;
    return items.map(({ label, documentation, insertText }) => ({
      label: String(label),
      documentation: markdownOf(documentation),
      insertText: String(insertText),
    }));
  }

  /** What is shown over a position of an open document, as Markdown. */
  async hover(uri: string, position: Position): Promise<string> {
    const result = await this.#request('textDocument/hover', { textDocument: { uri }, position });
    return markdownOf((result as { readonly contents?: unknown } | null)?.contents);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const ended = new Promise((resolve) => this.#process.once('close', resolve));
    await this.#request('shutdown', null);
    this.#send({ method: 'exit', params: null });
    await ended;
  }

  get #all(): Readonly<Record<string, unknown>> {
    return {
      yaml: {
        schemas: this.#settings.schemas,
        schemaStore: { enable: false },
        kubernetesCRDStore: { enable: false },
        validate: true,
        hover: true,
        completion: true,
      },
      http: {},
      '[yaml]': {},
    };
  }

  #request(method: string, params: unknown): Promise<unknown> {
    this.#lastId += 1;
    const id = this.#lastId;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, ({ result, error }) =>
        error === undefined ? resolve(result) : reject(new Error(`${method}: ${error.message}`)),
      );
      this.#send({ id, method, params });
    });
  }

  #send(message: Message): void {
    const body = JSON.stringify({ jsonrpc: '2.0', ...message });
    this.#process.stdin.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
  }

  #take(chunk: Buffer): void {
    this.#received = Buffer.concat([this.#received, chunk]);
    for (;;) {
      const headEnd = this.#received.indexOf('\r\n\r\n');
      if (headEnd === -1) return;
      const length = Number(
        /Content-Length: (\d+)/i.exec(this.#received.toString('latin1', 0, headEnd))?.[1],
      );
      const end = headEnd + 4 + length;
      if (this.#received.length < end) return;
      const message = JSON.parse(this.#received.toString('utf8', headEnd + 4, end)) as Message;
      this.#received = this.#received.subarray(end);
      this.#handle(message);
    }
  }

  #handle(message: Message): void {
    const { id, method, params } = message;
    if (method === undefined) {
      this.#waiting.get(id!)?.(message);
      this.#waiting.delete(id!);
    } else if (method === 'workspace/configuration') {
      const { items } = params as { readonly items: readonly { readonly section: string }[] };
      this.#send({ id: id!, result: items.map(({ section }) => this.#all[section] ?? null) });
    } else if (method === 'textDocument/publishDiagnostics') {
      const { uri, diagnostics } = params as {
        readonly uri: string;
        readonly diagnostics: readonly ServerDiagnostic[];
      };
      this.#diagnosed.get(uri)?.(diagnostics);
    } else if (id !== undefined) {
      this.#send({ id, result: null });
    }
  }
}

function markdownOf(value: unknown): string {
  if (typeof value === 'string') return value;
  return String((value as { readonly value?: unknown } | null | undefined)?.value ?? '');
}
