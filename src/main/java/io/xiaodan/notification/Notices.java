package io.xiaodan.notification;

import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jooq.Insert;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Notices inside the product: the bell. Readers are told through the feed topic {@code notices}.
 */
@Component
public class Notices {

  /** Gives notices in a transaction of its own or the caller's; one given before stays as it is. */
  public void give(List<NewNotice> notices) {
    throw new UnsupportedOperationException();
  }

  /**
   * The insert of {@link #give} for someone else's statement, as a plain query or as {@code
   * name("n").as(insert.returning…)}; {@link #announce} is to be called after commit.
   */
  public Insert<?> insert(List<NewNotice> notices) {
    throw new UnsupportedOperationException();
  }

  /** Tells open pages that these people's notices changed; to be called after commit. */
  public void announce(Collection<UUID> personIds) {
    throw new UnsupportedOperationException();
  }

  /** How many notices somebody has not read. */
  public int unread(UUID personId) {
    throw new UnsupportedOperationException();
  }

  /**
   * Somebody's notices, newest first.
   *
   * @param after the {@code next} of the stretch before; null for the first
   */
  public Notice.Page list(UUID personId, @Nullable String after, int limit) {
    throw new UnsupportedOperationException();
  }

  /** Marks some of somebody's notices as read; other people's ids are ignored. */
  public void read(UUID personId, Collection<UUID> ids) {
    throw new UnsupportedOperationException();
  }

  /** Marks all of somebody's notices as read. */
  public void readAll(UUID personId) {
    throw new UnsupportedOperationException();
  }
}
