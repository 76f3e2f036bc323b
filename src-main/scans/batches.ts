interface Waiting<Item, Answer> {
  readonly item: Item;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: unknown) => void;
}

/** So that nobody waits for a thousand others; at 64 phones a batch is never as long. */
const LONGEST_BATCH = 500;

/**
 * Does together what arrives together. While one batch is being done the next one collects.
 * @param commit does a whole batch and answers each item in its place: with a value, or with an error for that item alone.
 * When it rejects, nothing of the batch was done and everybody in it gets the error.
 */
export function createBatches<Item, Answer>(commit: (items: readonly Item[]) => Promise<readonly (Answer | Error)[]>) {
  const waiting: Waiting<Item, Answer>[] = [];
  let working: Promise<void> | null = null;

  async function work(): Promise<void> {
    while (waiting.length > 0) {
      // What the network has brought by now belongs to this batch too.
      await nextTurn();
      await workOn(waiting.splice(0, LONGEST_BATCH));
    }
    working = null;
  }

  async function workOn(batch: readonly Waiting<Item, Answer>[]): Promise<void> {
    try {
      const answers = await commit(batch.map(({ item }) => item));
      for (const [index, { resolve, reject }] of batch.entries()) {
        const answer = answers[index];
        if (answer === undefined) reject(new Error('a batch left an item without an answer'));
        else if (answer instanceof Error) reject(answer);
        else resolve(answer);
      }
    } catch (error) {
      for (const { reject } of batch) reject(error);
    }
  }

  return {
    /** Answers once the batch that this item came into is done. */
    add(item: Item): Promise<Answer> {
      return new Promise((resolve, reject) => {
        waiting.push({ item, resolve, reject });
        working ??= work();
      });
    },
    /** Waits until nothing is left to do. */
    async settle(): Promise<void> {
      while (working) await working;
    },
  };
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
