/** One question at a time, then the newest: what was asked meanwhile and is no longer wanted is never sent. */
export class Newest<Question, Answer> {
  readonly #send: (question: Question) => Promise<Answer>;
  readonly #answered: (answer: Answer, question: Question) => void;
  readonly #failed: (error: unknown) => void;
  #next: Question | undefined;
  #busy = false;

  constructor(send: (question: Question) => Promise<Answer>, answered: (answer: Answer, question: Question) => void, failed: (error: unknown) => void) {
    this.#send = send;
    this.#answered = answered;
    this.#failed = failed;
  }

  /** Something is asked or waits to be. */
  get busy(): boolean {
    return this.#busy;
  }

  ask(question: Question): void {
    this.#next = question;
    if (!this.#busy) void this.#run();
  }

  async #run(): Promise<void> {
    this.#busy = true;
    for (let question = this.#take(); question !== undefined; question = this.#take()) {
      try {
        const answer = await this.#send(question);
        this.#answered(answer, question);
      } catch (e) {
        this.#failed(e);
      }
    }
    this.#busy = false;
  }

  #take(): Question | undefined {
    const question = this.#next;
    this.#next = undefined;
    return question;
  }
}
