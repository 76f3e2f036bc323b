import { Storage as Really } from '../../../src-main/database/storage';

/** In the place of `Storage`: a connection that is dead stays dead until somebody starts the office anew. */
export class Storage extends Really {
  override revive(): void {
    this.assertAlive();
  }
}
