import { Agent, createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { Dice } from './dice.ts';
import { type Answer, Exchange } from './exchange.ts';
import { FAULT_ACTS, failsInWeather, type Weather } from './fault-acts.ts';
import { type Fault, FaultPlan, OTHER_FAULTS } from './fault-plan.ts';
import { Ledger } from './ledger.ts';
import { RetryWatch } from './retry-watch.ts';

const RECORD_PATH = '/rest/v1/rpc/record_readings';
const RENEW_PATH = '/auth/v1/token?grant_type=refresh_token';
const MACHINES_PATH = '/rest/v1/machines';

/** An edit looks at the machine and changes it. One that fails always would hold up the others. */
const EDIT_REQUESTS = 2;
/** How often a flapping server fails. */
const FLAPPING = 0.7;

/** A server that things happen to, in front of the real one. */
export class StormProxy {
  readonly ledger: Ledger = new Ledger();
  readonly retries: RetryWatch = new RetryWatch();
  /** How often each thing happened. */
  readonly happened: Map<string, number> = new Map();
  /** Requests that record, whatever became of them. */
  recordRequests = 0;
  /** Requests for a new token. */
  renewals = 0;
  /** False: nothing happens any more, except for the weather. */
  isStormy = false;
  readonly #target: URL;
  readonly #agent: Agent = new Agent({ keepAlive: true });
  readonly #sockets: Set<Socket> = new Set();
  readonly #server: ReturnType<typeof createServer>;
  readonly #plan: FaultPlan;
  readonly #others: Readonly<Record<string, FaultPlan>>;
  readonly #dice: Dice;
  #weather: Weather = 'clear';

  constructor(target: string, seed: number, faults: readonly Fault[]) {
    this.#target = new URL(target);
    this.#plan = new FaultPlan(new Dice(`${seed}/faults`), faults);
    this.#dice = new Dice(`${seed}/flapping`);
    this.#others = {
      renewal: new FaultPlan(new Dice(`${seed}/renewals`), OTHER_FAULTS, 1),
      machine: new FaultPlan(new Dice(`${seed}/machines`), OTHER_FAULTS, EDIT_REQUESTS),
    };
    this.#server = createServer((request, response) => {
      this.#handle(request, response).catch(() => request.socket.destroy());
    });
    this.#server.on('connection', (socket: Socket) => {
      this.#sockets.add(socket);
      socket.on('close', () => this.#sockets.delete(socket)).on('error', () => {});
      if (this.#weather === 'cut') socket.destroy();
    });
    this.#server.on('upgrade', (request: IncomingMessage, socket: Socket, head: Buffer) =>
      this.#upgrade(request, socket, head),
    );
  }

  /** Opens a free port. Resolves to the address for clients. */
  async listen(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** True when every kind of fault has happened. */
  get isPlayed(): boolean {
    return this.#plan.isPlayed;
  }

  /** Makes something happen to the next request that records. */
  force(fault: Fault): void {
    this.#plan.force(fault);
  }

  get weather(): Weather {
    return this.#weather;
  }

  /** Changes what the whole server is like. A cut ends what is open, WebSockets too. */
  set weather(weather: Weather) {
    this.#weather = weather;
    if (weather === 'clear') return;
    this.#count(`weather: ${weather}`);
    if (weather === 'cut') for (const socket of this.#sockets) socket.destroy();
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    this.#agent.destroy();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const exchange = new Exchange(request, response, Buffer.concat(parts), this.#target, this.#agent);
    const isRecord = exchange.method === 'POST' && exchange.path === RECORD_PATH;
    if (isRecord) {
      this.recordRequests += 1;
      this.retries.came();
    }
    if (exchange.path === RENEW_PATH && exchange.method === 'POST') this.renewals += 1;
    if (failsInWeather(this.#weather, exchange)) return;
    const fault = this.#faultFor(exchange, isRecord);
    if (fault) this.#count(isRecord ? fault : `${this.#kindOf(exchange)}: ${fault}`);
    const forward = (): Promise<Answer> => this.#forward(exchange, isRecord);
    if (!fault) return exchange.pass(await forward());
    await FAULT_ACTS[fault]({ exchange, forward, askedToWait: (ms) => this.retries.asked(ms) });
  }

  async #forward(exchange: Exchange, isRecord: boolean): Promise<Answer> {
    const answer = await exchange.forward();
    if (isRecord && answer.status < 300) this.ledger.took(exchange.body.toString(), answer.body.toString());
    return answer;
  }

  #faultFor(exchange: Exchange, isRecord: boolean): Fault | null {
    if (exchange.method === 'OPTIONS') return null;
    if (this.#weather === 'flapping' && isRecord) {
      return this.#dice.chance(FLAPPING)
        ? this.#dice.chance(0.5)
          ? '500 before'
          : '500 after commit'
        : null;
    }
    if (!this.isStormy) return null;
    if (isRecord) return this.#plan.next();
    return this.#others[this.#kindOf(exchange) ?? '']?.next() ?? null;
  }

  #kindOf({ method, path }: Exchange): 'renewal' | 'machine' | null {
    if (path === RENEW_PATH && method !== 'OPTIONS') return 'renewal';
    return path.startsWith(MACHINES_PATH) && method !== 'OPTIONS' ? 'machine' : null;
  }

  #upgrade(request: IncomingMessage, socket: Socket, head: Buffer): void {
    const upstream = connect(Number(this.#target.port), this.#target.hostname, () => {
      const headers = request.rawHeaders.flatMap((name, index, all) =>
        index % 2 === 0
          ? [`${name}: ${name.toLowerCase() === 'host' ? this.#target.host : all[index + 1]}`]
          : [],
      );
      upstream.write(`${request.method} ${request.url} HTTP/1.1\r\n${headers.join('\r\n')}\r\n\r\n`);
      upstream.write(head);
      socket.pipe(upstream).pipe(socket);
    });
    socket.on('close', () => upstream.destroy()).on('error', () => {});
    upstream.on('close', () => socket.destroy()).on('error', () => {});
  }

  #count(what: string): void {
    this.happened.set(what, (this.happened.get(what) ?? 0) + 1);
  }
}
