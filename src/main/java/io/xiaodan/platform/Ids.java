package io.xiaodan.platform;

import com.github.f4b6a3.uuid.UuidCreator;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Makes identifiers: UUID version 7, known before the insert, ordered by time to the millisecond
 * and strictly increasing within one process, unique across nodes and shards without asking
 * anybody.
 */
@Component
public class Ids {

  /** A new identifier, greater than every one made before by this process. */
  public UUID next() {
    return UuidCreator.getTimeOrderedEpochPlus1();
  }
}
