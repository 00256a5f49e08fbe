package io.xiaodan.batch;

import io.xiaodan.platform.RecordMemory;
import java.util.Collection;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Forgets the values of records that are gone for good. */
@Component
class BatchMemory implements RecordMemory {

  private final BatchStore store;

  BatchMemory(BatchStore store) {
    this.store = store;
  }

  @Override
  public void forget(Collection<UUID> records) {
    store.forget(records);
  }
}
